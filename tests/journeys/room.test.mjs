// The tools of the Design room: the line, holes, words and ground under the hand, each gesture one step.
import assert from 'node:assert/strict';
import { holds, journey } from './browser.mjs';

const charmOf = async (dangle) => (await dangle.project()).charms[0];
const outlineOf = async (dangle) => (await charmOf(dangle)).outline;

/** A place on the cut line, as a share of its length, on the screen. */
const onLine = (page, share) =>
  page.evaluate((share) => {
    const line = document.querySelector('main.canvas svg.sheet path.cut');
    const at = line.getPointAtLength(line.getTotalLength() * share).matrixTransform(line.getScreenCTM());
    return { x: at.x, y: at.y };
  }, share);

/** Takes a tool by its key; the canvas has the focus, as after a click on it. */
async function take(page, key, name) {
  await page.locator('main.canvas').focus();
  await page.keyboard.press(key);
  await page.getByRole('toolbar').getByRole('button', { name, pressed: true }).waitFor();
}

journey('a stretch of the line is pulled out, as one step', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Strawberry');
  const before = await dangle.project();
  const line = await dangle.cutLine();
  await take(page, 'p', 'Pull the line');
  // The right side of the strawberry: out is to the right, wherever the line begins.
  const places = await Promise.all(Array.from({ length: 40 }, (_, i) => onLine(page, i / 40)));
  const from = places.reduce((a, b) => (b.x > a.x ? b : a));
  await dangle.drag(from, { x: from.x + 40, y: from.y }, { letGo: false });
  await holds(async () => (await dangle.cutLine()) !== line, 'the line follows the hand');
  assert.deepEqual(await dangle.project(), before, 'nothing is done before the hand lets go');
  await page.mouse.up();
  await holds(async () => (await outlineOf(dangle)).edits.length === 1, 'one correction');
  const [pull] = (await outlineOf(dangle)).edits;
  assert.equal(pull.kind, 'pull');
  assert.ok(pull.by > 1, `pulled out by ${pull.by} mm`);
  await dangle.charmDrawn();
  await page
    .getByRole('button', { name: /^Pulled out/ })
    .first()
    .waitFor();
  await page.keyboard.press('Control+z');
  await holds(async () => (await dangle.cutLine()) === line, 'one step back is where it began');
  assert.deepEqual(await dangle.project(), before);
});

journey('Escape in the middle of a pull puts the line back', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Strawberry');
  const before = await dangle.project();
  const line = await dangle.cutLine();
  await take(page, 'p', 'Pull the line');
  const from = await onLine(page, 0.3);
  await dangle.drag(from, { x: from.x + 50, y: from.y + 50 }, { letGo: false });
  await holds(async () => (await dangle.cutLine()) !== line, 'the line follows the hand');
  await page.keyboard.press('Escape');
  await holds(async () => (await dangle.cutLine()) === line, 'the line is back');
  await page.mouse.up();
  assert.deepEqual(await dangle.project(), before);
});

journey('the line is corrected by keyboard alone, and the corrections can be taken away', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Moon bunny');
  await take(page, 'p', 'Pull the line');
  const stretch = page.locator('[data-handle=stretch]');
  await dangle.tabTo(stretch);
  for (let press = 0; press < 6; press++) await page.keyboard.press('ArrowRight');
  for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await holds(async () => (await outlineOf(dangle)).edits.length === 1, 'four presses are one correction');
  assert.equal((await outlineOf(dangle)).edits[0].by, 2, 'of half a millimetre each');

  await take(page, 's', 'Smooth');
  await dangle.tabTo(stretch);
  await page.keyboard.press('Enter');
  await holds(async () => (await outlineOf(dangle)).edits[1]?.kind === 'smooth', 'a stretch is smoothed');
  await take(page, 'l', 'Lock');
  const reach = page.getByRole('textbox', { name: 'Reach to either side' });
  await reach.fill('6');
  await reach.press('Enter');
  await dangle.tabTo(stretch);
  await page.keyboard.press('Enter');
  await holds(
    async () => (await outlineOf(dangle)).edits[2]?.reach === 6,
    'a stretch of that reach is locked',
  );

  const list = page.getByRole('region', { name: 'By hand' });
  await dangle.tabTo(list.getByRole('button', { name: /^Smoothed over/ }), 120);
  await page.keyboard.press('Delete');
  await holds(async () => (await outlineOf(dangle)).edits.length === 2, 'the smoothing is gone');
  await list.getByRole('button', { name: 'Remove all' }).click();
  await holds(async () => (await outlineOf(dangle)).edits.length === 0, 'all are gone');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Move', pressed: true }).waitFor();
});

