/** What can be done with one charm of the tray. */
import Camera from '@lucide/svelte/icons/camera';
import Copy from '@lucide/svelte/icons/copy';
import Heart from '@lucide/svelte/icons/heart';
import Pencil from '@lucide/svelte/icons/pencil';
import Printer from '@lucide/svelte/icons/printer';
import Scissors from '@lucide/svelte/icons/scissors';
import Trash from '@lucide/svelte/icons/trash-2';
import { deleteCharm, duplicateCharm, keepCharm, renameCharm } from '../shared/actions.svelte';
import { desk, type Room } from '../shared/desk.svelte';
import { exports } from '../shared/exports.svelte';
import type { MenuItems } from '../shared/menu.svelte';
import { session } from '../shared/session.svelte';
import { words } from '../shared/words.svelte';
import type { Charm } from '../types/Project';

export function charmMenu(charm: Charm): MenuItems {
  const { tray: m, exports: e } = words.m;
  const go = (room: Room) => {
    session.select(charm.id);
    desk.room = room;
  };
  const cut = () => {
    session.select(charm.id);
    void exports.cut();
  };
  return [
    { label: m.rename, icon: Pencil, keys: 'F2', run: () => renameCharm(charm) },
    { label: m.duplicate, icon: Copy, keys: 'Mod+D', run: () => void duplicateCharm(charm) },
    { label: m.keep, icon: Heart, run: () => void keepCharm(charm) },
    null,
    { label: m.hang, icon: Camera, run: () => go('mockup') },
    { label: m.print, icon: Printer, run: () => go('print') },
    { label: e.cut, icon: Scissors, run: cut },
    null,
    { label: m.delete, icon: Trash, keys: 'Delete', bad: true, run: () => void deleteCharm(charm) },
  ];
}
