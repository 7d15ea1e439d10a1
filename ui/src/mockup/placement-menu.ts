/** What can be done with one placement. */
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Pencil from '@lucide/svelte/icons/pencil-ruler';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Trash from '@lucide/svelte/icons/trash-2';
import { desk } from '../shared/desk.svelte';
import type { MenuItems } from '../shared/menu.svelte';
import { session } from '../shared/session.svelte';
import { words } from '../shared/words.svelte';
import type { Placement, Scene } from '../types/Project';
import { reorder, takeOff, turn } from './deeds';

export function placementMenu(scene: Scene, placement: Placement): MenuItems {
  const { mockup: m, actions, rooms } = words.m;
  const depth = scene.placements.findIndex((one) => one.id === placement.id);
  const top = scene.placements.length - 1;
  const design = () => {
    session.select(placement.charm);
    desk.room = 'design';
  };
  return [
    {
      label: m.forward,
      icon: ArrowUp,
      disabled: depth === top,
      run: () => reorder(scene, placement, depth + 1),
    },
    {
      label: m.backward,
      icon: ArrowDown,
      disabled: depth === 0,
      run: () => reorder(scene, placement, depth - 1),
    },
    {
      label: m.turnBack,
      icon: RotateCcw,
      disabled: placement.turn === 0,
      run: () => void turn(scene, placement, 0),
    },
    null,
    { label: actions.goTo(rooms.design), icon: Pencil, run: design },
    null,
    { label: m.takeOff, icon: Trash, keys: 'Delete', bad: true, run: () => takeOff(scene, placement) },
  ];
}
