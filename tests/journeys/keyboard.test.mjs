// The first journey, without a mouse: from nothing to a charm that hangs, is printed, and is kept.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { holds, journey } from './browser.mjs';

const STORY = 'Drawn on the train to Kyoto. Mei has the other one.';

journey('by keyboard alone, from an empty window to a charm in the collection', async (dangle) => {
  const { page } = dangle;
  const button = (name) => page.getByRole('button', { name });
  const press = async (name) => {
    await dangle.tabTo(button(name).first());
    await page.keyboard.press('Enter');
  };

  // Design: a sample becomes a charm by itself.
  await page.getByRole('heading', { name: 'Drop a picture, get a charm' }).waitFor();
  await press('Strawberry');
  const line = await dangle.charmDrawn();
  const [charm] = (await dangle.project()).charms;
  assert.equal(charm.name, 'Strawberry');
  assert.equal(
    (await dangle.ask('charm_view', { charm: charm.id })).cut_path,
    line,
    'the line shown is the line cut',
  );
  await page.getByRole('region', { name: 'Checks: Strawberry' }).waitFor();

  // Mock-up: it hangs from the first anchor.
  await page.keyboard.press('Alt+2');
  await button(/Hang Strawberry/)
    .first()
    .waitFor();
  await press(/Hang Strawberry/);
  await button(/^Strawberry, hanging from/).waitFor();
  await dangle.sceneDrawn();
  const [hung] = (await dangle.project()).scenes[0].placements;
  assert.equal(hung.charm, charm.id);

  // It goes to the next anchor by an arrow, and back.
  await dangle.tabTo(button(/^Strawberry, hanging from/));
  await page.keyboard.press('ArrowRight');
  await holds(
    async () => (await dangle.project()).scenes[0].placements[0].anchor !== hung.anchor,
    'it moved',
  );
  await button(/^Strawberry, hanging from/).waitFor();
  await dangle.tabTo(button(/^Strawberry, hanging from/));
  await page.keyboard.press('ArrowLeft');
  await holds(
    async () => (await dangle.project()).scenes[0].placements[0].anchor === hung.anchor,
    'it is back',
  );

  // Print: the file is written, and proven by reading it back.
  await page.keyboard.press('Alt+3');
  await button('Export and read back').and(page.locator(':enabled')).waitFor();
  await press('Export and read back');
  const pdf = await dangle.exported('.pdf');
  const proof = page.locator('aside.inspector section', { hasText: 'Read-back proof' });
  await proof.locator('li').first().waitFor();
  const ticks = await proof.locator('li:not(.file)').count();
  assert.ok(ticks >= 5, `${ticks} lines of proof`);
  assert.equal(await proof.locator('li.bad').count(), 0);
  assert.match(await proof.locator('.score').innerText(), new RegExp(`^${ticks} of ${ticks}$`));
  execFileSync('qpdf', ['--check', pdf], { stdio: 'pipe' });

  // Collection: it is kept, with its story.
  await page.keyboard.press('Alt+4');
  await button('Keep “Strawberry”').waitFor();
  await press('Keep “Strawberry”');
  await page.getByRole('textbox', { name: 'Story' }).waitFor();
  await dangle.tabTo(page.getByRole('textbox', { name: 'Story' }));
  await page.keyboard.type(STORY);
  await holds(async () => (await dangle.ask('entries'))[0]?.story === STORY, 'the story is kept by itself');

  // Everything is where it was, and undo still goes back.
  const before = await dangle.project();
  await page.reload();
  await page.getByRole('textbox', { name: 'Story' }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Story' }).inputValue(), STORY);
  assert.deepEqual(await dangle.project(), before);
  await page.keyboard.press('Alt+2');
  await button(/^Strawberry, hanging from/).waitFor();
  await dangle.sceneDrawn();
  await page.keyboard.press('Control+z');
  await holds(
    async () => (await dangle.project()).scenes[0].placements[0]?.anchor !== hung.anchor,
    'the last step is undone',
  );
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await button(/Hang Strawberry/)
    .first()
    .waitFor();
  await holds(async () => (await dangle.project()).scenes[0].placements.length === 0, 'it is off the bag');
  await page.keyboard.press('Control+Shift+z');
  await button(/^Strawberry, hanging from/).waitFor();
});
