// What can go wrong at the vendor's: plates that drift, and proofs that show something else.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { holds, journey } from './browser.mjs';

/** A vendor's proof of the charm in the hand: its picture with white or the whole print that far off, in mm. */
async function proofOf(dangle, moves, by) {
  const { charms } = await dangle.project();
  const { recipes } = await dangle.ask('start');
  const drift = await dangle.ask('drift_view', { charm: charms[0].id, recipe: recipes[0].id, moves, by });
  return Buffer.from(drift.picture.split(',')[1], 'base64');
}

journey(
  'a drift is seen, weighed and lessened by one edit, with keys alone',
  { sample: true },
  async (dangle) => {
    const { page } = dangle;
    await dangle.toPlates();
    const distance = page.getByRole('slider', { name: 'How far' });
    await distance.focus();
    await page.keyboard.press('End');
    await dangle.drawn('main.canvas img[alt="Drift"]');
    await page.getByText('White past the colour').waitFor();
    const turn = page.getByRole('slider', { name: 'Direction' });
    await turn.focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await turn.getAttribute('aria-valuetext'), '15°, clockwise from the right');

    const { charms: before } = await dangle.project();
    const apply = page.getByRole('button', { name: 'Apply' }).first();
    await apply.focus();
    await page.keyboard.press('Enter');
    const changed = async () => JSON.stringify((await dangle.project()).charms) !== JSON.stringify(before);
    await holds(changed, 'the advice is followed');
    const { charms: after } = await dangle.project();
    const [was, is] = [before[0], after[0]];
    assert.ok(is.choke > was.choke || is.outline.border > was.outline.border, 'more choke or more border');
    await page.keyboard.press('Control+z');
    await holds(async () => !(await changed()), 'one undo takes it back');

    await page.getByRole('button', { name: 'Show the plates again' }).click();
    await page.locator('main.canvas img[alt="Drift"]').waitFor({ state: 'detached' });
  },
);

journey(
  'a vendor’s proof is laid over the charm and its faults are pointed at',
  { sample: true },
  async (dangle) => {
    const { page } = dangle;
    await dangle.toPlates();
    const chooser = page.locator('input[type=file][aria-label="Choose a proof…"]');

    await page.getByRole('button', { name: 'Export and read back' }).click();
    await chooser.setInputFiles(await dangle.exported('.pdf'));
    await page.getByText('The proof shows what was meant').waitFor();
    await dangle.drawn('main.canvas img[alt="Vendor’s proof"]');

    // The drift of the whole print, photographed from the page, is a proof whose art is off.
    const proof = join(tmpdir(), `dangle-proof-${process.pid}.png`);
    await writeFile(proof, await proofOf(dangle, 'print', [0.6, 0]));
    await chooser.setInputFiles(proof);
    await page.getByRole('button', { name: /^Artwork 0\.[567] mm off the cut line/ }).waitFor();

    const broken = join(tmpdir(), `dangle-broken-${process.pid}.pdf`);
    await writeFile(broken, '%PDF-1.4 and nothing more');
    await chooser.setInputFiles(broken);
    await page.getByText(/cannot be read/).waitFor();
    // The refusal itself is an answer 500, which Chromium notes.
    dangle.forgive(/Failed to load resource: .* 500/);
  },
);

journey('a proof dropped anywhere on the bench is held against the charm, a drawing is art', { sample: true }, async (dangle) => {
  const { page } = dangle;
  await dangle.toPlates();
  const before = (await dangle.project()).charms;
  const sent = await proofOf(dangle, 'white', [0, 0]);
  for (const [place, name] of [
    ['main.canvas', 'from the factory.png'],
    ['aside.tray', 'once more.png'],
    ['aside.inspector', 'and again.png'],
  ]) {
    await dangle.dropOn(place, { name, type: 'image/png', bytes: sent });
    await page.locator('aside.inspector').getByText(name, { exact: true }).waitFor();
    await page.getByText('The proof shows what was meant').waitFor();
  }
  assert.deepEqual((await dangle.project()).charms, before, 'a proof is no artwork');

  const moon = await readFile(new URL('../../assets/samples/moon.svg', import.meta.url));
  await dangle.dropOn('main.canvas', { name: 'moon.svg', type: 'image/svg+xml', bytes: moon });
  await holds(async () => (await dangle.project()).charms.length === before.length + 1, 'a drawing is artwork');
});
