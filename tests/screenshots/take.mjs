// Takes the README's pictures: every room with the sample project, and the empty window, in both themes.
// Usage: node tests/screenshots/take.mjs [folder]     (assets/screenshots unless told otherwise)
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { closeBrowser, holds, openDangle } from '../journeys/browser.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = resolve(process.argv[2] ?? join(root, 'assets/screenshots'));
/** A page of the README is read on a telephone too. */
const MOST_BYTES = 400_000;
/** At 90 WebP keeps small type crisp; a lossless picture of the bag is six times as large. */
const QUALITY = 90;

const STORIES = {
  Strawberry: 'The first one that ever came out of the cutter without a nick. Mei has its twin on her school bag.',
  'Sleepy cat': 'Miso, as she lay on the drawing table on the day we moved in.',
  'Ghost with a bow': 'Drawn for the October market. Forty-one left with strangers, this one stayed.',
  'Boba tea': 'From the shop at the corner that closed. Same cup, same lid.',
  'Mushroom frog': 'Traded at the museum fair for a moon rabbit, and not given back.',
  'Moon bunny': 'For the night train to Kyoto.',
};
const STATUSES = { 'Mushroom frog': 'traded', 'Moon bunny': 'wished', 'Boba tea': 'lent' };

async function take(dangle, name) {
  await dangle.page.mouse.move(720, 896);
  await dangle.page.evaluate(() => document.fonts.ready);
  await dangle.page.waitForFunction(() => [...document.images].every((picture) => picture.complete));
  await dangle.page.locator('.thumb .wait').waitFor({ state: 'detached' });
  // What fades in has faded in.
  await sleep(500);
  const chrome = await dangle.page.context().newCDPSession(dangle.page);
  const { data } = await chrome.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await keep(name, Buffer.from(data, 'base64'));
}

async function keep(name, bytes) {
  assert.ok(bytes.length < MOST_BYTES, `${name} has ${bytes.length} bytes (at most ${MOST_BYTES})`);
  await writeFile(join(folder, `${name}.webp`), bytes);
  console.log(`${name}.webp  ${Math.round(bytes.length / 1000)} kB`);
}

/** Fills the collection with all samples, from a project of its own, and comes back. */
async function collect(dangle) {
  const home = await dangle.project();
  const { samples } = await dangle.ask('start');
  await dangle.ask('new_project', { name: 'Gifts' });
  for (const sample of samples.toReversed()) {
    const { added } = await dangle.ask('import_sample', { sample: sample.id });
    await dangle.ask('keep_charm', { charm: added });
  }
  for (const { id, name } of await dangle.ask('entries')) {
    await dangle.ask('write_story', { entry: id, story: STORIES[name] ?? '' });
    if (STATUSES[name]) await dangle.ask('set_entry_status', { entry: id, status: STATUSES[name] });
  }
  await dangle.ask('open_project', { project: home.id });
  await dangle.page.reload();
}

async function takeRooms(theme, colorScheme) {
  const dangle = await openDangle({ colorScheme, sample: true });
  const { page } = dangle;
  await collect(dangle);
  await dangle.charmDrawn();
  await take(dangle, `design-${theme}`);
  await dangle.go('Mock-up');
  await dangle.sceneDrawn();
  await page.getByRole('button', { name: /hanging from/ }).first().focus();
  await take(dangle, `mockup-${theme}`);
  await dangle.go('Print');
  await dangle.drawn('main.canvas img.colour');
  await page.getByRole('button', { name: 'Export and read back' }).click();
  await page.locator('aside.inspector .score').waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await take(dangle, `print-${theme}`);
  await takeBenches(dangle, theme);
  await dangle.go('Collection');
  await dangle.drawn('main.canvas .card img');
  await take(dangle, `collection-${theme}`);
  await dangle.close();
}

