// How artwork comes in: dropped, pasted, refused, and never as anything but a picture.
import assert from 'node:assert/strict';
import { disc, text } from './artwork.mjs';
import { holds, journey } from './browser.mjs';

const names = async (dangle) => (await dangle.project()).charms.map((charm) => charm.name);

journey('a dropped and a pasted picture each become a charm', async (dangle) => {
  const { page } = dangle;
  await dangle.drop(disc('pink_moon.png', 700));
  const dropped = await dangle.charmDrawn();
  assert.deepEqual(await names(dangle), ['Pink moon']);
  await dangle.paste(disc('green-moon.png', 500, [80, 190, 120]));
  const tray = page.getByRole('complementary', { name: 'Charms' });
  await tray.getByRole('button', { name: /Green moon/, pressed: true }).waitFor();
  await dangle.charmDrawn();
  assert.deepEqual(await names(dangle), ['Pink moon', 'Green moon']);
  await tray.locator('.pick', { hasText: 'Pink moon' }).click();
  await holds(async () => (await dangle.cutLine()) === dropped, 'the first charm is as it was');
  assert.equal(await page.locator('.tray li').count(), 2);
});

journey('several files dropped at once all become charms, and the last is in the hand', async (dangle) => {
  await dangle.drop(disc('one.png', 300), disc('two.png', 320, [90, 120, 220]), disc('three.png', 340));
  await holds(async () => (await names(dangle)).length === 3, 'three charms');
  assert.deepEqual(await names(dangle), ['One', 'Two', 'Three']);
  await dangle.page.locator('.tray').getByRole('button', { name: /Three/, pressed: true }).waitFor();
});

for (const [what, file] of [
  ['a text that calls itself a picture', text('notes.png', 'image/png', 'milk, bread, two lemons')],
  [
    'a picture that ends too early',
    { ...disc('half.png', 200), bytes: disc('half.png', 200).bytes.subarray(0, 300) },
  ],
  ['a picture with nothing on it', disc('clear.png', 1)],
]) {
  journey(`${what} is refused with a way out, and nothing is lost`, async (dangle) => {
    const { page } = dangle;
    await dangle.addSample('Boba tea');
    const before = await dangle.project();
    const line = await dangle.cutLine();
    await dangle.drop(file);
    const notice = page.getByRole('region', { name: 'Notices' }).getByRole('alert');
    await notice.waitFor();
    const words = await notice.locator('p').allInnerTexts();
    assert.ok(words.length >= 2, `a reason and a way out: ${words}`);
    assert.ok(words[0].includes(file.name), `the file is named: ${words[0]}`);
    assert.deepEqual(await dangle.project(), before);
    assert.equal(await dangle.cutLine(), line);
    assert.equal((await dangle.ask('project')).kept, true);
    // The refusal itself is an answer 500, which Chromium notes.
    dangle.forgive(/Failed to load resource: .* 500/);
  });
}

const hostile = (more) => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
    viewBox="0 0 100 100" width="100" height="100" onload="window.stolen = 'by onload'">
  <script>window.stolen = 'by script'; fetch('https://evil.example/script')</script>
  <style>@import url('https://evil.example/style.css'); circle { stroke: red; }</style>
  <a href="javascript:window.stolen='by link'" xlink:href="https://evil.example/link">
    <circle cx="50" cy="50" r="40" fill="#e04080" onmouseover="window.stolen = 'by hover'">
      <animate attributeName="r" onbegin="window.stolen = 'by animation'" dur="1s"/>
    </circle>
  </a>
  ${more}
</svg>`;

journey(
  'a hostile SVG comes in as a picture only: nothing runs, nothing is asked of another host',
  async (dangle) => {
    const { page } = dangle;
    await dangle.drop(text('hostile.svg', 'image/svg+xml', hostile('')));
    await dangle.charmDrawn();
    const picture = await dangle.middle(page.locator('main.canvas img.look'));
    await page.mouse.move(picture.x, picture.y);
    await page.mouse.click(picture.x, picture.y);
    for (const room of ['Mock-up', 'Print', 'Collection', 'Design']) await dangle.go(room);
    await dangle.charmDrawn();
    assert.equal(await page.evaluate(() => 'stolen' in window), false);
    // The artwork is shown as pixels: no part of it is in the document.
    assert.equal(
      await page.locator('script:not([src]), foreignObject, iframe, [onload], [onmouseover]').count(),
      0,
    );
    assert.deepEqual([...dangle.hosts], [new URL(dangle.server.url).host]);
  },
);

for (const [what, more] of [
  ['a picture', '<image href="https://evil.example/picture.png" width="40" height="40"/>'],
  ['a picture on the disk', '<image href="file:///etc/hostname" width="40" height="40"/>'],
]) {
  journey(`an SVG that wants ${what} from outside is refused and told so`, async (dangle) => {
    const { page } = dangle;
    await dangle.drop(text('linked.svg', 'image/svg+xml', hostile(more)));
    await page
      .getByRole('alert')
      .getByText(/links to a picture outside itself/)
      .waitFor();
    await page.getByRole('alert').getByText(/Embed/).waitFor();
    assert.equal((await dangle.project()).charms.length, 0);
    assert.equal(await page.evaluate(() => 'stolen' in window), false);
    dangle.forgive(/Failed to load resource: .* 500/);
  });
}

journey('a name cannot be markup', async (dangle) => {
  const { page } = dangle;
  await dangle.drop(disc('<img src=x onerror=window.stolen=1>.png', 300));
  await dangle.charmDrawn();
  await page.locator('.tray').getByText('<img src=x onerror=window.stolen=1>').waitFor();
  assert.equal(await page.evaluate(() => 'stolen' in window), false);
});
