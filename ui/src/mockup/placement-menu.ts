/** What can be done with the placements that are picked. */
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Copy from '@lucide/svelte/icons/copy';
import Equal from '@lucide/svelte/icons/equal';
import FlipHorizontal from '@lucide/svelte/icons/flip-horizontal-2';
import Pencil from '@lucide/svelte/icons/pencil-ruler';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Trash from '@lucide/svelte/icons/trash-2';
import { desk } from '../shared/desk.svelte';
import type { MenuItems } from '../shared/menu.svelte';
import { session } from '../shared/session.svelte';
import { words } from '../shared/words.svelte';
import type { Placement, Scene } from '../types/Project';
import { hangStraight, sameTurn } from './align';
import { hangHere, onThisAnchor } from './anchor-menu';
import { duplicate, reorder, takeOff, turnRound } from './deeds';
import { selection } from './selection.svelte';

export function placementMenu(scene: Scene, placement: Placement): MenuItems {
  const { mockup: m, actions, rooms } = words.m;
  const chosen = selection.of(scene);
  const turned = chosen.some((one) => one.turn !== 0);
  const design = () => {
    session.select(placement.charm);
    desk.room = 'design';
  };
  const front = () => void reorder(scene, chosen, 'forward');
  const back = () => void reorder(scene, chosen, 'backward');
  return [
    ...onThisAnchor(scene, placement),
    ...hangHere(scene, placement.anchor),
    { label: m.duplicate, icon: Copy, keys: 'Mod+D', run: () => void duplicate(scene, chosen) },
    null,
    { label: m.forward, icon: ArrowUp, keys: 'Mod+]', run: front },
    { label: m.backward, icon: ArrowDown, keys: 'Mod+[', run: back },
    null,
    { label: m.turnRound, icon: FlipHorizontal, keys: 'R', run: () => void turnRound(scene, chosen) },
    {
      label: m.turnBack,
      icon: RotateCcw,
      disabled: !turned,
      run: () => void hangStraight(scene, chosen),
    },
    ...(chosen.length > 1
      ? [{ label: m.sameTurn, icon: Equal, run: () => void sameTurn(scene, chosen, placement) }]
      : []),
    null,
    { label: actions.goTo(rooms.design), icon: Pencil, run: design },
    null,
    {
      label: m.takeOff,
      icon: Trash,
      keys: 'Delete',
      bad: true,
      run: () => void takeOff(scene, chosen),
    },
  ];
}
