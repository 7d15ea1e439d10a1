// What the window refuses: other pages, other servers, code in the page, commands it was not given, and
// artwork that wants to do something.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { openWindow } from '../window/window.mjs';

const HOME = /^(tauri:\/\/localhost|http:\/\/tauri\.localhost)/;

describe('the real window', { timeout: 300_000 }, () => {
  let home, window, evil, server, visits;

  before(async () => {
    visits = [];
    server = createServer((request, response) => {
      visits.push(request.url);
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Content-Type', 'text/html');
      response.end('<title>elsewhere</title><script>document.title = "ran"</script>');
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    evil = `http://127.0.0.1:${server.address().port}`;
    home = await mkdtemp(join(tmpdir(), 'dangle-security-'));
    window = await openWindow(home);
    await window.find("//main//*[text()='Drop a picture, get a charm']");
  });
  after(async () => {
    await window?.close();
    server?.close();
    await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  const nobodyWasAsked = () => assert.deepEqual(visits, [], 'a request left the laptop');

  test('no request goes to another server', async () => {
    const attempts = {
      fetch: `return await fetch(args[0] + '/fetch').then(() => 'sent', () => 'refused')`,
      beacon: `return navigator.sendBeacon?.(args[0] + '/beacon') ? 'sent' : 'refused'`,
      picture: `return await new Promise((tell) => {
        const one = new Image();
        one.onload = () => tell('sent');
        one.onerror = () => tell('refused');
        one.src = args[0] + '/picture.png'; })`,
      socket: `return await new Promise((tell) => {
        try {
          const one = new WebSocket(args[0].replace('http', 'ws'));
          one.onopen = () => tell('sent');
          one.onerror = () => tell('refused');
        } catch { tell('refused'); } })`,
    };
    for (const [what, body] of Object.entries(attempts)) {
      const answer = await window.run(body, evil);
      // A beacon is queued first and refused after: the server's list tells.
      if (what !== 'beacon') assert.equal(answer, 'refused', what);
    }
    await sleep(300);
    nobodyWasAsked();
  });

  test('no frame shows another page', async () => {
    await window.run(`const frame = document.createElement('iframe');
      frame.src = args[0] + '/frame';
      document.body.append(frame);
      await new Promise((tell) => setTimeout(tell, 400));
      frame.remove();`, evil);
    nobodyWasAsked();
  });

  test('no file of the laptop can be read', async () => {
    for (const url of ['file:///etc/passwd', 'asset://localhost/etc/passwd', 'dangle://localhost/../../etc/passwd']) {
      assert.equal(await window.run(`return await fetch(args[0]).then((r) => r.status, () => 'refused')`, url), 'refused', url);
    }
  });

  test('a picture that was never handed out is not there', async () => {
    for (const key of ['0'.repeat(64), '../../etc/passwd', '']) {
      const answer = await window.run(`return await new Promise((tell) => {
        const one = new Image();
        one.onload = () => tell('shown');
        one.onerror = () => tell('refused');
        one.src = 'dangle://localhost/picture/' + args[0]; })`, key);
      assert.equal(answer, 'refused', key);
    }
  });

  test('a script in the page does not run', async () => {
    const ran = await window.run(`window.ran = [];
      const inline = document.createElement('script');
      inline.textContent = 'window.ran.push("inline")';
      document.head.append(inline);
      const remote = document.createElement('script');
      remote.src = args[0] + '/script.js';
      document.head.append(remote);
      const holder = document.createElement('div');
      holder.innerHTML = '<img src="data:," onerror="window.ran.push(\\'handler\\')"><a href="javascript:window.ran.push(1)">x</a>';
      document.body.append(holder);
      holder.querySelector('a').click();
      await new Promise((tell) => setTimeout(tell, 400));
      holder.remove();
      return window.ran;`, evil);
    assert.deepEqual(ran, []);
    nobodyWasAsked();
  });

  test('text does not become code', async () => {
    for (const body of [`return (0, eval)('1 + 1')`, `return new Function('return 1 + 1')()`]) {
      await assert.rejects(window.run(body));
    }
  });

  test('only the commands of the app can be called', async () => {
    const refused = [
      ['plugin:window|set_title', { label: 'main', value: 'mine' }],
      ['plugin:webview|create_webview_window', { options: { label: 'second', url: evil } }],
      ['plugin:dialog|open', { options: {} }],
      ['plugin:fs|read_file', { path: '/etc/passwd' }],
      ['plugin:shell|execute', { program: 'sh', args: [] }],
      ['plugin:event|emit', { event: 'project', payload: null }],
      ['plugin:path|resolve_directory', { directory: 1 }],
      ['plugin:app|version', {}],
      ['no_such_command', {}],
    ];
    for (const [command, args] of refused) {
      await assert.rejects(window.invoke(command, args), /not allowed|not found/i, command);
    }
    assert.ok(await window.invoke('project'), 'and those can');
  });

  test('arguments that make no sense are refused, and change nothing', async () => {
    const before = await window.invoke('project');
    const nonsense = [
      ['apply_edit', { edit: { kind: 'rename_project', name: '' } }],
      ['apply_edit', { edit: { kind: 'rename_project', name: 'x', more: 1 } }],
      ['apply_edit', { edit: { kind: 'format_disk' } }],
      ['open_project', { project: '../../etc/passwd' }],
      ['import_sample', { sample: '../Cargo' }],
      ['import_artwork', {}],
      ['reveal_export', { path: '/etc/passwd' }],
      ['save_settings', { settings: { theme: 'pink', language: 'en', unit: 'mm', screen_px_per_mm: null } }],
    ];
    for (const [command, args] of nonsense) await assert.rejects(window.invoke(command, args), undefined, command);
    assert.deepEqual(await window.invoke('project'), before);
  });

  test('the page has no door besides the one it is given, and nobody can move that one', async () => {
    assert.equal(await window.run('return typeof window.__TAURI__'), 'undefined');
    assert.equal(await window.run('return Object.isFrozen(Object.prototype)'), true);
  });

  test('artwork with scripts and links is drawn without them, or refused', async () => {
    const artwork = [
      `<script>fetch('${evil}/script')</script><image href="${evil}/image.png" width="90" height="90"/>`,
      `<image href="file:///etc/passwd" width="90" height="90"/>`,
      `<use href="${evil}/use.svg#a"/><style>@import url(${evil}/style.css); * { background: url(${evil}/css.png) }</style>`,
      `<foreignObject width="90" height="90"><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="${evil}/inner"/></body></foreignObject>`,
      `<a href="${evil}/link"><circle r="9" onload="fetch('${evil}/onload')"/></a>`,
    ];
    for (const inside of artwork) {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" onload="fetch('${evil}/root')">
        <circle cx="50" cy="50" r="40" fill="teal"/>${inside}</svg>`;
      const answer = await window.run(
        `const bytes = new TextEncoder().encode(args[0]);
         const invoke = window.__TAURI_INTERNALS__.invoke;
         try {
           const { project } = await invoke('import_artwork', bytes, { headers: { 'dangle-name': 'art.svg' } });
           const view = await invoke('charm_view', { charm: project.charms.at(-1).id });
           const one = new Image();
           one.src = 'dangle://localhost/picture/' + view.artwork_picture;
           await one.decode();
           document.body.append(one);
           await new Promise((tell) => setTimeout(tell, 200));
           one.remove();
           return 'drawn';
         } catch (error) { return error.hint ? 'refused' : String(error.message ?? error); }`,
        svg,
      );
      assert.ok(['drawn', 'refused'].includes(answer), `${answer}: ${inside}`);
    }
    await sleep(300);
    nobodyWasAsked();
  });

  test('an entity bomb is refused within limits', async () => {
    const levels = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    const bomb = `<!DOCTYPE svg [<!ENTITY l0 "boom">${levels}]><svg xmlns="http://www.w3.org/2000/svg"><text>&l9;</text></svg>`;
    const answer = await window.run(
      `return await window.__TAURI_INTERNALS__.invoke('import_artwork', new TextEncoder().encode(args[0]),
         { headers: { 'dangle-name': 'bomb.svg' } }).then(() => 'taken', (error) => error.hint ? 'refused' : String(error))`,
      bomb,
    );
    assert.equal(answer, 'refused');
  });

  test('no other window opens', async () => {
    const handles = () => window.wire.send('GET', `${window.path}/window/handles`);
    await window.run(`window.open(args[0] + '/window'); await new Promise((tell) => setTimeout(tell, 400));`, evil);
    assert.equal((await handles()).length, 1);
    nobodyWasAsked();
  });

  // Last: if it did leave, nothing after it would mean anything.
  test('the window goes nowhere else', async () => {
    for (const to of [`${evil}/away`, 'https://example.com/', 'file:///etc/passwd', 'data:text/html,away']) {
      await window.run(`setTimeout(() => { location.href = args[0]; }, 0);`, to);
      await sleep(500);
      assert.match(await window.url(), HOME, to);
    }
    await window.run(`const form = document.createElement('form');
      form.action = args[0] + '/form';
      document.body.append(form);
      setTimeout(() => form.submit(), 0);`, evil);
    await sleep(500);
    assert.match(await window.url(), HOME);
    nobodyWasAsked();
  });
});
