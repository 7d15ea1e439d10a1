// A charm that hangs in the Mock-up room, for journeys that begin there.
import { disc } from './artwork.mjs';

/** Drops a picture, hangs its charm on the first free anchor, and answers the charm's mark. */
export async function hangComet(dangle) {
  await dangle.drop(disc('comet.png', 600));
  await dangle.charmDrawn();
  await dangle.go('Mock-up');
  await dangle.sceneDrawn();
  await dangle.page.getByRole('button', { name: /free/ }).first().click();
  const hung = dangle.page.getByRole('button', { name: /^Comet, hanging from/ });
  await hung.waitFor();
  await dangle.sceneDrawn();
  return hung;
}
