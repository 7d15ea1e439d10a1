// The Print room's sheets: laid while one looks on, moved by key, filled, and saved as one proven PDF.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { holds, journey } from './browser.mjs';

/** Opens the Sheet bench with a sheet of 300 × 200 mm and the sample's charms on its list. */
async function withSheet(dangle) {
  const { page } = dangle;
  await dangle.charmDrawn();
  await dangle.go('Print');
  await page.getByRole('radio', { name: 'Sheet', exact: true }).click();
  await page.locator('main').getByRole('button', { name: 'Add a sheet' }).click();
  await page.getByRole('radio', { name: '300×200' }).click();
  await holds(async () => (await sheetOf(dangle))?.size.width === 300, 'the sheet is 300 mm wide');
}
const sheetOf = async (dangle) => (await dangle.project()).sheets[0];

async function layOut(dangle, seconds) {
  const { page } = dangle;
  const time = page.getByRole('textbox', { name: 'Search for' });
  await time.fill(String(seconds));
  await time.press('Enter');
  await page.getByRole('button', { name: 'Lay out', exact: true }).click();
}

journey('charms are laid while one looks on, and what was found can be kept', { sample: true }, async (dangle) => {
  const { page } = dangle;
  await withSheet(dangle);
  await layOut(dangle, 120);
  await page.locator('#laid-17').waitFor();
  assert.equal((await sheetOf(dangle)).layout.length, 0, 'what is only on the screen is not kept yet');
  await page.getByRole('button', { name: 'Keep this' }).click();
  await page.getByRole('button', { name: 'Lay out anew' }).waitFor();
  await holds(async () => (await sheetOf(dangle)).layout.length === 18, 'all eighteen are laid');
  await page.keyboard.press('Control+z');
  await holds(async () => (await sheetOf(dangle)).layout.length === 0, 'laying is one step that can be taken back');
});

journey('keys alone move a charm, show what is too near, and forbid to save it', { sample: true }, async (dangle) => {
  const { page } = dangle;
  await withSheet(dangle);
  await layOut(dangle, 2);
  const save = page.getByRole('button', { name: 'Save sheet as PDF' });
  await page.getByRole('button', { name: 'Lay out anew' }).waitFor();
  await page.locator('#laid-0').focus();
  const at = async () => (await sheetOf(dangle)).layout[0];
  const before = await at();
  await page.keyboard.press('Alt+ArrowDown');
  await holds(async () => Math.abs((await at()).y - before.y - 0.1) < 1e-6, 'a tenth of a millimetre');
  await page.keyboard.press('r');
  await holds(async () => Math.abs((((await at()).turn - before.turn + 360) % 360) - 15) < 1e-6, 'turned by 15°');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.locator('.charm.clashing').first().waitFor();
  assert.ok(await save.isDisabled(), 'what is too near is not saved');
  await page.getByText(/place(s are| is) too near/).waitFor();
  await page.keyboard.press('PageDown');
  assert.equal(await page.locator('#laid-1').getAttribute('aria-pressed'), 'true');
});

journey('gaps are filled with as many as fit, and the sheet is saved as one PDF', { sample: true }, async (dangle) => {
  const { page } = dangle;
  await withSheet(dangle);
  await layOut(dangle, 3);
  await page.getByRole('button', { name: 'Lay out anew' }).waitFor();
  await page.getByRole('button', { name: /How many more fit/ }).first().click();
  const fill = page.getByRole('button', { name: /Fill the gaps with \d+ more/ });
  const more = Number(/\d+/.exec(await fill.textContent())[0]);
  assert.ok(more > 0);
  await fill.click();
  await holds(async () => (await sheetOf(dangle)).layout.length === 18 + more, 'the gaps are filled');
  await page.getByRole('textbox', { name: 'Cost of a sheet' }).fill('40');
  await page.keyboard.press('Enter');
  await page.getByText('one more costs').first().waitFor();
  await page.getByRole('button', { name: 'Save sheet as PDF' }).click();
  const file = await dangle.exported('.pdf');
  const pdf = await readFile(file, 'latin1');
  assert.match(pdf, /^%PDF-1\.6/);
  assert.ok(pdf.length < 1_000_000, `${pdf.length} bytes`);
});

for (const colorScheme of ['light', 'dark']) {
  journey(`the sheets are fit for all hands, ${colorScheme}`, { sample: true, colorScheme }, async (dangle) => {
    const { page } = dangle;
    await withSheet(dangle);
    await layOut(dangle, 1);
    await page.getByRole('button', { name: 'Lay out anew' }).waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter((one) => ['serious', 'critical'].includes(one.impact));
    assert.deepEqual(serious.map((one) => [one.id, one.nodes.map((node) => node.html)]), []);
  });
}
