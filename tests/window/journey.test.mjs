// The whole way in the real window: open art, see the outline, hang it, export, quit, come back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { button, item, openWindow, radio, until } from './window.mjs';

const samples = new URL('../../assets/samples/', import.meta.url);
const outline = `
  const path = document.querySelector('svg.sheet path.cut');
  return path?.getAttribute('d')?.length > 100 ? path.getAttribute('d') : null;`;
const look = `
  const picture = document.querySelector('main.canvas img.look');
  return picture?.complete === true && picture.naturalWidth > 200;`;
const trueScene = `
  const picture = document.querySelector('main.canvas img.true');
  return picture?.complete === true && picture.naturalWidth >= 1000;`;

describe('the first journey in the real window', { timeout: 600_000 }, () => {
  let home, art, window;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'dangle-window-'));
    // As a person names files: with a space, and in another script than ours.
    art = join(home, 'frog 蛙.svg');
    await copyFile(new URL('frog.svg', samples), art);
  });
  after(async () => {
    await window?.close();
    await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  const exported = async (ending) =>
    until(async () => {
      const files = (await readdir(join(home, 'exports'))).filter((name) => name.endsWith(ending));
      assert.equal(files.length, 1, `one ${ending} among ${files}`);
      return join(home, 'exports', files[0]);
    }, `an exported ${ending}`);

  test('a first start is an empty project that says what to do', async () => {
    window = await openWindow(home);
    await window.find("//main//*[text()='Drop a picture, get a charm']");
    await window.holds('six samples are shown', `
      const pictures = [...document.querySelectorAll('.samples img')];
      return pictures.length === 6 && pictures.every((one) => one.complete && one.naturalWidth > 100);`);
    await window.picture('1-empty');
    await window.close();
  });

  test('a picture opened with the app becomes a charm by itself', async () => {
    window = await openWindow(home, [art]);
    await window.holds('the cut line is drawn', outline);
    await window.holds('the charm is shaded', look);
    await window.find("//*[contains(text(),'Frog 蛙')]");
    assert.match(await window.text("//*[contains(@class,'kept')]"), /kept/);
    await window.picture('2-design');
  });

  test('a picture dropped on the page becomes another, past the real channel for raw bytes', async () => {
    const svg = await readFile(new URL('moon.svg', samples), 'utf8');
    await window.run(
      `const files = new DataTransfer();
       files.items.add(new File([args[0]], 'moon.svg', { type: 'image/svg+xml' }));
       document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));`,
      svg,
    );
    await window.find("//aside[contains(@class,'tray')]//*[normalize-space(text())='Moon']");
    await window.holds('the cut line is drawn', outline);
    assert.equal((await window.invoke('project')).project.charms.length, 2);
  });

  test('the line is made a heart, its strength is shown, and undo brings the line back', async () => {
    const line = "return document.querySelector('svg.sheet path.cut').getAttribute('d')";
    const first = await window.run(line);
    await window.click(radio('Heart'));
    await window.holds('the line is another', `return (() => { ${line} })() !== args[0]`, first);
    await window.click(radio('Strength'));
    await window.holds(
      'the thickness is drawn on the charm',
      `const picture = document.querySelector('main.canvas img[alt="Thickness"]');
       return picture?.complete === true && picture.naturalWidth > 100;`,
    );
    await window.picture('2-strength');
    await window.click(radio('Charm'));
    await window.click(button('Undo'));
    await window.holds('the line is as it was', `return (() => { ${line} })() === args[0]`, first);
    await window.holds('the charm is shaded', look);
  });

  test('it hangs on the backpack where the person clicks', async () => {
    await window.click(button('Mock-up'));
    await window.click("//button[contains(@aria-label,'Hang Moon')]");
    await window.find("//button[starts-with(@aria-label,'Moon, hanging from')]");
    await window.holds('the true picture is shown', trueScene);
    await window.picture('3-mockup');
  });

  test('it walks, and hangs still again', async () => {
    const stance = `const part = document.querySelector('main.canvas img.part');
      return part === null ? null : part.style.transform`;
    await window.click(button('Walk'));
    const seen = new Set();
    await until(async () => {
      seen.add(await window.run(stance));
      assert.ok(seen.size > 5, `seen ${[...seen].join(', ')}`);
    }, 'the charm moves');
    await window.picture('3-walk');
    await window.click(button('Walk'));
    await window.holds('it hangs still', `return document.querySelector('main.canvas img.true.resting') !== null`);
  });

  test('the print file is written, and proven by reading it back', async () => {
    await window.click(button('Print'));
    await window.holds('the plates are shown', `
      const pictures = [...document.querySelectorAll('main.canvas img')];
      return pictures.length > 0 && pictures.every((one) => one.complete && one.naturalWidth > 200);`);
    await window.picture('4-print');
    await window.click(button('Export and read back'));
    const pdf = await exported('.pdf');
    assert.match(await window.text("//section[contains(@class,'toasts')]"), /Read back: (\d+) of \1 as meant/);
    execFileSync('qpdf', ['--check', pdf], { stdio: 'pipe' });
    const separated = execFileSync(
      'gs',
      ['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=tiffsep', '-r72', `-sOutputFile=${join(home, 'plate.tif')}`, pdf],
      { encoding: 'utf8' },
    );
    const plates = (await readdir(home)).filter((name) => name.startsWith('plate')).join(' ');
    for (const plate of ['Cyan', 'Magenta', 'Yellow', 'Black', 'White', 'CutContour']) {
      assert.ok(plates.includes(`(${plate})`), `${plate} among ${plates} ${separated}`);
    }
  });

  test('the picture of the scene is written, at its physical size', async () => {
    await window.click(button('Export'));
    await window.click(item('Mock-up picture'));
    const png = await readFile(await exported('.png'));
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    assert.ok(png.includes('pHYs'), 'a PNG without a physical size is true to no scale');
  });

  test('after a hard end everything is where it was, and undo still goes back', async () => {
    const before = await window.invoke('project');
    await window.close();
    window = await openWindow(home);
    const again = await window.invoke('project');
    assert.deepEqual(again.project, before.project);
    assert.equal(again.can_undo, true);
    await window.click(button('Mock-up'));
    await window.find("//button[starts-with(@aria-label,'Moon, hanging from')]");
    await window.click(button('Undo'));
    await window.holds('the charm is off the bag', `
      return document.querySelector('button[aria-label^="Moon, hanging from"]') === null;`);
    await window.click(button('Redo'));
    await window.find("//button[starts-with(@aria-label,'Moon, hanging from')]");
  });
});
