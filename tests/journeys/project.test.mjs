// The tray, the palette and whole projects: nothing a person removes is gone for good by accident.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { holds, journey } from './browser.mjs';

const names = async (dangle) => (await dangle.project()).charms.map((charm) => charm.name);

journey(
  'a charm that hangs is deleted by a key and comes back with its place',
  { sample: true },
  async (dangle) => {
    const { page } = dangle;
    await dangle.charmDrawn();
    const before = await dangle.project();
    await page.locator('.tray .pick[aria-pressed=true]').focus();
    await page.keyboard.press('Delete');
    await holds(async () => (await names(dangle)).length === 2, 'it is gone');
    assert.equal(
      (await dangle.project()).scenes[0].placements.length,
      before.scenes[0].placements.length - 1,
    );
    // The core knows it before the window does: there is something to undo once the window says so.
    await page.locator('button[aria-label="Undo"]:not([disabled])').waitFor();
    await page.keyboard.press('Control+z');
    await holds(async () => (await names(dangle)).length === 3, 'it is back');
    assert.deepEqual(await dangle.project(), before);
  },
);

journey('a charm is renamed and doubled without the mouse', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Boba tea');
  await page.keyboard.press('F2');
  await page.getByRole('dialog').getByRole('textbox').fill('Brown sugar');
  await page.keyboard.press('Enter');
  await page.locator('.tray').getByText('Brown sugar').waitFor();
  await page.keyboard.press('Control+d');
  await holds(async () => (await names(dangle)).length === 2, 'there are two');
  assert.equal((await names(dangle))[0], 'Brown sugar');
  await holds(async () => (await page.locator('.tray li').count()) === 2, 'and both are shown');
  const { charms } = await dangle.project();
  assert.deepEqual(charms[1].artwork, charms[0].artwork);
});

journey('the palette finds rooms, samples and deeds by name', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Strawberry');
  const find = async (words) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find anything' }).fill(words);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
  };
  await find('moon');
  await holds(async () => (await names(dangle)).includes('Moon bunny'), 'a sample is a charm');
  await find('go to print');
  await page.locator('header [aria-current=page]', { hasText: 'Print' }).waitFor();
  await find('inches');
  await holds(async () => (await dangle.ask('start')).settings.unit === 'in', 'the unit is another');
  await page
    .locator('footer')
    .getByText(/1\.\d+ × 1\.\d+ in/)
    .waitFor();
});

journey(
  'a whole project is written to a file, deleted, and opened from the file again',
  { sample: true },
  async (dangle) => {
    const { page } = dangle;
    await dangle.charmDrawn();
    const before = await dangle.project();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: /Whole project/ }).click();
    const bytes = await readFile(await dangle.exported('.dangle'));
    await dangle.ask('new_project', { name: 'Another' });
    await dangle.ask('delete_project', { project: before.id });
    await page.reload();
    await page.locator('.samples').waitFor();

    await dangle.drop({ name: 'First charms.dangle', type: '', bytes });
    await dangle.charmDrawn();
    const after = await dangle.project();
    assert.equal(after.name, before.name);
    assert.deepEqual(after.charms, before.charms);
    assert.deepEqual(after.scenes, before.scenes);
    await dangle.go('Mock-up');
    await page
      .getByRole('button', { name: /hanging from/ })
      .first()
      .waitFor();
    await dangle.sceneDrawn();
  },
);

journey('a story is kept though the person goes on at once', { sample: true }, async (dangle) => {
  const { page } = dangle;
  const { charms } = await dangle.project();
  await dangle.ask('keep_charm', { charm: charms[0].id });
  await dangle.ask('keep_charm', { charm: charms[1].id });
  await page.reload();
  await dangle.charmDrawn();
  await dangle.go('Collection');
  await page.getByRole('button', { name: /^Sleepy cat/ }).click();
  const story = page.getByRole('textbox', { name: 'Story' });
  await story.fill('Miso, on the drawing table.');
  await page.getByRole('button', { name: /^Strawberry/ }).click();
  await holds(async () => (await story.inputValue()) === '', 'another entry, another story');
  await holds(
    async () =>
      (await dangle.ask('entries')).find((entry) => entry.name === 'Sleepy cat').story.startsWith('Miso'),
    'the story is with its entry',
  );
  await page.getByRole('combobox', { name: 'Status' }).selectOption('lent');
  await holds(
    async () => (await dangle.ask('entries')).find((entry) => entry.name === 'Strawberry').status === 'lent',
    'it is lent',
  );
  await page.getByRole('button', { name: /^Lent/ }).first().click();
  await holds(async () => (await page.locator('main .card').count()) === 1, 'only what is lent is shown');
});
