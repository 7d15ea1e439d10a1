// A window of Dangle in Chromium: the app's real core behind it, with a store and an export folder of its own.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serverBinary, startServer } from '../setup/server.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** Where a journey that failed leaves a picture of its window. */
const failures = join(root, 'tests/out/journeys');

// Two busy cores render a first picture slowly; what is there is never waited for.
export const PATIENCE_MS = 60_000;

let browser;
async function chromiumRunning() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--force-color-profile=srgb'],
  });
  return browser;
}
/** Ends Chromium; tests do so by themselves. */
export async function closeBrowser() {
  await browser?.close();
  browser = undefined;
}

let tidied = false;

/** A test in a fresh window; when it fails, a picture of the window is kept. */
export function journey(name, options, run) {
  const [settings, walk] = run === undefined ? [{}, options] : [options, run];
  if (!tidied) after(closeBrowser);
  tidied = true;
  test(name, { timeout: 300_000, skip: settings.skip ?? false }, async (context) => {
    const dangle = await openDangle(settings);
    try {
      await walk(dangle, context);
      dangle.mustBeFaultless();
    } catch (error) {
      await dangle.page.screenshot({ path: join(failures, `${name.replaceAll(/\W+/g, '-')}.png`) });
      throw error;
    } finally {
      await dangle.close();
    }
  });
}

/** Opens a window on a server of its own. */
export async function openDangle({
  binary = process.env.DANGLE_TEST_SERVER_BINARY ?? serverBinary,
  width = 1440,
  height = 900,
  locale = 'en-GB',
  colorScheme = 'light',
  scale = 1,
  sample = false,
} = {}) {
  const home = await mkdtemp(join(tmpdir(), 'dangle-journey-'));
  const start = (args) => startServer(binary, home, args);
  const context = await (
    await chromiumRunning()
  ).newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    locale,
    colorScheme,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const dangle = new Dangle(await start(sample ? ['--sample'] : []), page, start, async () => {
    await context.close();
    await dangle.server.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });
  await dangle.load();
  return dangle;
}

class Dangle {
  #start;
  #end;

  constructor(server, page, start, end) {
    this.server = server;
    this.page = page;
    this.#start = start;
    this.#end = end;
    /** Whoever was asked for anything. */
    this.hosts = new Set();
    /** What went wrong in the page. */
    this.faults = [];
    page.on('request', (request) => {
      if (!/^(data|blob|about):/.test(request.url())) this.hosts.add(hostOf(request.url()));
    });
    page.on('pageerror', (error) => this.faults.push(`page: ${error.message}`));
    page.on('console', (line) => line.type() === 'error' && this.faults.push(`console: ${line.text()}`));
  }

  async load() {
    await this.page.goto(this.server.url);
    await this.page.locator('header.bar').waitFor();
  }

  close() {
    return this.#end();
  }

  /** The machine stops without a warning, and is started again on the same data. */
  async crash() {
    await this.page.goto('about:blank');
    await this.server.stop();
    this.server = await this.#start([]);
    await this.load();
  }

  /** What every journey promises: no error in the page, and no word to another host. */
  mustBeFaultless() {
    assert.deepEqual(this.faults, [], 'errors in the page');
    const others = [...this.hosts].filter((host) => !host.startsWith('127.0.0.1:'));
    assert.deepEqual(others, [], 'other hosts');
  }

  /** Takes faults of that kind for what they are: the answer that the journey wanted. */
  forgive(kind) {
    this.faults = this.faults.filter((fault) => !kind.test(fault));
  }

