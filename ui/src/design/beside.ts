/** Two charms side by side: which can stand there. */
import Copy from '@lucide/svelte/icons/copy-plus';
import { duplicateCharm } from '../shared/actions.svelte';
import type { MenuItems } from '../shared/menu.svelte';
import { session } from '../shared/session.svelte';
import { words } from '../shared/words.svelte';
import type { Charm } from '../types/Project';
import { tools } from './tools.svelte';

/** A copy is taken into the hand, and what it was copied from stands beside it. */
export async function compareVariant(charm: Charm) {
  await duplicateCharm(charm);
  tools.beside = charm.id;
}

/** What can stand beside that charm. */
export function besideMenu(charm: Charm): MenuItems {
  const others = session.charms.filter((one) => one.id !== charm.id);
  const variant = {
    label: words.m.room.variant,
    hint: words.m.room.variantHint,
    icon: Copy,
    run: () => void compareVariant(charm),
  };
  if (others.length === 0) return [variant];
  return [
    variant,
    null,
    ...others.map((one) => ({ label: one.name, run: () => void (tools.beside = one.id) })),
  ];
}
