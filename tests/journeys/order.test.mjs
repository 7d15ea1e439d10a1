// Cards and orders by hand: a card that is laid out, worded and exported; prices, days and footprints; the bundle.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { holds, journey } from './browser.mjs';

/** Findings that keep somebody out. */
async function findings(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`);
}

async function bench(dangle, name) {
  await dangle.charmDrawn();
  await dangle.go('Print');
  await dangle.page.getByRole('radio', { name, exact: true }).click();
}

journey('a card is laid out, worded and exported, and all of it is kept', { sample: true }, async (dangle) => {
  const { page } = dangle;
  await bench(dangle, 'Card');
  await page.getByRole('img', { name: 'Front' }).waitFor();
  const before = await page.getByRole('img', { name: 'Front' }).getAttribute('src');
  await page.getByRole('button', { name: 'Niche' }).click();
  await holds(
    async () => (await page.getByRole('img', { name: 'Front' }).getAttribute('src')) !== before,
    'another layout looks another way',
  );
  const title = page.getByLabel('Title', { exact: true });
  await title.fill('Good company');
  await title.press('Enter');
  await page.getByLabel('Code', { exact: true }).selectOption('qr');
  await holds(async () => (await dangle.project()).cards[0]?.code.kind === 'qr', 'the code is kept');
  const [card] = (await dangle.project()).cards;
  assert.equal(card.layout, 'niche');
  assert.equal(card.texts.en.title, 'Good company');
  assert.deepEqual(await findings(page), []);

  await page.getByRole('button', { name: 'Export card' }).click();
  const pdf = await readFile(await dangle.exported('.pdf'), 'latin1');
  assert.match(pdf, /DieLine/, 'what is cut is a spot');
  await page.keyboard.press('Control+z');
  await holds(async () => (await dangle.project()).cards[0]?.code.kind === 'none', 'the code is taken back');
});

journey('an order is priced, dated and packed into a bundle', { sample: true }, async (dangle) => {
  const { page } = dangle;
  await bench(dangle, 'Order');
  const prices = page.getByRole('table');
  await prices.waitFor();
  assert.equal(await prices.getByText('Cheapest').count(), 3, 'one at each quantity');
  assert.ok((await prices.getByText(/Not read from the vendor/).count()) > 1, 'no list is called verified');
  const quantities = page.getByLabel('Quantities');
  await quantities.fill('20, 300');
  await quantities.press('Enter');
  await prices.getByText('300 pcs').waitFor();
  const day = page.getByLabel('In hand by');
  await day.fill('2099-03-01');
  await page.getByText(/Order by .* even if all goes slowly/).waitFor();
  await page.getByText('Recycled acrylic').waitFor();
  const letter = page.getByRole('textbox', { name: 'Letter to the vendor' });
  await holds(async () => /2099-03-01/.test(await letter.inputValue()), 'the letter tells the day');
  await page.getByRole('radio', { name: '中文' }).click();
  await holds(async () => /2099年3月1日/.test(await letter.inputValue()), 'in Chinese too');
  assert.deepEqual((await dangle.project()).orders[0].quantities, [20, 300]);
  assert.deepEqual(await findings(page), []);

  await page.getByRole('button', { name: 'Order bundle' }).click();
  const zip = await readFile(await dangle.exported('.zip'), 'latin1');
  for (const name of ['manifest.json', 'tech-pack.pdf', 'card.pdf', 'quote.csv', 'message-zh-CN.txt'])
    assert.ok(zip.includes(name), name);
});
