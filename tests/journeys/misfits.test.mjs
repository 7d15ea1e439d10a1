// Hardware that does not fit its charm is told where it is chosen and where it hangs, and mended at a click.
import assert from 'node:assert/strict';
import { disc } from './artwork.mjs';
import { holds, journey } from './browser.mjs';

const charmOf = async (dangle) => (await dangle.project()).charms[0];

journey(
  'balls that do not go through the hole are told in both rooms, and a click mends it',
  async (dangle) => {
    const { page } = dangle;
    await dangle.drop(disc('comet.png', 600));
    await dangle.charmDrawn();
    const diameter = page.getByRole('region', { name: 'Holes' }).getByRole('textbox', { name: 'Diameter' });
    await diameter.fill('2.5');
    await diameter.press('Enter');
    await holds(async () => (await charmOf(dangle)).outline.holes[0].shape.diameter === 2.5, 'a narrow hole');
    const notice = page.getByText('Hole too small for the balls');
    assert.equal(await notice.count(), 0, 'a clasp and its ring fit');
    await page.getByRole('region', { name: 'Hardware' }).getByRole('radio', { name: 'Ball chain' }).click();
    await notice.waitFor();

    await dangle.go('Mock-up');
    await dangle.sceneDrawn();
    await page.getByRole('button', { name: /free/ }).first().click();
    await page.getByRole('button', { name: /^Comet, hanging from/ }).waitFor();
    const row = page.getByRole('complementary').getByRole('listitem').filter({ has: notice });
    await row.getByText('2.5 mm').waitFor();
    await row.getByText('at least 2.6 mm').waitFor();
    await row.getByRole('button').click();
    await holds(
      async () => (await charmOf(dangle)).outline.holes[0].shape.diameter === 2.6,
      'the hole is wider',
    );
    await notice.waitFor({ state: 'detached' });
    assert.equal((await charmOf(dangle)).hardware.kit, 'ball-chain', 'the chain stays');
    await page.keyboard.press('Control+z');
    await notice.waitFor();
  },
);
