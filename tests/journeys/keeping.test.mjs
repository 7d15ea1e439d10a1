// Nothing is lost: what was seen is there again after a reload, and after the machine stopped in mid-work.
import assert from 'node:assert/strict';
import { holds, journey } from './browser.mjs';

const EDITS = 30;

/** Thirty edits, each as soon as the one before is seen; answers the last figure. */
async function editFast(dangle) {
  const { page } = dangle;
  const field = page.getByRole('textbox', { name: 'Border' });
  const slider = page.getByRole('slider', { name: 'Border' });
  for (let edit = 1; edit <= EDITS; edit++) {
    const figure = ((30 + edit) / 10).toFixed(1);
    await field.fill(figure);
    await field.press('Enter');
    await holds(async () => Number(await slider.inputValue()) === Number(figure), `${figure} is shown`);
  }
  return (30 + EDITS) / 10;
}

const borderOf = async (dangle) => (await dangle.project()).charms[0].outline.border;

journey('thirty edits in a row, and a reload at once shows the newest', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Strawberry');
  const last = await editFast(dangle);
  await page.reload();
  await page.getByRole('slider', { name: 'Border' }).waitFor();
  assert.equal(await page.getByRole('slider', { name: 'Border' }).inputValue(), String(last));
  assert.equal(await borderOf(dangle), last);
  await dangle.charmDrawn();
  await page.keyboard.press('Control+z');
  await holds(async () => (await borderOf(dangle)) === 5.9, 'undo goes one edit back, not thirty');
});

journey('thirty edits in a row, and a machine that stops at once loses none of them', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Strawberry');
  const last = await editFast(dangle);
  await dangle.crash();
  assert.equal(await borderOf(dangle), last);
  assert.equal(await page.getByRole('slider', { name: 'Border' }).inputValue(), String(last));
  for (let undone = 1; undone < EDITS; undone++) await dangle.ask('undo');
  const undone = await dangle.ask('undo');
  assert.equal(undone.project.charms.length, 1, 'thirty steps back there is the charm');
  const before = await dangle.ask('undo');
  assert.equal(before.project.charms.length, 0, 'and one more is before it');
});

journey('keys that come faster than answers are all counted', async (dangle) => {
  const { page } = dangle;
  await dangle.addSample('Strawberry');
  const shift = page.getByRole('textbox', { name: 'Shift' });
  await shift.focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowUp');
  await holds(
    async () => (await dangle.project()).charms[0].outline.holes[0].place.shift === 5,
    'five presses are five millimetres',
  );
});
