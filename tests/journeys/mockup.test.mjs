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

journey('several charms hang on one anchor, and each can be picked, turned and taken off', async (dangle) => {
  const { page } = dangle;
  const { free, hung } = await openScene(dangle);
  await free.first().click();
  await hung.waitFor();
  await dangle.sceneDrawn();
  const [first] = await placements(dangle);
  // A drop where one hangs already hangs the next there too.
  const row = await dangle.middle(page.locator('.tray .pick', { hasText: 'Comet' }));
  await dangle.drag(row, await dangle.middle(hung));
  await holds(async () => (await placements(dangle)).length === 2, 'two hang there');
  await dangle.sceneDrawn();
  const both = await placements(dangle);
  assert.deepEqual([both[0].anchor, both[1].anchor], [first.anchor, first.anchor]);
  assert.equal(await hung.count(), 2, 'each has its mark');

  await hung.first().click({ button: 'right' });
  const menu = page.getByRole('menu');
  assert.equal(await menu.getByRole('menuitemradio', { name: 'Comet' }).count(), 2, 'the menu lists both');
  await menu.getByRole('menuitemradio').nth(0).click();
  await holds(
    async () => (await hung.first().getAttribute('aria-pressed')) === 'true',
    'the first is picked',
  );

  await page.keyboard.press('r');
  await holds(async () => (await placements(dangle))[0].yaw === 180, 'one key shows its back');
  const field = page.getByRole('textbox', { name: 'Twist' });
  await field.fill('-30');
  await field.press('Enter');
  await holds(async () => (await placements(dangle))[0].yaw === -30, 'a figure turns it as far as wished');
  assert.equal((await placements(dangle))[1].yaw, 0, 'the other stays');
  await page
    .getByRole('radiogroup', { name: 'Shows' })
    .getByRole('radio', { name: 'Front', exact: true })
    .click();
  await holds(async () => (await placements(dangle))[0].yaw === 0, 'and one click shows the front');
});

journey('a charm dragged off the canvas is taken off, and the notice brings it back', async (dangle) => {
  const { page } = dangle;
  const { free, hung } = await openScene(dangle);
  await free.first().click();
  await hung.waitFor();
  await dangle.sceneDrawn();
  const tray = await dangle.middle(page.locator('.tray .pick', { hasText: 'Comet' }));
  await dangle.drag(await dangle.middle(hung), { x: tray.x, y: tray.y + 260 });
  await holds(async () => (await placements(dangle)).length === 0, 'it is off');
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await holds(async () => (await placements(dangle)).length === 1, 'and back');
});

journey('charms are copied by Alt and by key, caught in a frame, and turned as one', async (dangle) => {
  const { page } = dangle;
  const { free, hung } = await openScene(dangle);
  await free.first().click();
  await hung.waitFor();
  await dangle.sceneDrawn();
  const goal = await dangle.middle(free.first());
  await page.keyboard.down('Alt');
  await dangle.drag(await dangle.middle(hung), goal);
  await page.keyboard.up('Alt');
  await holds(async () => (await placements(dangle)).length === 2, 'Alt leaves one and hangs another');
  await dangle.sceneDrawn();
  await page.keyboard.press('Control+d');
  await holds(async () => (await placements(dangle)).length === 3, 'Ctrl+D hangs one more');
  assert.equal((await dangle.project()).charms.length, 1, 'the tray keeps its one charm');
  await dangle.sceneDrawn();

  const box = await page.locator('main.canvas').boundingBox();
  const corner = { x: box.x + box.width - 6, y: box.y + 6 };
  await dangle.drag(corner, { x: box.x + 6, y: box.y + box.height - 6 });
  await page.getByText('3 charms', { exact: true }).waitFor();
  const turn = page.getByRole('textbox', { name: 'Turn', exact: true });
  await turn.fill('12');
  await turn.press('Enter');
  const turns = async () => (await placements(dangle)).map((one) => one.turn);
  await holds(async () => (await turns()).every((turn) => turn === 12), 'all turn');
  await page.keyboard.press('Escape');
  await page.locator('main.canvas').focus();
  await page.keyboard.press('Control+z');
  await holds(async () => (await turns()).every((turn) => turn === 0), 'and that was one step');
  await dangle.sceneDrawn();

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+a');
  await page.getByText('3 charms', { exact: true }).waitFor();
  await page.keyboard.press('Delete');
  await holds(async () => (await placements(dangle)).length === 0, 'all are off');
  await page.keyboard.press('Control+z');
  await holds(async () => (await placements(dangle)).length === 3, 'and back in one step');
});

