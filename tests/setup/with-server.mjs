// Runs a command beside a test server of its own: a free port, an empty store, a folder for exports.
// Usage: node tests/setup/with-server.mjs <server binary> <command> [arguments...]
// The command finds DANGLE_URL, DANGLE_DATA_DIR and DANGLE_EXPORT_DIR in its environment.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { startServer } from './server.mjs';

const [binary, command, ...args] = process.argv.slice(2);
const server = await startServer(binary);
const env = { ...process.env, ...server.env, DANGLE_URL: server.url, DANGLE_TEST_SERVER: server.url };
const child = spawn(command, args, { stdio: 'inherit', env });
const code = await new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
await server.stop();
process.exit(code);
