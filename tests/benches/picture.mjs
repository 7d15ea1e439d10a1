// Measures the true picture of a scene once its sprites exist, beside rsvg-convert and Chromium on an SVG of the
// same pictures in the same places. All three draw 1440 × 1800 pixels from files in memory.
// rsvg-convert is left out where it is not installed (librsvg2-bin).
// Usage: node tests/benches/picture.mjs [server binary]; the bar is for the release build:
//   cargo build --release -p dangle-app --features test-server --bin dangle-test-server
//   node tests/benches/picture.mjs target/release/dangle-test-server
import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { closeBrowser, openDangle } from '../journeys/browser.mjs';
import { serverBinary } from '../setup/server.mjs';

const RUNS = 7;
const binary = process.argv[2] ?? serverBinary;
const dangle = await openDangle({ binary, sample: true });
const scene = (await dangle.ask('project')).project.scenes[0];
await dangle.ask('apply_edit', {
  edit: { kind: 'set_carrier', scene: scene.id, carrier: 'backpack', view: 'front' },
});

const bytesOf = async (picture) =>
  Buffer.from(await (await fetch(`${dangle.server.url}/picture/${picture}`)).arrayBuffer());
/** The picture as a link that holds it; its first byte tells a JPEG from a PNG. */
const asUrl = (bytes) => `data:image/${bytes[0] === 0xff ? 'jpeg' : 'png'};base64,${bytes.toString('base64')}`;

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function report(what, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const [least, median] = [sorted[0], sorted[Math.floor(sorted.length / 2)]];
  process.stdout.write(`${what}: median ${median.toFixed(0)} ms, least ${least.toFixed(0)} ms\n`);
}

/** The true picture with one charm turned each time, so that none is kept. */
async function ours(run) {
  const [{ id: placement }] = scene.placements;
  await dangle.ask('apply_edit', {
    edit: { kind: 'turn_placement', scene: scene.id, placement, turn: run },
  });
  const view = await dangle.ask('scene_view', { scene: scene.id });
  await bytesOf(view.carrier_picture);
  return timed(() => bytesOf(view.true_picture));
}

/** The same scene as an SVG of the sprites. */
async function drawing() {
  const view = await dangle.ask('scene_view', { scene: scene.id });
  const [width, height] = view.size_px;
  const image = async (picture, [x, y, w, h]) =>
    `<image href="${asUrl(await bytesOf(picture))}" x="${x}" y="${y}" width="${w}" height="${h}"/>`;
  const overs = new Map(view.anchors.map(({ id, over }) => [id, over]));
  const sprites = view.placements.flatMap(({ shadow, body, anchor }) =>
    [shadow, body, overs.get(anchor)].filter(Boolean),
  );
  const images = [await image(view.carrier_picture, [0, 0, width, height])];
  for (const { picture, rect } of sprites) images.push(await image(picture, rect));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${images.join('')}</svg>`;
}

const times = [];
for (let run = 0; run <= RUNS; run += 1) times.push(await ours(run));
report('dangle, the true picture', times.slice(1));

const svg = await drawing();
const rsvg = () => execFileSync('rsvg-convert', ['--unlimited', '--format=png'], { input: svg, maxBuffer: 1 << 26 });
const rsvgTimes = [];
try {
  for (let run = 0; run < RUNS; run += 1) rsvgTimes.push(await timed(rsvg));
  report('rsvg-convert, of finished sprites', rsvgTimes);
} catch (error) {
  if (error.code !== 'ENOENT') throw error;
  process.stdout.write('rsvg-convert is not installed\n');
}

const page = await dangle.page.context().newPage();
await page.setViewportSize({ width: 1440, height: 1800 });
const chromiumTimes = [];
for (let run = 0; run < RUNS; run += 1) {
  chromiumTimes.push(
    await timed(async () => {
      await page.setContent(svg, { waitUntil: 'load' });
      await page.screenshot({ type: 'jpeg', quality: 92 });
    }),
  );
}
report('Chromium, of finished sprites', chromiumTimes);
await dangle.close();
await closeBrowser();
