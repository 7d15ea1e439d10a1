// The Print room in the real window: another vendor, proven files, a vendor's proof, a sheet, a card and an order.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { button, choice, field, openWindow, radio, until } from './window.mjs';

const samples = new URL('../../assets/samples/', import.meta.url);
const canvas = "//main[contains(@class,'canvas')]";
const plates = `return [...document.querySelectorAll('aside.tray li b')].map((plate) => plate.textContent)`;

describe('the Print room in the real window', { timeout: 300_000 }, () => {
  let home, window;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'dangle-print-'));
    const art = join(home, 'Moon.svg');
    await copyFile(new URL('moon.svg', samples), art);
    window = await openWindow(home, [art]);
  });
  after(async () => {
    await window?.close();
    await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  /** The only file of that name among the exports, once it is written. */
  const written = (name) =>
    until(async () => {
      const files = (await readdir(join(home, 'exports'))).filter((one) => name.test(one));
      assert.equal(files.length, 1, `one ${name} among ${files}`);
      return join(home, 'exports', files[0]);
    }, `an exported ${name}`);
  /** The charm as it is and the recipe that is chosen first, to ask the core about. */
  const about = async () => ({
    charm: (await window.invoke('project')).project.charms[0].id,
    recipe: (await window.invoke('start')).recipes[0].id,
  });

  test('every plate is shown as soon as the room is', async () => {
    await window.holds('the cut line is drawn', `
      return document.querySelector('svg.sheet path.cut')?.getAttribute('d')?.length > 100`);
    await window.click(button('Print'));
    await window.holds('the plates are drawn', `
      const pictures = [...document.querySelectorAll('main.canvas img')];
      return pictures.length > 0 && pictures.every((one) => one.complete && one.naturalWidth > 200)`);
    assert.ok((await window.run(plates)).includes('White'));
    await window.picture('print-1-plates');
  });

  test('a proof dropped from the file manager is held against the charm, and is no artwork', async () => {
    const drift = await window.invoke('drift_view', { ...(await about()), moves: 'white', by: [0, 0] });
    const proof = join(home, 'proof 打样.png');
    await writeFile(proof, Buffer.from(drift.picture.split(',')[1], 'base64'));
    await window.drop(canvas, proof);
    await window.find("//aside[contains(@class,'inspector')]//*[text()='proof 打样.png']");
    await window.find("//*[text()='The proof shows what was meant']");
    assert.equal((await window.invoke('project')).project.charms.length, 1, 'no charm was made of it');
    await window.picture('print-2-proof');
    await window.click(button('Show the plates again'));
  });

  test('another vendor wants other plates and other files', async () => {
    await window.click("//button[contains(@class,'recipe')]");
    await window.click(choice('RDG_WHITE'));
    await window.holds('the white has its other name', `return (() => { ${plates} })().includes('RDG_WHITE')`);
    await window.picture('print-3-vendor');
  });

  test('its files are written, read back, and lie in the folder', async () => {
    await window.click(button('Export and read back'));
    const pdf = await written(/^moon-print.*[.]pdf$/);
    assert.match(await window.text("//section[contains(@class,'toasts')]"), /Read back: (\d+) of \1 as meant/);
    execFileSync('qpdf', ['--check', pdf], { stdio: 'pipe' });
    assert.ok((await readFile(pdf, 'latin1')).includes('RDG_WHITE'), 'its white has the name this vendor reads');
    await window.picture('print-4-export');
  });

  test('a sheet is laid out and saved as one PDF', async () => {
    await window.click(radio('Sheet'));
    await window.click("//aside//button[contains(.,'300×200')]");
    await window.write(field('How many of Moon'), '9');
    await window.write(field('Search for'), '2');
    await window.click(button('Lay out'));
    await window.find(button('Lay out anew'));
    const { sheets } = (await window.invoke('project')).project;
    assert.equal(sheets[0].layout.length, 9);
    await window.holds('nine are drawn', `return document.querySelectorAll('[id^="laid-"]').length === 9`);
    await window.picture('print-5-sheet');
    await window.click(button('Save sheet as PDF'));
    execFileSync('qpdf', ['--check', await written(/^sheet-1.*[.]pdf$/)], { stdio: 'pipe' });
  });

  test('a card is worded, laid out and saved', async () => {
    await window.click(radio('Card'));
    await window.find("//img[@alt='Front']");
    await window.click(button('Niche'));
    await window.write(field('Title'), 'Good company');
    await window.holds('the title is kept', `
      const { project } = await window.__TAURI_INTERNALS__.invoke('project');
      return project.cards[0]?.texts.en?.title === 'Good company' && project.cards[0].layout === 'niche'`);
    await window.picture('print-6-card');
    await window.click(button('Export card'));
    const pdf = await written(/card.*[.]pdf$/i);
    execFileSync('qpdf', ['--check', pdf], { stdio: 'pipe' });
    assert.ok((await readFile(pdf, 'latin1')).includes('DieLine'), 'what is cut is a spot');
  });

  test('an order is priced and leaves as one zip', async () => {
    await window.click(radio('Order'));
    await window.find("//table//*[text()='Cheapest']");
    await window.write(field('Quantities'), '20, 300');
    await window.find("//table//*[text()='300 pcs']");
    await window.picture('print-7-order');
    await window.click(button('Order bundle'));
    const zip = await readFile(await written(/[.]zip$/), 'latin1');
    for (const name of ['manifest.json', 'tech-pack.pdf', 'card.pdf', 'quote.csv', 'message-zh-CN.txt'])
      assert.ok(zip.includes(name), name);
    assert.deepEqual((await window.invoke('project')).project.orders[0].quantities, [20, 300]);
  });
});
