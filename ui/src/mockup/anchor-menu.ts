/** What hangs on an anchor, and what could. */
import Plus from '@lucide/svelte/icons/plus';
import type { MenuItems } from '../shared/menu.svelte';
import { session } from '../shared/session.svelte';
import { words } from '../shared/words.svelte';
import type { Placement, Scene } from '../types/Project';
import { hang } from './deeds';
import { selection } from './selection.svelte';

/** All that hang on the same anchor, where they are several: picks one. */
export function onThisAnchor(scene: Scene, placement: Placement): MenuItems {
  const all = scene.placements.filter((one) => one.anchor === placement.anchor);
  if (all.length < 2) return [];
  const items = all.map((one) => ({
    label: session.charms.find((charm) => charm.id === one.charm)?.name ?? '',
    checked: selection.has(one.id),
    run: () => selection.only(one.id),
  }));
  return [...items, null];
}

/** Hangs the charm of the tray there as well. */
export function hangHere(scene: Scene, anchor: string): MenuItems {
  const { charm } = session;
  if (!charm) return [];
  const label = words.m.mockup.hangHereToo(charm.name);
  return [{ label, icon: Plus, run: () => void hang(scene, charm, anchor) }];
}

export function anchorMenu(scene: Scene, anchor: string): MenuItems {
  return session.charms.map((charm) => ({
    label: words.m.mockup.hangHereToo(charm.name),
    icon: Plus,
    run: () => void hang(scene, charm, anchor),
  }));
}