journey('a copy on a full carrier hangs beside the first, and a notice says why', async (dangle) => {
  const { page } = dangle;
  const { free, hung } = await openScene(dangle);
  await page.getByRole('button', { name: 'Glasses' }).click();
  await page.getByRole('button', { name: /^Loop near the hinge.*free/ }).waitFor();
  await dangle.sceneDrawn();
  await free.first().click();
  await hung.first().waitFor();
  await dangle.sceneDrawn();
  await page.keyboard.press('Control+a');
  let hanging = 1;
  while ((await free.count()) > 0) {
    await page.keyboard.press('Control+d');
    hanging += 1;
    await holds(async () => (await placements(dangle)).length === hanging, 'another hangs');
    await dangle.sceneDrawn();
  }
  const notice = page.getByRole('region', { name: 'Notices' }).getByText(/^All places are taken/);
  assert.equal(await notice.count(), 0, 'there was room until now');
  await page.keyboard.press('Control+d');
  await notice.waitFor();
  const anchors = (await placements(dangle)).map((one) => one.anchor);
  assert.equal(anchors.length, hanging + 1);
  assert.equal(anchors.at(-1), anchors.at(-2), 'beside the one it is a copy of');
  await page.keyboard.press('Control+z');
  await holds(async () => (await placements(dangle)).length === hanging, 'one step takes it off');
});

journey('depth follows the keys, and nothing overtakes', async (dangle) => {
  const { page } = dangle;
  const { free, hung } = await openScene(dangle);
  await free.first().click();
  await hung.waitFor();
  await page.keyboard.press('Control+d');
  await holds(async () => (await placements(dangle)).length === 2, 'two hang');
  await dangle.sceneDrawn();
  const order = async () => (await placements(dangle)).map((one) => one.id);
  const [far, near] = await order();
  await page.keyboard.press('Control+[');
  await holds(async () => (await order())[0] === near, 'the copy goes behind');
  await page.keyboard.press('Control+]');
  await holds(async () => (await order())[0] === far, 'and in front again');
});

journey('sets have names, are doubled and removed, and two are looked at side by side', async (dangle) => {
  const { page } = dangle;
  const { free, hung } = await openScene(dangle);
  await free.first().click();
  await hung.waitFor();
  await dangle.sceneDrawn();
  const chooser = page.getByRole('button', { name: /^Set: / });
  const pick = async (item) => {
    await chooser.click();
    await page.getByRole('menu').getByText(item, { exact: true }).click();
  };
  await pick('Rename set…');
  await page.getByRole('dialog').getByRole('textbox').fill('Autumn walk');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Set: Autumn walk' }).waitFor();
  await pick('Duplicate set');
  await page.getByRole('button', { name: 'Set: Autumn walk, copy' }).waitFor();
  await dangle.sceneDrawn();
  const scenes = async () => (await dangle.project()).scenes;
  assert.equal((await scenes())[1].placements.length, 1, 'the copy wears the same');
  await hung.click();
  await page.keyboard.press('Delete');
  await holds(async () => (await scenes())[1].placements.length === 0, 'it is changed alone');
  assert.equal((await scenes())[0].placements.length, 1);

  await page.getByRole('button', { name: 'Compare with another set' }).click();
  const beside = page.getByRole('region', { name: 'Beside it: Autumn walk' });
  await beside.locator('img').waitFor();
  await page.getByRole('button', { name: 'Stop comparing' }).first().click();
  await beside.waitFor({ state: 'detached' });

  // The set in the hand is still there after the window was shut.
  await page.reload();
  await page.getByRole('button', { name: 'Set: Autumn walk, copy' }).waitFor();
  await pick('Remove set');
  await page.getByRole('button', { name: 'Set: Autumn walk', exact: true }).waitFor();
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await holds(async () => (await scenes()).length === 2, 'a removed set comes back');
});