  /** Asks the core itself, past the page. */
  async ask(command, args = {}) {
    const response = await fetch(`${this.server.url}/ipc/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(args),
    });
    const answer = await response.json();
    assert.ok(response.ok, `${command}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** The project as the core has it, once the window shows it: nobody acts on what is not on the screen. */
  async project() {
    const { project, revision } = await this.ask('project');
    const shown = (revision) =>
      Number(document.querySelector('[data-revision]')?.dataset.revision ?? revision) >= revision;
    await this.page.waitForFunction(shown, revision, { polling: 20 });
    return project;
  }

  /** The only file of that ending in the export folder, once it is there. */
  exported(ending) {
    return until(async () => {
      const files = (await readdir(this.server.exports)).filter((name) => name.endsWith(ending));
      assert.equal(files.length, 1, `one ${ending} among ${files}`);
      return join(this.server.exports, files[0]);
    }, `an exported ${ending}`);
  }

  /** Adds a charm from a sample, as a click on its picture does. */
  async addSample(name) {
    await this.page.locator('.samples').getByRole('button', { name, exact: true }).click();
    await this.charmDrawn();
  }

  /** Goes to a room by its key. */
  async go(room) {
    const at = ['Design', 'Mock-up', 'Print', 'Collection'].indexOf(room) + 1;
    await this.page.keyboard.press(`Alt+${at}`);
    await this.page.locator(`header .rooms button:nth-of-type(${at})[aria-current=page]`).waitFor();
  }

  /** Waits until the charm in the hand is drawn in full, and answers its cut line. */
  async charmDrawn() {
    await this.drawn('main.canvas img.look');
    return this.cutLine();
  }

  /** Goes to the plates of the charm in the hand, and waits until they are drawn. */
  async toPlates() {
    await this.charmDrawn();
    await this.go('Print');
    await this.drawn('main.canvas img.colour');
  }

  /** The cut line on the screen, as SVG path data. */
  async cutLine() {
    const line = await this.page.locator('main.canvas svg.sheet path.cut').first().getAttribute('d');
    assert.ok(line.length > 100, 'the cut line is a real line');
    return line;
  }

  /** Waits until that picture is loaded with real pixels. */
  drawn(selector) {
    return this.page.waitForFunction(
      (selector) => {
        const picture = document.querySelector(selector);
        return picture instanceof HTMLImageElement && picture.complete && picture.naturalWidth > 100;
      },
      selector,
      { polling: 50 },
    );
  }

  /** Waits until the true picture of the scene lies over the sprites. */
  sceneDrawn() {
    return this.drawn('main.canvas img.true.resting');
  }

  /** Presses Tab until that has the focus, and fails when the whole window has been gone round. */
  async tabTo(locator, most = 80) {
    for (let presses = 0; presses < most; presses++) {
      if (await locator.evaluate((node) => node === document.activeElement).catch(() => false)) return;
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`${locator} cannot be reached by Tab`);
  }

  /** Drops files on the window, as a browser tells of it. */
  drop(...files) {
    return this.#hand('drop', files);
  }

  /** Drops files on the first element of that kind. */
  dropOn(selector, ...files) {
    return this.#hand('drop', files, selector);
  }

  /** Pastes files. */
  paste(...files) {
    return this.#hand('paste', files);
  }

  #hand(how, files, where = 'body') {
    const plain = files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') }));
    return this.page.evaluate(
      async ([how, files, where]) => {
        const transfer = new DataTransfer();
        for (const { name, type, base64 } of files) {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          transfer.items.add(new File([bytes], name, { type }));
        }
        const common = { bubbles: true, cancelable: true };
        if (how === 'paste') {
          document.body.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: transfer }));
          return;
        }
        for (const type of ['dragenter', 'dragover', 'drop']) {
          const drag = new DragEvent(type, { ...common, dataTransfer: transfer });
          document.querySelector(where).dispatchEvent(drag);
        }
      },
      [how, plain, where],
    );
  }

  /** The middle of an element on the screen. */
  async middle(locator) {
    const box = await locator.boundingBox();
    assert.ok(box, `${locator} is on the screen`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Drags with the mouse from one point to another, in steps as a hand makes them; lets go unless told. */
  async drag(from, to, { letGo = true, steps = 12 } = {}) {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x, to.y, { steps });
    if (letGo) await this.page.mouse.up();
  }
}

/** Tries until it works; answers what it answered, and says what was awaited when it never does. */
export async function until(attempt, what, patience = PATIENCE_MS) {
  const end = performance.now() + patience;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw new Error(`waited in vain for: ${what}`, { cause: error });
      await sleep(50);
    }
  }
}

/** Waits until that is true. */
export function holds(condition, what) {
  return until(async () => assert.ok(await condition(), what), what);
}

function hostOf(url) {
  return new URL(url).host;
}
