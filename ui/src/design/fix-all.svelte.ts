/** Every fix there is, one after another: each is a step of its own that undo takes back. */
import * as backend from '../backend';
import type { CharmId } from '../types/CharmId';
import { session } from '../shared/session.svelte';
import { attempt } from '../shared/toasts.svelte';

class Fixing {
  /** Fixes are being made. */
  now = $state(false);
}
export const fixing = new Fixing();

/** Fixes until nothing is left that can be fixed, or a fix does not help. */
export async function fixAll(charm: CharmId) {
  if (fixing.now) return;
  fixing.now = true;
  const tried: string[] = [];
  for (;;) {
    const view = await attempt(backend.charmView(charm));
    const open = view?.checks.find(
      (check) => check.severity !== 'passed' && check.fix && !tried.includes(check.code),
    );
    if (!open?.fix) break;
    tried.push(open.code);
    if (!(await session.edit(open.fix))) break;
  }
  fixing.now = false;
}