journey('another carrier takes the charms along, in one step', async (dangle) => {
  const { page } = dangle;
  const { free, hung } = await openScene(dangle);
  await free.first().click();
  await hung.waitFor();
  await dangle.sceneDrawn();
  const before = (await dangle.project()).scenes[0];
  const other = page.locator('.carrier[aria-pressed=false]').first();
  await other.click();
  const scene = async () => (await dangle.project()).scenes[0];
  await holds(async () => (await scene()).carrier !== before.carrier, 'the carrier is another');
  await dangle.sceneDrawn();
  await hung.waitFor();
  const there = await dangle.ask('scene_view', { scene: before.id });
  assert.equal(there.placements.length, 1, 'the charm hangs in sight');
  await page.keyboard.press('Control+z');
  await holds(async () => {
    const now = await scene();
    return now.carrier === before.carrier && now.placements[0].anchor === before.placements[0].anchor;
  }, 'one step puts all back');
});

journey('the cloth takes a pattern with a repeat in millimetres', async (dangle) => {
  const { page } = dangle;
  await openScene(dangle);
  const pattern = async () => (await dangle.project()).scenes[0].pattern;
  await page.getByRole('button', { name: 'Gingham' }).click();
  await holds(async () => (await pattern())?.kind === 'gingham', 'it is checked');
  const repeat = page.getByRole('textbox', { name: 'Repeat' });
  await repeat.fill('2 cm');
  await repeat.press('Enter');
  await holds(async () => (await pattern()).pitch === 20, 'as wide as wished');
  await page.getByRole('button', { name: 'Plain cloth' }).click();
  await holds(async () => (await pattern()) === null, 'and plain again');
});

journey('a millimetre is a millimetre of the screen at true size', async (dangle) => {
  const { page } = dangle;
  await openScene(dangle);
  await page.getByRole('button', { name: 'true size' }).click();
  const { scenes } = await dangle.project();
  const scene = await dangle.ask('scene_view', { scene: scenes[0].id });
  const width = await page
    .locator('main.canvas .stage')
    .evaluate((node) => node.getBoundingClientRect().width);
  const perMm = (width / scene.size_px[0]) * scene.anchors[0].px_per_mm;
  assert.ok(Math.abs(perMm / (96 / 25.4) - 1) < 0.001, `${perMm} px/mm`);
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

journey('a post has its shape and file, and stands without its ground if wished', async (dangle) => {
  const { page } = dangle;
  const { free, hung } = await openScene(dangle);
  await free.first().click();
  await hung.waitFor();
  await dangle.sceneDrawn();
  const choose = (group, name) => page.getByRole('radiogroup', { name: group }).getByText(name).click();
  await page.getByRole('button', { name: 'Story 9:16' }).click();
  await choose('Width', '1,080');
  await choose('File', 'JPEG');
  await page.getByRole('button', { name: 'Export picture' }).click();
  const jpeg = await readFile(await dangle.exported('.jpg'));
  assert.deepEqual([...jpeg.subarray(0, 3)], [0xff, 0xd8, 0xff]);

  // What is see-through is no JPEG: the file becomes a PNG by itself.
  await page.getByRole('switch', { name: 'Ground' }).click();
  await page.getByRole('radio', { name: 'JPEG' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Square 1:1' }).click();
  await page.getByRole('button', { name: 'Export picture' }).click();
  const png = await readFile(await dangle.exported('.png'));
  assert.deepEqual(sizeOf(png), [1080, 1080]);
});
