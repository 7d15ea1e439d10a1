// A photo of the person's own as a carrier: marked by hand, hung with charms, saved, changed and taken away.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { disc, sizeOf } from './artwork.mjs';
import { holds, journey } from './browser.mjs';

const sceneOf = async (dangle) => (await dangle.project()).scenes[0];
const trueOf = (dangle) => dangle.page.locator('main.canvas img.true').getAttribute('src');

/** The Mock-up room with a charm in the tray. */
async function openRoom(dangle) {
  await dangle.drop(disc('comet.png', 600));
  await dangle.charmDrawn();
  await dangle.go('Mock-up');
  await dangle.sceneDrawn();
}

/** Opens the sheet with a photo that is pasted into it. */
async function openSheet(dangle) {
  await dangle.page.getByRole('button', { name: 'A photo of your own…' }).click();
  await dangle.paste(disc('my bag.png', 900, [120, 130, 140]));
  await dangle.page.getByRole('radiogroup', { name: 'Step' }).waitFor();
  return dangle.page.getByRole('dialog');
}

/** Lays the ruler on a bank card, and takes the photo. */
async function makeCarrier(dangle) {
  const dialog = await openSheet(dangle);
  const end = dialog.getByRole('button', { name: 'Other end of the ruler' });
  const from = await dangle.middle(end);
  await dangle.drag(from, { x: from.x - 30, y: from.y });
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'detached' });
  await dangle.sceneDrawn();
}

journey('a photo becomes a carrier: scale, places, what is in front, and light', async (dangle) => {
  const { page } = dangle;
  await openRoom(dangle);
  const before = await dangle.project();
  const dialog = await openSheet(dangle);
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.deepEqual(await dangle.project(), before, 'Cancel leaves all as it was');

  await openSheet(dangle);
  const done = dialog.getByRole('button', { name: 'Done' });
  assert.ok(await done.isDisabled(), 'without a scale it is no carrier');
  await dialog.getByText('Scale is missing').waitFor();
  const step = (name) => dialog.getByRole('radio', { name, exact: true }).click();
  const end = dialog.getByRole('button', { name: 'Other end of the ruler' });
  const from = await dangle.middle(end);
  await dangle.drag(from, { x: from.x + 40, y: from.y });
  await end.press('Shift+ArrowDown');
  const length = dialog.getByRole('textbox', { name: 'Length' });
  await length.fill('9000');
  await length.press('Enter');
  await dialog.getByText('This scale cannot be right').waitFor();
  assert.ok(await done.isDisabled());
  await dialog.getByRole('button', { name: /^Bank card/ }).click();

  await step('Places');
  const frame = await dialog.locator('.frame').boundingBox();
  await page.mouse.click(frame.x + frame.width / 2 + 60, frame.y + frame.height / 2);
  await dialog.getByRole('button', { name: 'Place: Place 2' }).press('ArrowLeft');
  const behind = dialog.getByRole('textbox', { name: 'Cloth behind' });
  await behind.fill('12');
  await behind.press('Enter');
  await dialog.getByRole('button', { name: 'Add a place' }).click();
  await dialog.getByRole('button', { name: 'Place: Place 3' }).press('Delete');

  await step('In front');
  const middle = {
    x: frame.x + frame.width / 2,
    y: frame.y + frame.height / 2,
  };
  await dangle.drag(middle, { x: middle.x + 80, y: middle.y + 20 });
  await dialog.getByRole('radio', { name: 'Erase' }).click();
  await dialog.getByRole('application', { name: /^Paint what is in front/ }).press('Enter');
  await step('Light');
  await dialog.getByRole('application', { name: /^Light from/ }).press('Shift+ArrowRight');
  await done.click();
  await dialog.waitFor({ state: 'detached' });
  const photo = (await dangle.project()).photos[0];
  assert.equal(photo.name, 'my bag');
  assert.equal(photo.ruler.length, 85.6);
  assert.ok(photo.ruler.to.u > 0.72 && photo.ruler.to.v > 0.8, 'the ruler lies where it was dragged');
  assert.deepEqual(
    photo.anchors.map((anchor) => [anchor.name, anchor.surface_distance]),
    [
      ['Place 1', 6],
      ['Place 2', 12],
    ],
  );
  assert.deepEqual(
    photo.front.map((stroke) => stroke.keep),
    [false, true],
  );
  assert.deepEqual(photo.light, [-0.15, -0.5]);
  assert.equal((await sceneOf(dangle)).carrier, photo.id, 'and the set is on it at once');
});

