// Pictures of scenes that leave the Mock-up room: in motion, and several on one sheet.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { sizeOf } from './artwork.mjs';
import { holds, journey } from './browser.mjs';
import { hangComet } from './hung.mjs';

const choose = (page, group, name) =>
  page.getByRole('radiogroup', { name: group }).getByText(name, { exact: true }).click();

async function setLength(page, seconds) {
  const field = page.getByRole('textbox', { name: 'Length' });
  await field.fill(seconds);
  await field.press('Enter');
}

/** How a browser reads a picture: its frames, and the size of the first. */
function decoded(dangle, bytes, type) {
  return dangle.page.evaluate(
    async ([base64, type]) => {
      const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const decoder = new ImageDecoder({ data, type });
      await decoder.tracks.ready;
      const { frameCount, repetitionCount } = decoder.tracks.selectedTrack;
      const { image } = await decoder.decode({ frameIndex: frameCount - 1 });
      return {
        frames: frameCount,
        forEver: repetitionCount === Infinity,
        size: [image.codedWidth, image.codedHeight],
      };
    },
    [bytes.toString('base64'), type],
  );
}

/** How many pictures an MP4 says it holds. */
function samplesOf(mp4) {
  const at = mp4.indexOf('stsz', 0, 'latin1');
  assert.ok(at > 0, 'it has a table of samples');
  return mp4.readUInt32BE(at + 12);
}

journey('a scene in motion is written as WebP, GIF, APNG and MP4, frame by frame', async (dangle) => {
  const { page } = dangle;
  await hangComet(dangle);
  await choose(page, 'Kind of picture', 'Moving');
  await choose(page, 'Motion', 'Walk');
  await choose(page, 'Frames a second', '12');
  await setLength(page, '0.5');
  await choose(page, 'Width', '480');
  await page.getByRole('button', { name: 'Portrait 4:5' }).click();
  const save = async (format, ending) => {
    await choose(page, 'File', format);
    await page.getByRole('button', { name: 'Export animation' }).click();
    return readFile(await dangle.exported(ending));
  };
  for (const [format, ending, type] of [
    ['WebP', '.webp', 'image/webp'],
    ['GIF', '.gif', 'image/gif'],
    ['APNG', '.png', 'image/png'],
  ]) {
    const picture = await decoded(dangle, await save(format, ending), type);
    assert.deepEqual(picture, { frames: 6, forEver: true, size: [480, 600] }, format);
  }
  const mp4 = await save('MP4', '.mp4');
  assert.equal(mp4.toString('latin1', 4, 8), 'ftyp');
  assert.ok(mp4.includes('av01'));
  assert.equal(samplesOf(mp4), 6);
  // The panel keeps the file's name and size.
  const saved = page.getByRole('complementary').getByRole('status');
  await saved.getByText('.mp4').waitFor();
  await saved.getByText(/\d [kM]B/).waitFor();
});

journey('an animation shows how far it is, and is stopped without a trace', async (dangle) => {
  const { page } = dangle;
  await hangComet(dangle);
  await choose(page, 'Kind of picture', 'Moving');
  await setLength(page, '10');
  await page.getByRole('button', { name: 'Export animation' }).click();
  const bar = page.getByRole('progressbar');
  await holds(async () => Number(await bar.getAttribute('aria-valuenow')) > 0, 'frames are done');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await bar.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Export animation' }).waitFor();
  assert.deepEqual(await readdir(dangle.server.exports).catch(() => []), [], 'nothing is left');
  assert.equal(await page.getByRole('alert').count(), 0, 'what was stopped is no failure');
  dangle.forgive(/500/);
});

journey('a contact sheet shows the charms on the carriers that are ticked, or the sets', async (dangle) => {
  const { page } = dangle;
  await hangComet(dangle);
  const before = await dangle.project();
  await choose(page, 'Kind of picture', 'Contact sheet');
  const tick = (name) => page.getByRole('checkbox', { name, exact: true });
  for (const name of ['Glasses', 'Ita bag', 'Jeans', 'Lanyard', 'Sneaker']) await tick(name).click();
  await choose(page, 'Width', '1,080');
  await page.getByRole('button', { name: 'Square 1:1' }).click();
  await page.getByRole('button', { name: 'Export contact sheet' }).click();
  const png = await readFile(await dangle.exported('.png'));
  assert.deepEqual(sizeOf(png), [1080, 1080]);
  assert.deepEqual(await dangle.project(), before, 'the project keeps its own carrier');

  // One set alone has another picture than three carriers.
  await choose(page, 'Shows', 'Sets');
  assert.equal(await page.getByRole('checkbox').count(), 1);
  await choose(page, 'File', 'JPEG');
  await page.getByRole('button', { name: 'Export contact sheet' }).click();
  const jpeg = await readFile(await dangle.exported('.jpg'));
  assert.deepEqual([...jpeg.subarray(0, 3)], [0xff, 0xd8, 0xff]);
  await page.getByRole('checkbox').click();
  assert.ok(
    await page.getByRole('button', { name: 'Export contact sheet' }).isDisabled(),
    'nothing is ticked',
  );
});
