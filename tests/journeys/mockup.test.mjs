// The Mock-up room by hand: from the tray to the bag, from anchor to anchor, dyed, and out as a picture.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { disc, pixelsPerMetre, sizeOf } from './artwork.mjs';
import { holds, journey } from './browser.mjs';

const placements = async (dangle) => (await dangle.project()).scenes[0].placements;
const anchorOf = async (dangle) => (await placements(dangle))[0]?.anchor;
const sourceOf = (dangle, picture) => dangle.page.locator(`main.canvas img.${picture}`).getAttribute('src');

async function openScene(dangle) {
  await dangle.drop(disc('comet.png', 600));
  await dangle.charmDrawn();
  await dangle.go('Mock-up');
  await dangle.sceneDrawn();
  const free = dangle.page.getByRole('button', { name: /free/ });
  return { free, hung: dangle.page.getByRole('button', { name: /^Comet, hanging from/ }) };
}

journey('a charm is dragged from the tray to an anchor, and from there to another', async (dangle) => {
  const { page } = dangle;
  const { free, hung } = await openScene(dangle);
  const empty = await sourceOf(dangle, 'true');
  const row = await dangle.middle(page.locator('.tray .pick', { hasText: 'Comet' }));
  const [first, second] = [await dangle.middle(free.nth(0)), await dangle.middle(free.nth(1))];

  // A drag that is stopped leaves the bag empty.
  await dangle.drag(row, first, { letGo: false });
  await page.locator('main.canvas img.ghost.caught').waitFor();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await page.locator('main.canvas img.ghost').waitFor({ state: 'detached' });
  assert.deepEqual(await placements(dangle), []);

  await dangle.drag(row, { x: first.x + 8, y: first.y - 6 });
  await hung.waitFor();
  await dangle.sceneDrawn();
  const [placement] = await placements(dangle);
  const scene = await dangle.ask('scene_view', { scene: (await dangle.project()).scenes[0].id });
  assert.equal(placement.anchor, scene.anchors[0].id);
  const there = await sourceOf(dangle, 'true');
  assert.notEqual(there, empty, 'the true picture is a new one');
  assert.ok(there.endsWith(scene.true_picture), 'and it is the one the core made');

  await dangle.drag(await dangle.middle(hung), { x: second.x - 8, y: second.y + 6 });
  await holds(async () => (await anchorOf(dangle)) === scene.anchors[1].id, 'it hangs from the other anchor');
  await holds(async () => (await sourceOf(dangle, 'true')) !== there, 'and the picture follows');
  await dangle.sceneDrawn();
  assert.equal((await placements(dangle)).length, 1);

  await page.keyboard.press('Control+z');
  await holds(async () => (await anchorOf(dangle)) === scene.anchors[0].id, 'one move is one step');
  await page.keyboard.press('Control+z');
  await holds(async () => (await placements(dangle)).length === 0, 'and hanging it another');
});

journey('a drag past every anchor leaves the charm where it was', async (dangle) => {
  const { page } = dangle;
  const { free, hung } = await openScene(dangle);
  await free.first().click();
  await hung.waitFor();
  await dangle.sceneDrawn();
  const before = await dangle.ask('project');
  const from = await dangle.middle(hung);
  await dangle.drag(from, { x: from.x + 300, y: from.y + 150 });
  await dangle.sceneDrawn();
  assert.deepEqual(await dangle.ask('project'), before);
  assert.deepEqual(await dangle.middle(hung), from);
  await dangle.drag(from, { x: from.x + 120, y: from.y + 60 }, { letGo: false });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  assert.deepEqual(await dangle.ask('project'), before);
});

journey('the bag takes another colour, and the picture is written at its true size', async (dangle) => {
  const { page } = dangle;
  const { free, hung } = await openScene(dangle);
  await free.first().click();
  await hung.waitFor();
  await dangle.sceneDrawn();
  const carrier = () => page.locator('main.canvas .stage > img.whole').first().getAttribute('src');
  const before = await carrier();
  await page
    .getByRole('button', { name: /^Colour #/, pressed: false })
    .first()
    .click();
  await holds(async () => (await carrier()) !== before, 'the carrier is dyed');
  await dangle.sceneDrawn();
  const { scenes } = await dangle.project();
  assert.equal(
    await page.getByRole('button', { name: `Colour ${scenes[0].tint}` }).getAttribute('aria-pressed'),
    'true',
  );

  await page.getByRole('button', { name: 'Export picture' }).click();
  const png = await readFile(await dangle.exported('.png'));
  const scene = await dangle.ask('scene_view', { scene: scenes[0].id });
  const [width, height] = sizeOf(png);
  assert.equal(width, 2048);
  assert.ok(Math.abs(height / width - scene.size_px[1] / scene.size_px[0]) < 0.001);
  const [across, down] = pixelsPerMetre(png);
  assert.equal(across, down);
  // The scale of the carrier's picture, at one of its anchors, in the picture that was written.
  const meant = (1000 * scene.anchors[0].px_per_mm * width) / scene.size_px[0];
  assert.ok(Math.abs(across / meant - 1) < 0.02, `${across} px/m, meant ${meant.toFixed(0)}`);
  await page
    .getByRole('region', { name: 'Notices' })
    .getByRole('button', { name: 'Show in folder' })
    .waitFor();
});
