// Accessibility rules in every room and over every sheet, in both themes: nothing serious, nothing critical.
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { text } from './artwork.mjs';
import { journey } from './browser.mjs';

/** Findings that keep somebody out, each with its elements. */
async function findings(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.target} ${node.any[0]?.message ?? ''}`).join(' | ')}`,
    );
}

for (const [theme, colorScheme] of [
  ['paper', 'light'],
  ['night', 'dark'],
]) {
  journey(`nothing keeps anybody out of the empty window in ${theme}`, { colorScheme }, async (dangle) => {
    const { page } = dangle;
    await page.locator('.samples').waitFor();
    assert.deepEqual(await findings(page), []);
    await dangle.drop(text('notes.png', 'image/png', 'milk, bread, two lemons'));
    await page.getByRole('alert').waitFor();
    assert.deepEqual(await findings(page), []);
    dangle.forgive(/Failed to load resource: .* 500/);
  });

  journey(
    `nothing keeps anybody out of any room in ${theme}`,
    { colorScheme, sample: true },
    async (dangle) => {
      const { page } = dangle;
      const faults = {};
      const look = async (where) => {
        const found = await findings(page);
        if (found.length > 0) faults[where] = found;
      };
      const button = (name) => page.getByRole('button', { name });
      const close = () => page.keyboard.press('Escape');

      await dangle.charmDrawn();
      for (const mode of ['Outline', 'White', 'Strength', 'Charm']) {
        await page.locator('main').getByRole('radio', { name: mode }).click();
        await look(`Design, ${mode}`);
      }
      const wall = page.getByRole('textbox', { name: 'Wall' });
      await wall.fill('1.2');
      await wall.press('Enter');
      await page
        .locator('aside')
        .locator(button(/^Fix: Wall/))
        .waitFor();
      await dangle.charmDrawn();
      await look('Design with an open check');
      await button('Own limit').first().click();
      await button(/^More of/).last().click();
      await look('Design with a limit of one’s own');
      for (const tool of ['p', 'b', 's', 'l', 'e', 't']) {
        await page.locator('main.canvas').focus();
        await page.keyboard.press(tool);
        await look(`Design with tool ${tool}`);
      }
      await page.keyboard.press('v');
      await page.locator('button.process').click();
      await page.getByRole('dialog').waitFor();
      await look('the sheet of processes');
      await close();
      await page.locator('main.canvas').focus();
      await page.keyboard.press('c');
      await page.locator('section.beside tbody').waitFor();
      await look('two charms side by side');
      await button('End the comparison').first().click();

      for (const [sheet, keys] of [
        ['the palette', 'Control+k'],
        ['preferences', 'Control+,'],
        ['the shortcuts', '?'],
      ]) {
        await page.locator('main.canvas').focus();
        await page.keyboard.press(keys);
        await page.getByRole('dialog').waitFor();
        await look(sheet);
        await close();
      }
      for (const [menu, opener] of [
        ['the project menu', /^Project/],
        ['the export menu', /^Export$/],
      ]) {
        await page.locator('header').locator(button(opener)).click();
        await page.getByRole('menu').waitFor();
        await look(menu);
        await close();
      }
      await page.locator('.tray .pick').first().click({ button: 'right' });
      await page.getByRole('menu').waitFor();
      await look('the menu of a charm');
      await close();
      await page.locator('main.canvas').focus();
      await page.keyboard.press('F2');
      await page.getByRole('dialog').waitFor();
      await look('a question');
      await close();

      await dangle.go('Mock-up');
      await dangle.sceneDrawn();
      await look('Mock-up');
      await button(/hanging from/)
        .first()
        .focus();
      await look('Mock-up with a charm picked');
      await page.getByRole('radio', { name: 'Whole bag' }).click();
      await dangle.sceneDrawn();
      await look('Mock-up, the whole bag');

      await dangle.go('Print');
      await dangle.drawn('main.canvas img.colour');
      await look('Print');
      await button('Export and read back').click();
      await page.locator('aside.inspector .score').waitFor();
      await look('Print with a proof');

      await dangle.go('Collection');
      await look('the empty collection');
      await button(/^Keep “/).click();
      await dangle.drawn('main.canvas .card img');
      await look('Collection');
      assert.deepEqual(faults, {});
    },
  );
}
