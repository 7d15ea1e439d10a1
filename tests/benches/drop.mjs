// Measures the promise "a finished charm within a second of the drop": from the drop of a 2048 × 2048 PNG
// to the shaded charm with its cut line on the screen, each time in a fresh window on a fresh store.
// Usage: node tests/benches/drop.mjs [server binary]
//   The bar (1 s on two cores) is for the release build:
//   cargo build --release -p dangle-app --features test-server --bin dangle-test-server
//   node tests/benches/drop.mjs target/release/dangle-test-server
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { disc } from '../journeys/artwork.mjs';
import { closeBrowser, openDangle } from '../journeys/browser.mjs';
import { serverBinary } from '../setup/server.mjs';

const RUNS = 5;
const SIDE = 2048;
const binary = process.argv[2] ?? serverBinary;

/** Milliseconds from the drop to the frame after the finished charm was drawn. */
async function once(run) {
  const dangle = await openDangle({ binary });
  await dangle.drawn('.samples li:last-child img');
  const art = disc(`bench-${run}.png`, SIDE, [230 - run, 90, 130]);
  const took = await dangle.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'bench.png', { type: 'image/png' }));
    const frame = () => new Promise(requestAnimationFrame);
    const start = performance.now();
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
    );
    for (;;) {
      const look = document.querySelector('main.canvas img.look');
      const line = document.querySelector('main.canvas svg.sheet path.cut');
      if (look?.complete && look.naturalWidth > 100 && line) break;
      await frame();
    }
    await frame();
    return performance.now() - start;
  }, art.bytes.toString('base64'));
  await dangle.close();
  return took;
}

const times = [];
for (let run = 0; run < RUNS; run++) times.push(await once(run));
await closeBrowser();
const sorted = times.toSorted((one, other) => one - other);
const ms = (time) => `${Math.round(time)} ms`;
console.log(
  `drop of a ${SIDE} × ${SIDE} PNG to a finished charm on the screen: median ${ms(sorted[RUNS >> 1])}`,
);
console.log(`  each: ${times.map(ms).join(', ')}; ${binary}, ${availableParallelism()} cores`);