/** The Print room's other benches, each with its work done. */
async function takeBenches(dangle, theme) {
  const { page } = dangle;
  const write = async (name, text) => {
    const field = page.getByRole('textbox', { name, exact: true });
    await field.fill(text);
    await field.blur();
    await dangle.project();
  };
  const bench = (name) => page.getByRole('radio', { name, exact: true }).click();
  await bench('Sheet');
  await page.getByRole('button', { name: /^300×200/ }).click();
  for (const { name } of (await dangle.project()).charms) await write(`How many of ${name}`, '8');
  await write('Cost of a sheet', '24');
  await write('Search for', '8');
  await page.getByRole('button', { name: 'Lay out', exact: true }).click();
  await page.getByRole('button', { name: 'Lay out anew' }).waitFor();
  await take(dangle, `print-sheet-${theme}`);

  await bench('Card');
  await dangle.drawn('main.canvas .card img');
  await page.getByRole('button', { name: 'Wallpaper' }).click();
  await write('Series', 'Summer fruit');
  await write('Story', STORIES.Strawberry);
  await write('Maker', 'Studio Miso');
  await write('Price', '€ 12');
  const code = page.getByLabel('Code', { exact: true });
  await code.selectOption('qr');
  await code.blur();
  await holds(async () => (await dangle.project()).cards[0]?.code.kind === 'qr', 'the code is kept');
  await page.locator('main.canvas[aria-busy=false]').waitFor();
  await page.locator('aside.inspector .scroll').evaluate((panel) => panel.scrollTo(0, 0));
  await take(dangle, `print-card-${theme}`);

  await bench('Order');
  await page.getByRole('table').waitFor();
  await write('Sold for', '12');
  await page.locator('main.canvas[aria-busy=false]').waitFor();
  await page.locator('aside.inspector .scroll').evaluate((panel) => panel.scrollTo(0, 0));
  await take(dangle, `print-order-${theme}`);
}

/** The scene alone, as the app renders it: the README's first picture. */
async function takePicture() {
  const dangle = await openDangle({ sample: true });
  const project = await dangle.project();
  const { true_picture: key } = await dangle.ask('scene_view', { scene: project.scenes[0].id });
  // The carrier's picture is four wide and five high.
  await dangle.page.setViewportSize({ width: 960, height: 1200 });
  await dangle.page.goto(new URL(`/picture/${key}`, dangle.page.url()).href);
  await take(dangle, 'picture');
  await dangle.close();
}

/** The charms on their walk, seen close, as the app writes it. */
async function takeWalk() {
  const dangle = await openDangle({ sample: true });
  const { id: scene, carrier } = (await dangle.project()).scenes[0];
  await dangle.ask('apply_edit', { edit: { kind: 'set_carrier', scene, carrier, view: 'front' } });
  const order = { shape: 'square', width: 400, format: 'webp', motion: 'walk', frames: 42, fps: 20, seed: 1 };
  const { path } = await dangle.ask('export_animation', { scene, order });
  await keep('walk', await readFile(path));
  await dangle.close();
}

/** The same charms on every carrier, on the sheet that the app writes. */
async function takeCarriers() {
  const dangle = await openDangle({ sample: true });
  const { page } = dangle;
  await dangle.go('Mock-up');
  await dangle.sceneDrawn();
  await page.getByRole('radio', { name: 'Contact sheet' }).click();
  await page.getByRole('button', { name: 'Square 1:1' }).click();
  await page.getByRole('button', { name: 'Export contact sheet' }).click();
  const sheet = await readFile(await dangle.exported('.png'));
  await page.setViewportSize({ width: 1200, height: 1200 });
  await page.setContent(
    `<style>* { margin: 0 } img { display: block; width: 1200px }</style>
     <img src="data:image/png;base64,${sheet.toString('base64')}">`,
  );
  await take(dangle, 'carriers');
  await dangle.close();
}

async function takeEmpty(theme, colorScheme) {
  const dangle = await openDangle({ colorScheme });
  await dangle.drawn('.samples li:last-child img');
  await take(dangle, `empty-${theme}`);
  await dangle.close();
}

await mkdir(folder, { recursive: true });
for (const [theme, colorScheme] of [
  ['paper', 'light'],
  ['night', 'dark'],
]) {
  await takeRooms(theme, colorScheme);
  await takeEmpty(theme, colorScheme);
}
await takePicture();
await takeWalk();
await takeCarriers();
await closeBrowser();
