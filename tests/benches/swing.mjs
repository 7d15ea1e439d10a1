// How smoothly charms move in a window of 1600 × 1200: 20 of them walk, and one is dragged. Prints the times
// between frames, in Chromium and in the app's own window (which wants a screen: xvfb-run -s '-screen 0 1680x1280x24').
// Usage: node tests/benches/swing.mjs [chromium] [window]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeBrowser, openDangle } from '../journeys/browser.mjs';
import { button, openWindow } from '../window/window.mjs';

const CHARMS = 20;
const SECONDS = 5;
const engines = process.argv.length > 2 ? process.argv.slice(2) : ['chromium', 'window'];

/** Both engines run the bodies of async functions in the page, and ask the core. */
async function chromium() {
  const dangle = await openDangle({ width: 1600, height: 1200, sample: true });
  const inPage = ([body, args]) => Object.getPrototypeOf(async () => 0).constructor('...args', body)(...args);
  return {
    ask: (command, args) => dangle.ask(command, args),
    run: (body, ...args) => dangle.page.evaluate(inPage, [body, args]),
    mockup: () => dangle.go('Mock-up'),
    reload: () => dangle.page.reload(),
    async close() {
      await dangle.close();
      await closeBrowser();
    },
  };
}

async function appWindow() {
  const home = await mkdtemp(join(tmpdir(), 'dangle-bench-'));
  const window = await openWindow(home, ['--sample']);
  await window.find("//button[normalize-space(.)='Mock-up']");
  await window.resize(1600, 1200);
  return {
    ask: (command, args) => window.invoke(command, args),
    run: (body, ...args) => window.run(body, ...args),
    mockup: () => window.click(button('Mock-up')),
    reload: () => window.run('location.reload()'),
    async close() {
      await window.close();
      await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

const holds = async (page, condition, ...args) => {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await page.run(condition, ...args).catch(() => false)) return;
    await sleep(200);
  }
  throw new Error(`waited in vain for: ${condition}`);
};
const resting = `const picture = document.querySelector('main.canvas img.true.resting');
  return picture?.complete === true && picture.naturalWidth > 0;`;

/** Times between frames for some seconds, in ms, while `each` runs in every frame. */
const frames = (page, each = '') =>
  page.run(
    `const seconds = args[0];
     return await new Promise((resolve) => {
       const times = [];
       let last = 0;
       const end = performance.now() + seconds * 1000;
       const step = (now) => {
         if (last > 0) times.push(now - last);
         last = now;
         ${each}
         if (now < end) requestAnimationFrame(step);
         else resolve(times);
       };
       requestAnimationFrame(step);
     });`,
    SECONDS,
  );

function report(engine, what, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(1);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  process.stdout.write(
    `${engine}, ${what}: ${(1000 / mean).toFixed(1)} frames a second; ` +
      `median ${at(0.5)} ms, 95 % under ${at(0.95)} ms, longest ${at(1)} ms\n`,
  );
}

async function hangTwenty(page) {
  const { charms, scenes } = (await page.ask('project')).project;
  const scene = scenes[0];
  const view = await page.ask('scene_view', { scene: scene.id });
  const edits = Array.from({ length: CHARMS - scene.placements.length }, (_, i) => ({
    kind: 'place',
    scene: scene.id,
    placement: {
      id: `bench-${i}`,
      charm: charms[i % charms.length].id,
      anchor: view.anchors[i % view.anchors.length].id,
      turn: (i * 37) % 40,
      yaw: 0,
    },
  }));
  await page.ask('apply_edit', { edit: { kind: 'together', edits } });
}

const press = `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: args[0], bubbles: true }))`;
/** Takes hold of a plate, and has it follow a hand that goes round. */
const lift = `const plate = [...document.querySelectorAll('path.plate')].at(-1);
  const box = plate.getBoundingClientRect();
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  globalThis.hand = (type, by) =>
    plate.dispatchEvent(new PointerEvent(type, {
      bubbles: true, button: 0, pointerId: 1, clientX: at.x + by[0], clientY: at.y + by[1] }));
  globalThis.hand('pointerdown', [0, 0]);`;
const drag = `globalThis.hand('pointermove', [120 * Math.sin(now / 190), 90 * Math.sin(now / 140)]);`;

async function measure(engine, page) {
  await hangTwenty(page);
  await page.reload();
  await holds(page, `return document.querySelector('header .rooms') !== null`);
  await page.mockup();
  await holds(page, `return document.querySelectorAll('.hung').length === args[0]`, CHARMS);
  await holds(page, resting);
  await sleep(2000);
  report(engine, 'at rest', await frames(page));
  await page.run(press, 'w');
  await holds(page, `return document.querySelector('main.canvas img.part') !== null`);
  await sleep(1000);
  report(engine, `${CHARMS} charms walk`, await frames(page));
  await page.run(press, 'Escape');
  await holds(page, resting);
  await page.run(lift);
  report(engine, 'one of them dragged', await frames(page, drag));
  await page.close();
}

const open = { chromium, window: appWindow };
for (const engine of engines) await measure(engine, await open[engine]());