journey('a bridge is drawn from side to side, and a click where none is says so', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Moon bunny');
  await take(page, 'b', 'Bridge');
  const from = await onLine(page, 0.1);
  const to = await onLine(page, 0.2);
  await dangle.drag(from, to);
  await holds(async () => (await outlineOf(dangle)).edits[0]?.kind === 'bridge', 'a bridge is asked for');
  await dangle.charmDrawn();
  const edits = (await outlineOf(dangle)).edits.length;
  const canvas = await dangle.middle(page.locator('main.canvas'));
  await page.mouse.click(canvas.x, canvas.y);
  await page.getByText('There is no bridge here').waitFor();
  assert.equal((await outlineOf(dangle)).edits.length, edits, 'and nothing is done');
});

journey('the brush takes away what it is drawn over, as one step, and Escape stops it', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Boba tea');
  const before = await dangle.project();
  await take(page, 'e', 'Brush');
  const canvas = await dangle.middle(page.locator('main.canvas'));
  await dangle.drag(canvas, { x: canvas.x + 60, y: canvas.y }, { letGo: false });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  assert.deepEqual(await dangle.project(), before);
  await dangle.drag(canvas, { x: canvas.x + 60, y: canvas.y });
  await holds(async () => (await charmOf(dangle)).artwork.strokes.length === 1, 'one stroke');
  const [stroke] = (await charmOf(dangle)).artwork.strokes;
  assert.equal(stroke.keep, false);
  assert.ok(stroke.path.length > 2);
  await dangle.charmDrawn();
  // By keyboard: a dab in the middle, that brings back.
  await page.getByRole('radio', { name: 'Bring back' }).click();
  await dangle.tabTo(page.locator('[data-handle=brush]'));
  await page.keyboard.press('Enter');
  await holds(
    async () => (await charmOf(dangle)).artwork.strokes[1]?.keep === true,
    'a dab that brings back',
  );
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await holds(
    async () => (await charmOf(dangle)).artwork.strokes.length === 0,
    'two steps back there is none',
  );
});

journey('holes are added, made slots, put inside and taken away', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Strawberry');
  const holes = page.getByRole('region', { name: 'Holes' });
  await holes.getByRole('button', { name: 'Add a hole' }).click();
  await holds(async () => (await outlineOf(dangle)).holes.length === 2, 'two holes');
  assert.equal((await outlineOf(dangle)).holes[1].place.kind, 'near');
  await holds(async () => (await page.locator('[data-handle=hole]').count()) === 2, 'a handle each');
  await holes.getByRole('radio', { name: 'Slot' }).click();
  await holds(async () => (await outlineOf(dangle)).holes[1].shape.kind === 'slot', 'the second is a slot');
  await holes.getByRole('radio', { name: 'Inside' }).click();
  await holds(async () => (await outlineOf(dangle)).holes[1].sits === 'inside', 'it sits in the body');
  assert.equal((await outlineOf(dangle)).holes[0].shape.kind, 'round', 'the first is left alone');
  const length = holes.getByRole('textbox', { name: 'Length of the slot' });
  await length.fill('10');
  await length.press('Enter');
  await holds(async () => (await outlineOf(dangle)).holes[1].shape.length === 10, 'of that length');
  await dangle.charmDrawn();
  await holes.getByRole('button', { name: 'Remove this hole' }).click();
  await holds(async () => (await outlineOf(dangle)).holes.length === 1, 'one hole is left');
  await holes.getByRole('radio', { name: 'Angle' }).click();
  await holds(async () => (await outlineOf(dangle)).holes[0].place.angle !== 0, 'it hangs at an angle');
  await holes.getByRole('button', { name: 'Back to where it hangs straight' }).click();
  await holds(async () => (await outlineOf(dangle)).holes[0].place.angle === 0, 'and straight again');
});

journey('the style of the outline is chosen by its picture, by keyboard too', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Sleepy cat');
  const line = await dangle.cutLine();
  const styles = page.getByRole('radiogroup', {
    name: 'Style of the outline',
  });
  await dangle.tabTo(styles.getByRole('radio', { name: 'Border' }));
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight');
  await holds(async () => (await outlineOf(dangle)).style === 'circle', 'three to the right is the circle');
  await holds(async () => (await dangle.cutLine()) !== line, 'the line is another');
  assert.ok(
    await styles.getByRole('radio', { name: 'Circle' }).evaluate((node) => node === document.activeElement),
  );
});

journey('a limit of one’s own stands before that of the process, and can be given back', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Strawberry');
  const checks = page.getByRole('region', { name: 'Checks: Strawberry' });
  const wall = page.getByRole('textbox', { name: 'Wall' });
  await wall.fill('1.2');
  await wall.press('Enter');
  const row = checks.getByRole('listitem').filter({ hasText: 'Wall round the hole' }).first();
  await row.getByRole('button', { name: 'Own limit' }).click();
  const codes = async () =>
    (await dangle.project()).limits.map((limit) => [limit.check, limit.warn, limit.error]);
  for (const [name, figure] of [
    ['Warn at', '1'],
    ['Error at', '0.8'],
  ]) {
    const field = checks.getByRole('textbox', { name });
    if ((await field.count()) === 0) continue;
    await field.fill(figure);
    await field.press('Enter');
    await holds(async () => (await codes()).flat().includes(Number(figure)), `${name} ${figure}`);
  }
  await checks.getByText(/^Wall round the hole 1.2/).waitFor({ state: 'detached' });
  await checks.getByRole('button', { name: /passed|need/ }).click();
  const kept = checks.getByRole('listitem').filter({ hasText: 'Wall round the hole' });
  await kept.getByText(/yours/).waitFor();
  await kept.getByRole('button', { name: 'Back to the process' }).click();
  await holds(async () => (await codes()).length === 0, 'the limit is the process’s again');
  await checks.getByText(/^Wall round the hole 1.2/).waitFor();
});

