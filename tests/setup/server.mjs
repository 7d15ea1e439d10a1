// The test server as a journey starts it: the app's real core behind HTTP, with an empty store of its own.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const serverBinary = join(root, 'target/debug/dangle-test-server');

/**
 * Starts a server on a free port. `folder` keeps its store and exports: pass it again to start on the same
 * data; without one, an empty folder is made and removed again. `args` are the server's own, such as
 * `--sample`.
 */
export async function startServer(binary = serverBinary, folder = undefined, args = []) {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'dangle-journey-')));
  const env = {
    DANGLE_DATA_DIR: join(home, 'data'),
    DANGLE_EXPORT_DIR: join(home, 'exports'),
    DANGLE_ADDRESS: '127.0.0.1:0',
  };
  const child = spawn(binary, [join(root, 'ui/dist'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await listening(child, ended);
  return {
    url,
    env,
    exports: env.DANGLE_EXPORT_DIR,
    async stop() {
      child.kill('SIGKILL');
      await ended;
      if (folder === undefined) await rm(home, { recursive: true, force: true });
    },
  };
}

async function listening(child, ended) {
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    new Promise((resolve) => lines.once('line', resolve)),
    ended.then((code) => Promise.reject(new Error(`the test server ended with ${code}`))),
  ]);
  const url = /^listening (http:\S+)$/.exec(line)?.[1];
  if (url === undefined) throw new Error(`the test server said: ${line}`);
  return url;
}
