// How smoothly charms move: 20 of them swing in a window of 1600 × 1200, and one is dragged; prints the times between
// frames. Run it with `node tests/benches/swing.mjs` once the window is built.
import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeBrowser, openDangle } from '../journeys/browser.mjs';

const CHARMS = 20;
const SECONDS = 5;

const player = execFileSync(
  'npx',
  ['rolldown', 'src/mockup/motion/player.ts', '--format', 'iife', '--name', 'motion'],
  { cwd: 'ui', encoding: 'utf8' },
);

const dangle = await openDangle({ width: 1600, height: 1200, sample: true });
const { page } = dangle;
await dangle.go('Mock-up');
const { charms, scenes } = (await dangle.ask('project')).project;
const scene = scenes[0];
const view = await dangle.ask('scene_view', { scene: scene.id });
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
await dangle.ask('apply_edit', { edit: { kind: 'together', edits } });
// The first drawing of so many charms may take longer than a journey waits.
const { true_picture: picture } = await dangle.ask('scene_view', {
  scene: scene.id,
});
await (await fetch(`${dangle.server.url}/picture/${picture}`)).arrayBuffer();
await page.reload();
await dangle.sceneDrawn();
await page.waitForFunction((n) => document.querySelectorAll('.hung').length === n, CHARMS);
await sleep(2000);

/** Times between frames for some seconds, in ms. */
const frames = () =>
  page.evaluate(
    (seconds) =>
      new Promise((resolve) => {
        const times = [];
        let last = 0;
        const end = performance.now() + seconds * 1000;
        const step = (now) => {
          if (last > 0) times.push(now - last);
          last = now;
          if (now < end) requestAnimationFrame(step);
          else resolve(times);
        };
        requestAnimationFrame(step);
      }),
    SECONDS,
  );

function report(what, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(1);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  process.stdout.write(
    `${what}: ${(1000 / mean).toFixed(1)} frames a second; ` +
      `median ${at(0.5)} ms, 95 % under ${at(0.95)} ms, longest ${at(1)} ms\n`,
  );
}

report('at rest', await frames());

await page.evaluate(`${player}; globalThis.motion = motion;`);
// As the room does while a motion plays: the true picture is not shown.
await page.evaluate(() => {
  const style = new CSSStyleSheet();
  style.replaceSync('main.canvas img.true { opacity: 0 !important; transition: none !important }');
  document.adoptedStyleSheets = [style];
});
await page.evaluate(() => {
  const all = [...document.querySelectorAll('.hung')];
  const placements = all.map((element, i) => {
    const frames = new Float32Array(480 * 4);
    for (let frame = 0; frame < 480; frame++) {
      frames[frame * 4 + 2] = 16 * Math.sin((frame / 480) * Math.PI * 2 * 12 + i);
      frames[frame * 4 + 3] = 20 * Math.sin((frame / 480) * Math.PI * 2 * 5 + i);
    }
    return { id: element.dataset.placement, frames };
  });
  const moved = new Map(all.map((element) => [element.dataset.placement, { element, pxPerMm: 6 }]));
  new globalThis.motion.Player(() => null).play({ fps: 60, loops: true, placements }, moved);
});
await sleep(500);
report(`${CHARMS} charms swing`, await frames());

await page.reload();
await dangle.sceneDrawn();
await sleep(1000);
const from = await dangle.middle(page.locator('.dot.used').first());
await page.mouse.move(from.x, from.y);
await page.mouse.down();
const dragged = frames();
for (let i = 0; i < SECONDS * 50; i++) {
  await page.mouse.move(from.x + 120 * Math.sin(i / 12), from.y + 90 * Math.sin(i / 9));
  await sleep(14);
}
report('one of them dragged', await dragged);
await page.mouse.up();

await dangle.close();
await closeBrowser();