journey('a picture dropped on the stage is a photo, and beside it a charm', async (dangle) => {
  const { page } = dangle;
  await openRoom(dangle);
  await dangle.dropOn('main.canvas', disc('my shelf.png', 700));
  const dialog = page.getByRole('dialog', { name: 'A photo of your own' });
  await dialog.getByRole('radiogroup', { name: 'Step' }).waitFor();
  assert.equal(await dialog.getByRole('textbox', { name: 'Name', exact: true }).inputValue(), 'my shelf');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  assert.equal((await dangle.project()).charms.length, 1);
  await dangle.dropOn('.tray', disc('moth.png', 500));
  await holds(async () => (await dangle.project()).charms.length === 2, 'beside the stage it is a charm');

  // The sheet that asks for a photo takes it wherever it is dropped.
  await dangle.go('Mock-up');
  await page.getByRole('button', { name: 'A photo of your own…' }).click();
  await dangle.dropOn('dialog', disc('my door.png', 700));
  await dialog.getByRole('radiogroup', { name: 'Step' }).waitFor();
  assert.equal((await dangle.project()).charms.length, 2);
});

journey('a charm hangs on the photo, its picture shows it, and is saved', async (dangle) => {
  const { page } = dangle;
  await openRoom(dangle);
  await makeCarrier(dangle);
  const bare = await trueOf(dangle);
  await page.getByText('A photo keeps its own colours').waitFor();
  assert.equal(await page.getByRole('group', { name: 'Colour', exact: true }).count(), 0);

  await page.getByRole('button', { name: /free/ }).first().click();
  await page.getByRole('button', { name: /^Comet, hanging from Place 1/ }).waitFor();
  await holds(async () => (await trueOf(dangle)) !== bare, 'the true picture is a new one');
  await dangle.sceneDrawn();
  const hung = await trueOf(dangle);
  const shown = await dangle.ask('scene_view', {
    scene: (await sceneOf(dangle)).id,
  });
  assert.deepEqual(shown.size_px, [900, 900]);
  assert.ok(hung.endsWith(shown.true_picture), 'the one the core made');
  await page.getByRole('button', { name: 'Export picture' }).click();
  const [width, height] = sizeOf(await readFile(await dangle.exported('.png')));
  assert.equal(width, height, 'as the photo is');

  // Other light is another picture.
  await page.getByRole('complementary').getByRole('button', { name: 'Edit photo…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Light', exact: true }).click();
  await dialog.getByRole('application', { name: /^Light from/ }).press('Shift+ArrowRight');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await holds(async () => (await trueOf(dangle)) !== hung, 'the picture follows the marks');
  await dangle.sceneDrawn();
});

journey(
  'a photo that is removed leaves its charms on the first carrier, and undo brings it back',
  async (dangle) => {
    const { page } = dangle;
    await openRoom(dangle);
    const [first] = await dangle.ask('start').then((start) => start.carriers);
    await makeCarrier(dangle);
    await page.getByRole('button', { name: /free/ }).first().click();
    await holds(async () => (await sceneOf(dangle)).placements.length === 1, 'a charm hangs on the photo');
    const { photos } = await dangle.project();
    await page.getByRole('button', { name: 'More for my bag' }).click();
    await page.getByRole('menuitem', { name: 'Remove photo' }).click();
    await holds(async () => (await dangle.project()).photos.length === 0, 'the photo is gone');
    const scene = await sceneOf(dangle);
    assert.equal(scene.carrier, first.id);
    assert.equal(scene.placements.length, 1, 'and its charm is not');
    await page.getByText('its set hangs on').waitFor();
    await dangle.sceneDrawn();
    await page.keyboard.press('Control+z');
    await holds(async () => (await sceneOf(dangle)).carrier === photos[0].id, 'one step brings all back');
    assert.deepEqual((await dangle.project()).photos, photos);
    await dangle.sceneDrawn();
  },
);
