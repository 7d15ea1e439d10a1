// Sliders, fields, handles and fixes: answers while the hand moves, one step when it lets go.
import assert from 'node:assert/strict';
import { holds, journey } from './browser.mjs';

const outlineOf = async (dangle) => (await dangle.project()).charms[0].outline;

/** Where the knob of a slider is on the screen. */
async function knobOf(dangle, slider) {
  const share = await slider.evaluate((node) => (Number(node.value) - node.min) / (node.max - node.min));
  const box = await slider.boundingBox();
  const knob = 14;
  return { x: box.x + knob / 2 + share * (box.width - knob), y: box.y + box.height / 2 };
}

journey('the border answers while the slider moves, and is one step when let go', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Moon bunny');
  const before = await dangle.project();
  const line = await dangle.cutLine();
  const border = page.getByRole('slider', { name: 'Border' });
  const knob = await knobOf(dangle, border);

  await dangle.drag(knob, { x: knob.x + 30, y: knob.y }, { letGo: false });
  await holds(async () => (await dangle.cutLine()) !== line, 'the line changes while the hand moves');
  assert.deepEqual(await dangle.project(), before, 'nothing is done before the hand lets go');
  await page.mouse.up();
  await holds(
    async () => (await outlineOf(dangle)).border > before.charms[0].outline.border,
    'the border is wider',
  );
  const after = await dangle.project();
  const kept = String(after.charms[0].outline.border);
  await holds(async () => (await border.inputValue()) === kept, 'the slider stands where it was kept');
  const wider = await dangle.charmDrawn();
  assert.notEqual(wider, line);

  await page.keyboard.press('Control+z');
  await holds(async () => (await dangle.cutLine()) === line, 'one step back is where it began');
  assert.deepEqual(await dangle.project(), before);
  await page.keyboard.press('Control+y');
  await holds(async () => (await dangle.cutLine()) === wider, 'and forth again');
  assert.deepEqual(await dangle.project(), after);
});

journey('Escape in the middle of a drag puts everything back', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Boba tea');
  const before = await dangle.ask('project');
  const line = await dangle.cutLine();
  const border = page.getByRole('slider', { name: 'Border' });
  const knob = await knobOf(dangle, border);

  await dangle.drag(knob, { x: knob.x + 30, y: knob.y }, { letGo: false });
  await holds(async () => (await dangle.cutLine()) !== line, 'the line changes');
  await page.keyboard.press('Escape');
  await holds(async () => (await dangle.cutLine()) === line, 'the line is back');
  await page.mouse.move(knob.x + 40, knob.y);
  await page.mouse.up();
  await dangle.charmDrawn();
  assert.equal(await border.inputValue(), String(before.project.charms[0].outline.border));
  assert.deepEqual(await dangle.ask('project'), before);

  const corner = await dangle.middle(page.locator('[data-handle=corner] .knob').last());
  await dangle.drag(corner, { x: corner.x - 60, y: corner.y - 60 }, { letGo: false });
  await holds(async () => (await dangle.cutLine()) !== line, 'the line changes');
  await page.keyboard.press('Escape');
  await holds(async () => (await dangle.cutLine()) === line, 'the line is back');
  await page.mouse.up();
  assert.deepEqual(await dangle.ask('project'), before);
});

journey('a corner resizes and the hole moves, each in one step', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Strawberry');
  const before = await dangle.project();
  const corner = await dangle.middle(page.locator('[data-handle=corner] .knob').last());
  await dangle.drag(corner, { x: corner.x - 80, y: corner.y - 80 });
  await holds(async () => (await dangle.project()).charms[0].size.length < 50, 'it is smaller');
  const smaller = await dangle.project();
  await dangle.charmDrawn();
  const hole = await dangle.middle(page.locator('[data-handle=hole] .knob'));
  await dangle.drag(hole, { x: hole.x + 40, y: hole.y });
  await holds(async () => (await outlineOf(dangle)).holes[0].place.kind === 'near', 'the hole is to the right');
  await dangle.charmDrawn();
  const hangs = await page.locator('footer .measures').innerText();
  assert.doesNotMatch(hangs, /hangs\s+0\.0°/, 'a charm with its hole aside hangs crooked, and says so');
  await page.keyboard.press('Control+z');
  await holds(
    async () => JSON.stringify(await dangle.project()) === JSON.stringify(smaller),
    'the hole is back',
  );
  await page.keyboard.press('Control+z');
  await holds(
    async () => JSON.stringify(await dangle.project()) === JSON.stringify(before),
    'the size is back',
  );
});

journey('a figure can be typed in inches, and nonsense is refused beside the field', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Strawberry');
  const width = page.getByRole('textbox', { name: 'Width' });
  await width.fill('2in');
  await width.press('Enter');
  await holds(async () => (await dangle.project()).charms[0].size.length === 50.8, 'two inches are 50.8 mm');
  assert.equal((await dangle.project()).charms[0].size.by, 'width');
  await holds(async () => (await width.inputValue()) === '50.8', 'the field shows millimetres');
  await page.getByText('50.8 × ').first().waitFor();

  const border = page.getByRole('textbox', { name: 'Border' });
  await border.fill('0.1 in');
  await border.press('Enter');
  await holds(async () => (await outlineOf(dangle)).border === 2.54, 'a tenth of an inch');

  const before = await dangle.ask('project');
  await width.fill('as wide as a thumb');
  await width.press('Enter');
  await page.getByRole('alert').getByText('This is not a length').waitFor();
  assert.equal(await width.getAttribute('aria-invalid'), 'true');
  await width.press('Escape');
  assert.equal(await width.inputValue(), '50.8');
  assert.deepEqual(await dangle.ask('project'), before);
});

journey('Fix clears its check by one edit that can be undone', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Moon bunny');
  const checks = page.getByRole('region', { name: 'Checks: Moon bunny' });
  const wall = page.getByRole('textbox', { name: 'Wall' });
  await wall.fill('1.2');
  await wall.press('Enter');
  await checks.getByText(/^Wall round the hole/).waitFor();
  const broken = await dangle.project();
  const codes = async () =>
    (await dangle.ask('charm_view', { charm: broken.charms[0].id })).checks
      .filter((check) => check.severity !== 'passed')
      .map((check) => check.code);
  assert.ok((await codes()).includes('hole_wall'));

  await checks.getByRole('button', { name: 'Fix: Wall round the hole' }).click();
  await checks.getByText(/^Wall round the hole/).waitFor({ state: 'detached' });
  assert.ok((await outlineOf(dangle)).holes[0].wall > broken.charms[0].outline.holes[0].wall);
  assert.ok(!(await codes()).includes('hole_wall'), 'the core agrees');

  await page.keyboard.press('Control+z');
  await checks.getByText(/^Wall round the hole/).waitFor();
  assert.deepEqual(await dangle.project(), broken);
});

journey('a sample passes every check of its process', async (dangle) => {
  const { page } = dangle;
  const { samples } = await dangle.ask('start');
  for (const sample of samples) {
    await dangle.ask('import_sample', { sample: sample.id });
  }
  await page.reload();
  const { charms } = await dangle.project();
  assert.equal(charms.length, samples.length);
  const open = [];
  for (const charm of charms) {
    const { checks } = await dangle.ask('charm_view', { charm: charm.id });
    const failed = checks.filter((check) => check.severity !== 'passed');
    open.push(...failed.map((check) => `${charm.name}: ${check.code} ${check.value} (limit ${check.limit})`));
  }
  assert.deepEqual(open, []);
  await page.locator('header').getByRole('button', { name: 'Every check passed' }).waitFor();
});
