// The Print room by hand: plates as switches, the soft proof beside the original, and files that say their size.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { holds, journey } from './browser.mjs';

journey('plates are switched one by one, alone, and all together', { sample: true }, async (dangle) => {
  const { page } = dangle;
  await dangle.toPlates();
  const { charms } = await dangle.project();
  const { recipes } = await dangle.ask('start');
  const print = await dangle.ask('print_view', { charm: charms[0].id, recipe: recipes[0].id });
  const switches = page.locator('aside.tray').getByRole('switch');
  assert.equal(await switches.count(), print.plates.length, 'every plate of the file has its switch');

  await page.getByRole('radio', { name: 'White' }).click();
  await page.locator('main.canvas img.colour').first().waitFor({ state: 'detached' });
  assert.equal(await page.locator('main.canvas .white img').count(), 1);
  assert.equal(await page.locator('main.canvas svg.cut').count(), 0);
  assert.equal(await page.locator('aside.tray').getByRole('switch', { checked: true }).count(), 1);

  await page.getByRole('radio', { name: 'Cut', exact: true }).click();
  assert.equal(await page.locator('main.canvas .white').count(), 0);
  assert.equal(await page.locator('main.canvas svg.cut path').getAttribute('d'), print.cut_path);

  await page.getByRole('radio', { name: 'All' }).click();
  await dangle.drawn('main.canvas img.colour');
  await page.getByRole('switch', { name: /Cyan/ }).click();
  assert.equal(
    await page.locator('main.canvas .layers .plate').count(),
    3,
    'without cyan, three inks are seen for themselves',
  );
  assert.deepEqual((await dangle.project()).charms, charms, 'looking changes nothing');
});

journey(
  'the slider between original and soft proof goes by hand and by key',
  { sample: true },
  async (dangle) => {
    const { page } = dangle;
    await dangle.toPlates();
    const split = page.getByRole('slider', { name: 'Between original and soft proof' });
    const now = async () => Number(await split.getAttribute('aria-valuenow'));
    assert.equal(await now(), 50);
    const knob = await dangle.middle(split.locator('.knob'));
    await dangle.drag(knob, { x: knob.x + 120, y: knob.y });
    assert.ok((await now()) > 60);
    await split.focus();
    await page.keyboard.press('Home');
    await holds(async () => (await now()) === 0, 'all soft proof');
    await page.keyboard.press('ArrowRight');
    await holds(async () => (await now()) === 2, 'a step');
  },
);

journey('the cut line is written in millimetres', { sample: true }, async (dangle) => {
  const { page } = dangle;
  await dangle.charmDrawn();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: /Cut line/ }).click();
  const svg = await readFile(await dangle.exported('.svg'), 'utf8');
  const { charms } = await dangle.project();
  const { size_mm: size } = await dangle.ask('charm_view', { charm: charms[0].id });
  const [, width, height] = /<svg[^>]* width="([\d.]+)mm"[^>]* height="([\d.]+)mm"/.exec(svg);
  assert.ok(Math.abs(Number(width) - size[0]) < 0.01, `${width} mm wide, meant ${size[0]}`);
  assert.ok(Math.abs(Number(height) - size[1]) < 0.01, `${height} mm high, meant ${size[1]}`);
});