journey('a variant stands beside the charm, with what differs', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Boba tea');
  await page.getByRole('button', { name: 'Compare side by side' }).click();
  await page.getByRole('menuitem', { name: /With a new variant/ }).click();
  const beside = page.getByRole('region', { name: 'Beside it: Boba tea' });
  await beside.waitFor();
  assert.equal((await dangle.project()).charms.length, 2);
  await dangle.charmDrawn();
  const border = page.getByRole('textbox', { name: 'Border' });
  await border.fill('5');
  await border.press('Enter');
  await beside.locator('tr.differs', { hasText: 'Mass' }).waitFor();
  await beside.getByRole('radio', { name: 'On one ring' }).click();
  await beside.getByText(/^On a ring of .* together$/).waitFor();
  assert.equal(await beside.locator('.hung').count(), 2, 'both hang on the ring');
  assert.equal(await beside.getByRole('radio', { name: 'In a chain' }).count(), 0, 'for want of a second hole');
  await beside.getByRole('button', { name: 'End the comparison' }).click();
  await beside.waitFor({ state: 'detached' });
});

journey('the back is turned to the eye, and has art of its own', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Boba tea');
  await page.locator('button.process').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Acrylic, double-sided/ })
    .click();
  await holds(async () => (await charmOf(dangle)).process === 'acrylic-double', 'two sides');
  await dangle.charmDrawn();
  const back = page.getByRole('region', { name: 'Back', exact: true });
  await back.getByRole('button', { name: 'Back' }).click();
  await back.getByRole('radio', { name: 'Mirrored' }).click();
  await holds(async () => (await charmOf(dangle)).back.kind === 'mirrored', 'the front, mirrored');
  await page.locator('main.canvas').focus();
  await page.keyboard.press('f');
  await page.locator('main.canvas .turn.flipped img').waitFor();
  await page.keyboard.press('f');
  await page.locator('main.canvas .turn.flipped').waitFor({ state: 'detached' });
});

journey('a process shows the controls that have an effect, and no others', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Strawberry');
  const { processes } = await dangle.ask('start');
  await page.locator('button.process').click();
  const sheet = page.getByRole('dialog');
  await holds(
    async () => (await sheet.locator('[role=group] button').count()) === processes.length,
    'every process is there',
  );
  await sheet.getByRole('button', { name: /^Hard enamel/ }).click();
  await holds(async () => (await charmOf(dangle)).process === 'enamel-hard', 'it is enamel');
  await page.getByRole('group', { name: 'Palette' }).waitFor();
  assert.equal(await page.getByRole('radiogroup', { name: 'Rim' }).count(), 0, 'enamel has no white ink');
  await page.getByRole('button', { name: 'Add a colour' }).click();
  await page.getByRole('menuitem').first().click();
  await holds(
    async () => (await charmOf(dangle)).options.palette.length === 1,
    'a colour of the person’s choice',
  );
});

journey('words are written on the charm, moved, and translated', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Strawberry');
  const texts = async () => (await charmOf(dangle)).texts;
  const { fonts } = await dangle.ask('start');
  assert.ok(fonts.length > 0, 'fonts come with Dangle');
  const part = page.getByRole('region', { name: 'Words' });
  await part.getByRole('button', { name: 'Add words' }).click();
  await holds(async () => (await texts()).length === 1, 'words are there');
  const field = part.getByRole('textbox', { name: 'Words' });
  await field.fill('Mochi');
  await field.blur();
  await holds(async () => (await texts())[0].words === 'Mochi', 'they are those written');
  await dangle.charmDrawn();
  const frame = page.locator('[data-handle=text]');
  await dangle.tabTo(frame);
  const before = (await texts())[0].at;
  await page.keyboard.press('Shift+ArrowUp');
  await holds(async () => (await texts())[0].at.v < before.v, 'an arrow moves them up');
  await part.getByRole('button', { name: 'Add a translation' }).click();
  await page.getByRole('menuitem', { name: '日本語' }).click();
  await holds(async () => (await charmOf(dangle)).language === 'ja', 'Japanese is shown');
  await field.fill('もち');
  await field.blur();
  await holds(async () => (await texts())[0].translations.ja === 'もち', 'and written');
  assert.equal((await texts())[0].words, 'Mochi');
  await part.getByRole('button', { name: 'Remove these words' }).click();
  await holds(async () => (await texts()).length === 0, 'no words are left');
});
