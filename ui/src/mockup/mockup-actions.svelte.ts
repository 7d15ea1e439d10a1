/** What the Mock-up room can do by name, for the palette, the keys and the shortcut list. */
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Columns from '@lucide/svelte/icons/columns-2';
import Copy from '@lucide/svelte/icons/copy';
import Flip from '@lucide/svelte/icons/flip-horizontal-2';
import Hand from '@lucide/svelte/icons/hand';
import Pause from '@lucide/svelte/icons/pause';
import Plus from '@lucide/svelte/icons/plus';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import SquareDashed from '@lucide/svelte/icons/square-dashed-mouse-pointer';
import Trash from '@lucide/svelte/icons/trash-2';
import type { Action } from '../shared/actions.svelte';
import { desk } from '../shared/desk.svelte';
import { session } from '../shared/session.svelte';
import { words } from '../shared/words.svelte';
import { hangStraight } from './align';
import { compare } from './compare.svelte';
import { duplicate, reorder, takeOff, turnRound } from './deeds';
import { motions } from './motion/motions.svelte';
import { MOTION_ICONS, MOTION_KEYS, MOTION_NAMES } from './motion/names';
import { selection } from './selection.svelte';
import { addSet, duplicateSet, removeSet, renameSet } from './sets';

/** A nudge by the key, in mm/s: a charm swings out to some 25°. */
const NUDGE = { x: 350, y: 0 };

/** They answer in this room alone. */
export function mockupActions(): Action[] {
  const { mockup: m } = words.m;
  const { scene } = session;
  if (desk.room !== 'mockup' || !scene) return [];
  const chosen = selection.of(scene);
  const group = 'tools';
  const can = true;
  const some = chosen.length > 0;
  const lead = chosen.find((one) => one.id === selection.lead);
  const picked: Action[] = [
    {
      id: 'copy-placements',
      group,
      name: m.duplicate,
      icon: Copy,
      keys: ['Mod+D'],
      can,
      run: () => void duplicate(scene, chosen),
    },
    {
      id: 'forward',
      group,
      name: m.forward,
      icon: ArrowUp,
      keys: ['Mod+]'],
      can,
      run: () => void reorder(scene, chosen, 'forward'),
    },
    {
      id: 'backward',
      group,
      name: m.backward,
      icon: ArrowDown,
      keys: ['Mod+['],
      can,
      run: () => void reorder(scene, chosen, 'backward'),
    },
    {
      id: 'turn-round',
      group,
      name: m.turnRound,
      icon: Flip,
      keys: ['R'],
      can,
      run: () => void turnRound(scene, chosen),
    },
    {
      id: 'hang-straight',
      group,
      name: m.turnBack,
      icon: RotateCcw,
      can,
      run: () => void hangStraight(scene, chosen),
    },
    {
      id: 'push',
      group,
      name: m.push,
      icon: Hand,
      keys: ['N'],
      can,
      run: () => lead && motions.push(scene, lead, NUDGE),
    },
    { id: 'take-off', group, name: m.takeOff, icon: Trash, can, run: () => void takeOff(scene, chosen) },
  ];
  const moving = MOTION_NAMES.map((motion): Action => ({
    id: `motion-${motion}`,
    group,
    name: m.motionTips[motion],
    icon: MOTION_ICONS[motion],
    keys: [MOTION_KEYS[motion]],
    can: scene.placements.length > 0,
    run: () => motions.toggle(scene, motion),
  }));
  if (motions.now) {
    const run = () => motions.stop();
    moving.push({ id: 'motion-stop', group, name: m.still, icon: Pause, keys: ['Escape'], can, run });
  }
  return [
    ...moving,
    ...(some ? picked : []),
    {
      id: 'pick-all',
      group,
      name: m.pickAll,
      icon: SquareDashed,
      keys: ['Mod+A'],
      can: scene.placements.length > 0,
      run: () => selection.set(scene.placements.map((one) => one.id)),
    },
    {
      id: 'compare-sets',
      group,
      name: compare.scene ? m.compareEnd : m.compare,
      icon: Columns,
      keys: ['C'],
      can,
      run: () => void compare.toggle(scene),
    },
    { id: 'add-set', group, name: m.addSet, icon: Plus, can, run: () => void addSet(scene) },
    {
      id: 'copy-set',
      group,
      name: m.duplicateSet,
      icon: Copy,
      can,
      run: () => void duplicateSet(scene),
    },
    { id: 'rename-set', group, name: m.renameSet, icon: Copy, can, run: () => renameSet(scene) },
    {
      id: 'remove-set',
      group,
      name: m.removeSet,
      icon: Trash,
      can: (session.project?.scenes.length ?? 0) > 1,
      run: () => void removeSet(scene),
    },
  ];
}
