/** Everything that can be mended, in one step that one undo takes back. */
import * as backend from '../backend';
import type { CharmId } from '../types/CharmId';
import { session } from '../shared/session.svelte';
import { attempt } from '../shared/toasts.svelte';

class Fixing {
  /** Fixes are being tried. */
  now = $state(false);
}
export const fixing = new Fixing();

/** Makes every fix that holds. */
export async function fixAll(charm: CharmId) {
  if (fixing.now) return;
  fixing.now = true;
  const fixes = await attempt(backend.fixAll(charm));
  if (fixes?.edit) await session.edit(fixes.edit);
  fixing.now = false;
}
