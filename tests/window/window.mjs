// The real window, driven by WebKitWebDriver: a WebDriver client as small as the journeys need it.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const appBinary = join(root, 'target/debug/dangle-app');
export const pictures = join(root, 'tests/out/window');
const python = join(root, 'target/readers/bin/python');

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
// A machine with two busy cores renders a first picture slowly; a good one never waits.
const PATIENCE_MS = 60_000;

/**
 * Opens the app's window. `home` holds its data and its exports: open it again on the same folder to see
 * what it remembers.
 */
export async function openWindow(home, args = []) {
  const port = await freePort();
  const env = {
    ...process.env,
    DANGLE_DATA_DIR: join(home, 'data'),
    DANGLE_EXPORT_DIR: join(home, 'exports'),
    TAURI_WEBVIEW_AUTOMATION: 'true',
    // English, whatever the machine speaks.
    LANGUAGE: 'en',
    LC_ALL: 'C.UTF-8',
  };
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const wire = new Wire(`http://127.0.0.1:${port}`);
  try {
    await until(() => wire.send('GET', '/status'), 'the driver answers');
    const options = { 'webkitgtk:browserOptions': { binary: appBinary, args } };
    const { sessionId } = await wire.send('POST', '/session', { capabilities: { alwaysMatch: options } });
    await wire.send('POST', `/session/${sessionId}/timeouts`, { script: PATIENCE_MS });
    return new Window(wire, sessionId, driver);
  } catch (error) {
    driver.kill();
    throw error;
  }
}

class Wire {
  constructor(base) {
    this.base = base;
  }

  async send(method, path, body) {
    const signal = AbortSignal.timeout(2 * PATIENCE_MS);
    const response = await fetch(this.base + path, { method, body: body && JSON.stringify(body), signal });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error} ${value.message}`);
    return value;
  }
}

class Window {
  constructor(wire, session, driver) {
    this.wire = wire;
    this.path = `/session/${session}`;
    this.driver = driver;
  }

  /** Runs the body of an async function in the page and answers what it returns. */
  async run(body, ...args) {
    const script = `const [done, ...args] = [arguments[arguments.length - 1], ...[...arguments].slice(0, -1)];
      (async (...args) => { ${body} })(...args).then(
        (value) => done({ value: value ?? null }),
        (error) => done({ error: typeof error === 'string' ? error : (error?.message ?? JSON.stringify(error)) }));`;
    const answer = await this.wire.send('POST', `${this.path}/execute/async`, { script, args });
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  }

  /** Calls a command of the app as the page would. */
  invoke(command, args = {}) {
    return this.run('return await window.__TAURI_INTERNALS__.invoke(args[0], args[1])', command, args);
  }

  /** Makes the window's content that large, in pixels. */
  async resize(width, height) {
    await this.wire.send('POST', `${this.path}/window/rect`, { x: 0, y: 0, width, height });
  }

  url() {
    return this.wire.send('GET', `${this.path}/url`);
  }

  /** The first element of that XPath that is shown, once there is one. */
  async find(xpath) {
    // The driver's own notion of "displayed" loses text that is cut short by an ellipsis.
    const script = `const found = document.evaluate(arguments[0], document, null, 7, null);
      for (let i = 0; i < found.snapshotLength; i += 1) {
        const one = found.snapshotItem(i);
        if (one.checkVisibility() && one.getClientRects().length > 0) return one;
      }
      return null;`;
    return until(async () => {
      const found = await this.wire.send('POST', `${this.path}/execute/sync`, { script, args: [xpath] });
      if (found === null) throw new Error('there is none, or it is hidden');
      return found[ELEMENT];
    }, xpath);
  }

  async click(xpath) {
    await until(async () => {
      const id = await this.find(xpath);
      await this.wire.send('POST', `${this.path}/element/${id}/click`, {});
    }, `a click on ${xpath}`);
  }

  /** Writes into a field, as keys would, and leaves it. */
  async write(xpath, text) {
    const args = [{ [ELEMENT]: await this.find(xpath) }];
    await this.wire.send('POST', `${this.path}/execute/sync`, { script: 'arguments[0].focus(); arguments[0].select()', args });
    await this.wire.send('POST', `${this.path}/element/${args[0][ELEMENT]}/value`, { text });
    await this.wire.send('POST', `${this.path}/execute/sync`, { script: 'arguments[0].blur()', args });
  }

  /** Drops a file on the middle of an element, as the system's own file manager does. */
  async drop(xpath, file) {
    const args = [{ [ELEMENT]: await this.find(xpath) }];
    const script = `const box = arguments[0].getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2].map(Math.round);`;
    const [x, y] = await this.wire.send('POST', `${this.path}/execute/sync`, { script, args });
    execFileSync(python, [join(root, 'tests/window/drag.py'), String(x), String(y), file], { timeout: PATIENCE_MS });
  }

  async text(xpath) {
    const args = [{ [ELEMENT]: await this.find(xpath) }];
    return this.wire.send('POST', `${this.path}/execute/sync`, { script: 'return arguments[0].textContent', args });
  }

  /** Waits until a condition, written as the body of an async function, holds in the page. */
  holds(what, body, ...args) {
    return until(async () => {
      if (!(await this.run(body, ...args))) throw new Error('not yet');
    }, what);
  }

  /** Takes a picture of the whole screen: WebDriver's own hangs where nothing is composited. */
  async picture(name) {
    await sleep(400);
    mkdirSync(pictures, { recursive: true });
    execFileSync('import', ['-window', 'root', join(pictures, `${name}.png`)]);
  }

  /** Ends the app at once, in the middle of whatever it does, and waits until it is gone. */
  async close() {
    const apps = await childrenOf(this.driver.pid);
    for (const app of apps) process.kill(app, 'SIGKILL');
    const ended = new Promise((resolve) => this.driver.once('exit', resolve));
    this.driver.kill('SIGKILL');
    await ended;
    await until(() => apps.forEach(mustBeGone), 'the app has ended');
  }
}

/** The driver starts the app as its child, and leaves it running when the session ends. */
async function childrenOf(pid) {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}

function mustBeGone(pid) {
  const state = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ') Z';
  // A dead process whose parent has not asked for it yet is a zombie.
  if (state.slice(state.lastIndexOf(')') + 2)[0] !== 'Z') throw new Error(`${pid} still runs`);
}

/** A button by what it says or is called. */
export const button = (name) =>
  `//button[normalize-space(.)=${quoted(name)} or @aria-label=${quoted(name)}][not(@disabled)]`;

/** One of a few to choose from, by what it says or is called. */
export const radio = (name) =>
  `//button[@role='radio'][normalize-space(.)=${quoted(name)} or @aria-label=${quoted(name)}]`;

/** Anything that says this and is one of those that open or choose. */
export const item = (name) => `//*[@role='menuitem'][contains(normalize-space(.),${quoted(name)})]`;

/** One of a menu's choices. */
export const choice = (name) => `//*[@role='menuitemradio'][contains(normalize-space(.),${quoted(name)})]`;

/** A field by the label that belongs to it, or by its name. */
export const field = (name) =>
  `//*[self::input or self::textarea][@aria-label=${quoted(name)} or @id=//label[normalize-space(.)=${quoted(name)}]/@for]`;

const quoted = (text) => (text.includes("'") ? `"${text}"` : `'${text}'`);

/** Tries until it works; answers what it answered, and says what was awaited when it never does. */
export async function until(attempt, what, patience = PATIENCE_MS) {
  const end = performance.now() + patience;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw new Error(`waited in vain for: ${what}`, { cause: error });
      await sleep(100);
    }
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
