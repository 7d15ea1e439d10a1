// The window itself: its languages, themes, panels and sizes.
import assert from 'node:assert/strict';
import { holds, journey } from './browser.mjs';

const ROOMS = ['Design', 'Mock-up', 'Print', 'Collection'];

/** The sample project, with one charm in the collection, and a check open. */
async function furnish(dangle) {
  const { charms } = await dangle.project();
  const [{ id, outline }] = charms;
  const thin = { ...outline, holes: outline.holes.map((hole) => ({ ...hole, wall: 1.2 })) };
  await dangle.ask('apply_edit', { edit: { kind: 'reoutline', charm: id, outline: thin } });
  await dangle.ask('keep_charm', { charm: charms[0].id });
  await dangle.page.reload();
  await dangle.charmDrawn();
}

/** Waits until the room has drawn what it draws. */
async function settled(dangle, room) {
  if (room === 'Design') await dangle.charmDrawn();
  if (room === 'Mock-up') await dangle.sceneDrawn();
  if (room === 'Print') await dangle.drawn('main.canvas img.colour');
  if (room === 'Collection') await dangle.drawn('main.canvas .card img');
}

/** What is written in the frame and its panels, and what a screen reader is told; but for names of files. */
const wordsOf = (page) =>
  page.evaluate(() => {
    const parts = document.querySelectorAll('header.bar, aside, footer, main .float, main .dot');
    const told = [...parts].flatMap((part) =>
      [part, ...part.querySelectorAll('*')].flatMap((node) =>
        ['aria-label', 'data-tip', 'placeholder', 'aria-valuetext'].map(
          (name) => node.getAttribute(name) ?? '',
        ),
      ),
    );
    const written = [...parts].map((part) =>
      [...part.querySelectorAll('[translate=no]')].reduce(
        (text, name) => text.replace(name.innerText, ''),
        part.innerText,
      ),
    );
    return [...written, ...told].join('\n');
  });

// Signs and names that are the same in every language.
const EVERYWHERE = new Set(
  (
    'mm px dpi ppi Ctrl Alt Shift Esc Del Delete Space PDF SVG PNG WebP JPEG CMYK Dangle CutContour FOGRA39 FOGRA39L ti3 Argyll ' +
    'VinylFire JGX Label Express printnet PLU graphics PrinTrade ayuda zolemba es ponoko com PMMA ' +
    'Coated White Cyan Magenta Yellow Black X First charms Strawberry Sleepy cat Ghost with a bow'
  ).split(' '),
);
const english = (words) =>
  [
    ...new Set(words.replaceAll(/#[0-9A-F]{6}/g, '').match(/\p{Script=Latin}[\p{Script=Latin}\d]+/gu) ?? []),
  ].filter((word) => !EVERYWHERE.has(word));

for (const [language, first] of [
  ['zh-CN', '设计'],
  ['ja', 'デザイン'],
]) {
  journey(`in ${language} no English is left in any room`, { sample: true }, async (dangle) => {
    const { page } = dangle;
    await furnish(dangle);
    await page.keyboard.press('Control+,');
    await page.getByRole('combobox', { name: 'Language' }).selectOption(language);
    await page.keyboard.press('Escape');
    await page.getByRole('navigation').getByText(first).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), language);
    await holds(async () => (await dangle.ask('start')).settings.language === language, 'the choice is kept');
    const left = {};
    for (const room of ROOMS) {
      await dangle.go(room);
      await settled(dangle, room);
      const words = english(await wordsOf(page));
      if (words.length > 0) left[room] = words;
    }
    assert.deepEqual(left, {});
    await page.reload();
    await page.getByRole('navigation').getByText(first).waitFor();
  });
}

journey('a key right behind the Escape that closes a sheet is heard', { sample: true }, async ({ page }) => {
  for (const room of [2, 3, 4, 1]) {
    await page.keyboard.press('Control+,');
    await page.getByRole('combobox', { name: 'Language' }).waitFor();
    await Promise.all([page.keyboard.press('Escape'), page.keyboard.press(`Alt+${room}`)]);
    await page.locator(`header .rooms button:nth-of-type(${room})[aria-current=page]`).waitFor();
    await page.locator('dialog').waitFor({ state: 'detached' });
  }
  await page.keyboard.press('Control+,');
  await page.getByRole('combobox', { name: 'Language' }).waitFor();
  await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('Control+k')]);
  const search = page.getByRole('combobox', { name: 'Find anything' });
  await search.fill('night');
  assert.equal(await search.inputValue(), 'night', 'the next sheet stays');
});

