// Charms in motion: let swing, walked, taken by bus, and flung by the hand.
import assert from 'node:assert/strict';
import { holds, journey } from './browser.mjs';
import { hangComet } from './hung.mjs';

const projectOf = async (dangle) => JSON.stringify(await dangle.project());
const parts = ({ page }) => page.locator('main.canvas img.part');
/** Where every part that swings is on the screen, whatever moves it. */
const stance = (dangle) =>
  parts(dangle).evaluateAll((all) =>
    all.map((part) => {
      const { x, y, width } = part.getBoundingClientRect();
      return [x, y, width].map(Math.round).join(' ');
    }),
  );
async function moves(dangle, what) {
  await parts(dangle).first().waitFor();
  const seen = new Set();
  await holds(async () => seen.add((await stance(dangle)).join()).size > 4, what);
}
journey('charms swing, walk and take the bus until the button is pressed again', async (dangle) => {
  const { page } = dangle;
  await hangComet(dangle);
  const before = await projectOf(dangle);
  for (const name of ['Swing', 'Walk', 'Bus']) {
    const button = page.getByRole('button', { name, exact: true });
    await button.click();
    await moves(dangle, `${name}: they move`);
    assert.equal(await button.getAttribute('aria-pressed'), 'true');
    assert.equal(await page.locator('main.canvas img.true.resting').count(), 0, 'the still picture is hidden');
  }
  await page.getByRole('button', { name: 'Bus', exact: true }).click();
  await parts(dangle).first().waitFor({ state: 'detached' });
  await dangle.sceneDrawn();
  assert.equal(await projectOf(dangle), before, 'nothing of the project moved');
});

journey('a charm that is pulled aside and let go swings, and comes to rest by itself', async (dangle) => {
  const { page } = dangle;
  const hung = await hangComet(dangle);
  const before = await projectOf(dangle);
  const at = await dangle.middle(hung);
  await dangle.drag(at, { x: at.x + 45, y: at.y + 120 });
  await moves(dangle, 'it swings');
  await holds(async () => (await parts(dangle).count()) === 0, 'and hangs still again');
  await dangle.sceneDrawn();
  assert.equal(await projectOf(dangle), before, 'where it hung before');
  assert.equal(await page.getByRole('alert').count(), 0);
});

journey('motion by keys alone, and an edit ends it', async (dangle) => {
  const { page } = dangle;
  const hung = await hangComet(dangle);
  await page.keyboard.press('w');
  await moves(dangle, 'W: a walk');
  await page.keyboard.press('s');
  await moves(dangle, 'S: a swing');
  await page.keyboard.press('Escape');
  await parts(dangle).first().waitFor({ state: 'detached' });
  await hung.focus();
  await page.keyboard.press('n');
  await moves(dangle, 'N: a push');
  await page.keyboard.press('r');
  await parts(dangle).first().waitFor({ state: 'detached' });
  await dangle.sceneDrawn();
  const [placement] = (await dangle.project()).scenes[0].placements;
  assert.equal(placement.yaw, 180, 'it was turned round');
});
