// The vendor is switched, a recipe is made one's own, and the page tells its inks and what the press will dull.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { holds, journey } from './browser.mjs';

/** The sample's first charm in the Print room, its plates drawn. */
async function printing(dangle) {
  await dangle.toPlates();
  return dangle.page.locator('aside.inspector');
}

/** Chooses the recipe of that name from the list. */
async function choose(dangle, name) {
  await dangle.page.locator('aside.inspector button.recipe').click();
  await dangle.page.getByRole('menuitemradio', { name }).click();
}
const plateNames = (page) => page.locator('aside.tray li b').allTextContents();

journey('another vendor wants other plates and other files, at once', { sample: true }, async (dangle) => {
  const { page } = dangle;
  const inspector = await printing(dangle);
  await choose(dangle, /Spots RDG_WHITE/);
  await holds(async () => (await plateNames(page)).includes('RDG_WHITE'), 'the white has its other name');
  await choose(dangle, /Layered PSD/);
  await inspector.getByText(/-data\.zip/).waitFor();
  await choose(dangle, /Laser: blue/);
  await holds(async () => !(await plateNames(page)).includes('White'), 'a laser has no white');
  await inspector
    .first()
    .waitFor({ state: 'attached' })
    .catch(() => {});
  await inspector.getByText(/beam is allowed for/).waitFor();
});

journey(
  'a layered file and its cut line leave in one zip, each read back',
  { sample: true },
  async (dangle) => {
    const { page } = dangle;
    const inspector = await printing(dangle);
    await choose(dangle, /Layered PSD/);
    await inspector.getByText(/-data\.zip/).waitFor();
    await page.getByRole('button', { name: 'Export and read back' }).click();
    const zip = await readFile(await dangle.exported('.zip'));
    assert.equal(zip.subarray(0, 2).toString(), 'PK');
    assert.ok(zip.includes('-print.psd') && zip.includes('-cut.svg'));
    const files = await inspector.locator('li.file').allTextContents();
    assert.equal(files.length, 2, files.join(', '));
    assert.equal(await inspector.locator('li.bad').count(), 0);
  },
);

journey('a recipe is copied, changed and kept, by keyboard alone', { sample: true }, async (dangle) => {
  const { page } = dangle;
  await printing(dangle);
  await page.getByRole('button', { name: 'More for this recipe' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: /Copy and change/ }).press('Enter');
  const name = page.getByRole('dialog').getByRole('textbox');
  await name.fill('Our printer');
  await name.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Your recipe' });
  await sheet.waitFor();
  const spot = sheet.getByRole('textbox', { name: 'Spot' }).first();
  await spot.fill('Spot1');
  await spot.press('Enter');
  await sheet.waitFor({ state: 'detached' });
  await holds(async () => (await plateNames(page)).includes('Spot1'), 'the plate has the new name');
  const { recipes } = await dangle.ask('start');
  const own = recipes.find((recipe) => recipe.own);
  assert.equal(own.name, 'Our printer');
  assert.equal(own.verified, false);
  await page.getByRole('button', { name: 'Export and read back' }).click();
  const pdf = await readFile(await dangle.exported('.pdf'));
  assert.ok(pdf.includes('/Spot1') && !pdf.includes('/WhiteInk /White'));

  await page.getByRole('button', { name: 'More for this recipe' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await holds(async () => !(await dangle.ask('start')).recipes.some((recipe) => recipe.own), 'it is gone');
});

journey('a recipe that cannot be worked by is not kept, and says why', { sample: true }, async (dangle) => {
  const { page } = dangle;
  await printing(dangle);
  await page.getByRole('button', { name: 'More for this recipe' }).click();
  await page.getByRole('menuitem', { name: /Copy and change/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
  const sheet = page.getByRole('dialog', { name: 'Your recipe' });
  await sheet.getByRole('textbox', { name: 'Spot' }).first().fill('Black');
  await sheet.getByRole('button', { name: 'Keep' }).click();
  await page.getByRole('alert').waitFor();
  assert.ok(await sheet.isVisible());
  dangle.forgive(/500/);
});

journey(
  'the inks of a place are told under the pointer and by the arrows',
  { sample: true },
  async (dangle) => {
    const { page } = dangle;
    await printing(dangle);
    const sheet = await page.locator('main.canvas .sheet').boundingBox();
    await page.mouse.move(sheet.x + sheet.width * 0.45, sheet.y + sheet.height * 0.7);
    const readout = page.getByRole('status', { name: 'Ink here' });
    await holds(async () => /Total\s*\d+/.test((await readout.textContent()) ?? ''), 'a total');
    const charm = (await dangle.project()).charms[0];
    const { recipes } = await dangle.ask('start');
    const view = await dangle.ask('print_view', { charm: charm.id, recipe: recipes[0].id });
    const at = [view.page_mm[0] * 0.45, view.page_mm[1] * 0.7];
    const inks = await dangle.ask('inks_at', { charm: charm.id, recipe: recipes[0].id, at });
    assert.deepEqual(
      inks.map((ink) => ink.plate),
      view.plates.filter((plate) => plate.kind !== 'cut').map((plate) => plate.name),
    );
    await page.mouse.move(5, 5);
    await readout.waitFor({ state: 'detached' });
    await page.locator('main.canvas').focus();
    await page.keyboard.press('ArrowRight');
    await readout.waitFor();
    await page.keyboard.press('Escape');
    await readout.waitFor({ state: 'detached' });
  },
);

journey(
  'maps show where ink lies and what dulls, and words say how much',
  { sample: true },
  async (dangle) => {
    const { page } = dangle;
    const inspector = await printing(dangle);
    await page.getByRole('radio', { name: 'Ink', exact: true }).click();
    await dangle.drawn('main.canvas img.map');
    await page.getByRole('radio', { name: 'Colour loss' }).click();
    await dangle.drawn('main.canvas img.map');
    const dull = inspector.getByRole('list', { name: 'Colours that dull' });
    const charm = (await dangle.project()).charms[0];
    const { recipes } = await dangle.ask('start');
    const view = await dangle.ask('print_view', { charm: charm.id, recipe: recipes[0].id });
    if (view.dull.length > 0) assert.equal(await dull.getByRole('listitem').count(), view.dull.length);
    else await inspector.getByText('every colour').waitFor();
    await page.getByRole('radio', { name: 'Proof' }).click();
    await page.locator('main.canvas img.map').waitFor({ state: 'detached' });
  },
);