journey(
  'the window speaks the language of the system when nothing was chosen',
  { locale: 'ja-JP' },
  async ({ page }) => {
    await page.getByRole('navigation').getByText('デザイン').waitFor();
  },
);

journey('the theme follows the system until one is chosen', { colorScheme: 'dark' }, async (dangle) => {
  const { page } = dangle;
  const theme = () => page.locator('html').getAttribute('data-theme');
  const ground = () =>
    page.evaluate(() => getComputedStyle(document.querySelector('header.bar')).backgroundColor);
  await holds(async () => (await theme()) === 'night', 'night, as the system');
  const dark = await ground();
  await page.emulateMedia({ colorScheme: 'light' });
  await holds(async () => (await theme()) === 'paper', 'paper, as the system');
  const light = await ground();
  assert.notEqual(dark, light);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find anything' }).fill('night');
  await page.keyboard.press('Enter');
  await holds(async () => (await theme()) === 'night', 'night, as chosen');
  assert.equal(await ground(), dark);
  await holds(async () => (await dangle.ask('start')).settings.theme === 'night', 'the choice is kept');
  await page.reload();
  await holds(async () => (await theme()) === 'night', 'night, as remembered');
});

journey('panels fold away by key and by button, and stay so', { sample: true }, async (dangle) => {
  const { page } = dangle;
  await dangle.charmDrawn();
  const canvas = () => page.locator('main.canvas').evaluate((node) => node.getBoundingClientRect().width);
  const open = await canvas();
  await page.keyboard.press('[');
  await page.locator('aside.tray').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Hide the inspector' }).click();
  await page.locator('aside.inspector').waitFor({ state: 'detached' });
  assert.equal(await canvas(), 1440);
  await page.reload();
  await dangle.charmDrawn();
  assert.equal(await page.locator('aside').count(), 0);
  await page.getByRole('button', { name: 'Show the left panel' }).click();
  await page.keyboard.press(']');
  await page.locator('aside.inspector').waitFor();
  assert.equal(await canvas(), open);
});

/** Controls and figures that are cut off, in words. */
const clipped = (page) =>
  page.evaluate(() => {
    const faults = [];
    const nameOf = (node) =>
      `${node.tagName.toLowerCase()} “${(node.getAttribute('aria-label') ?? node.innerText ?? '').trim().slice(0, 40)}”`;
    const scrolls = (node) => /auto|scroll/.test(getComputedStyle(node).overflowY);
    if (document.documentElement.scrollWidth > window.innerWidth) {
      faults.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    }
    for (const node of document.querySelectorAll('button, input, select, textarea, [role=slider]')) {
      if (
        node.closest('svg') ||
        node.matches('[type=color]') ||
        !node.checkVisibility({ visibilityProperty: true })
      )
        continue;
      let scroller = node.parentElement;
      while (scroller && !(scrolls(scroller) && scroller.scrollHeight > scroller.clientHeight))
        scroller = scroller.parentElement;
      if (scroller) node.scrollIntoView({ block: 'nearest' });
      const { left, top, right, bottom } = node.getBoundingClientRect();
      if (left < -0.5 || top < -0.5 || right > window.innerWidth + 0.5 || bottom > window.innerHeight + 0.5) {
        faults.push(`${nameOf(node)} leaves the window`);
        continue;
      }
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (hit && !node.contains(hit) && !hit.contains(node) && !hit.closest('label')?.contains(node)) {
        faults.push(`${nameOf(node)} is covered by ${nameOf(hit)}`);
      }
      // The name of an anchor floats beside its dot.
      if (node.matches('button:not(.dot), select') && node.scrollWidth > node.clientWidth + 1) {
        faults.push(`${nameOf(node)} is wider than it shows`);
      }
      if (node.matches('input[type=text]') && node.scrollWidth > node.clientWidth + 1) {
        faults.push(`${nameOf(node)} hides a part of “${node.value}”`);
      }
    }
    return faults;
  });

for (const locale of ['en-GB', 'zh-CN', 'ja-JP']) {
  journey(
    `at 960 × 640 everything can be reached, in ${locale}`,
    { sample: true, width: 960, height: 640, locale },
    async (dangle) => {
      const { page } = dangle;
      await furnish(dangle);
      const faults = {};
      for (const room of ROOMS) {
        await dangle.go(room);
        await settled(dangle, room);
        const found = await clipped(page);
        if (found.length > 0) faults[room] = found;
      }
      await dangle.ask('new_project', { name: 'Empty' });
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      await page.locator('.samples').waitFor();
      const found = await clipped(page);
      if (found.length > 0) faults.Empty = found;
      assert.deepEqual(faults, {});
    },
  );
}
