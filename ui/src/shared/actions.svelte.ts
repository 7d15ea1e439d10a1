/** Everything the window can do by name: the palette, the keys, the menus and the shortcut list read this. */
import * as backend from '../backend';
import type { Component } from 'svelte';
import Archive from '@lucide/svelte/icons/archive';
import BadgeCheck from '@lucide/svelte/icons/badge-check';
import Camera from '@lucide/svelte/icons/camera';
import Copy from '@lucide/svelte/icons/copy';
import FilePlus from '@lucide/svelte/icons/file-plus-2';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import Heart from '@lucide/svelte/icons/heart';
import ImagePlus from '@lucide/svelte/icons/image-plus';
import Keyboard from '@lucide/svelte/icons/keyboard';
import Layers from '@lucide/svelte/icons/layers';
import Maximize from '@lucide/svelte/icons/maximize';
import Moon from '@lucide/svelte/icons/moon';
import PanelLeft from '@lucide/svelte/icons/panel-left';
import PanelRight from '@lucide/svelte/icons/panel-right';
import Pencil from '@lucide/svelte/icons/pencil';
import PencilRuler from '@lucide/svelte/icons/pencil-ruler';
import Printer from '@lucide/svelte/icons/printer';
import Redo from '@lucide/svelte/icons/redo-2';
import Ruler from '@lucide/svelte/icons/ruler';
import Scissors from '@lucide/svelte/icons/scissors';
import Search from '@lucide/svelte/icons/search';
import Settings from '@lucide/svelte/icons/settings-2';
import Sun from '@lucide/svelte/icons/sun';
import SunMoon from '@lucide/svelte/icons/sun-moon';
import Trash from '@lucide/svelte/icons/trash-2';
import Undo from '@lucide/svelte/icons/undo-2';
import Wand from '@lucide/svelte/icons/wand-sparkles';
import ZoomIn from '@lucide/svelte/icons/zoom-in';
import ZoomOut from '@lucide/svelte/icons/zoom-out';
import type { Charm } from '../types/Project';
import type { CheckView } from '../types/View';
import { ask } from './ask.svelte';
import { desk, ROOMS, type Room } from './desk.svelte';
import { exports } from './exports.svelte';
import { freshId } from './ids';
import { CSS_PX_PER_MM } from './length';
import { papers, type Paper } from './paper.svelte';
import { toolActions } from '../design/tool-actions.svelte';
import { mockupActions } from '../mockup/mockup-actions.svelte';
import { trueSize } from '../mockup/true-size';
import { session } from './session.svelte';
import { shapes } from './shapes.svelte';
import type { Keys } from './shortcuts';
import { words } from './words.svelte';

export type ActionGroup = 'window' | 'edit' | 'view' | 'tools';
export type Action = {
  id: string;
  group: ActionGroup;
  name: string;
  icon: Component<{ size?: number }>;
  /** The first is shown; the others work too. */
  keys?: Keys[];
  /** Whether it can be done now. */
  can: boolean;
  run: () => void;
};

const ROOM_ICONS: Record<Room, Component<{ size?: number }>> = {
  design: PencilRuler,
  mockup: Camera,
  print: Printer,
  collection: Heart,
};

/** Pixels of the screen in a millimetre of its glass. */
export function glassScale(): number {
  return session.settings.screen_px_per_mm ?? CSS_PX_PER_MM;
}

/** The paper of the room, where it has one with something on it. */
export function roomPaper(): Paper | null {
  if (session.charms.length === 0 || desk.room === 'collection') return null;
  return papers[desk.room];
}

/** What of a charm's checks is open: errors and warnings. */
export function openChecks(charm: Charm): CheckView[] {
  return (shapes.of(charm).view?.checks ?? []).filter((check) => check.severity !== 'passed');
}

export function renameCharm(charm: Charm) {
  const { tray } = words.m;
  ask.name(tray.name, charm.name, tray.rename, (name) => {
    void session.edit({ kind: 'rename_charm', charm: charm.id, name });
  });
}

export async function duplicateCharm(charm: Charm) {
  const copy = freshId();
  if (await session.edit({ kind: 'duplicate_charm', charm: charm.id, copy })) session.select(copy);
}

/** Undo brings it back, so nothing is asked. */
export async function deleteCharm(charm: Charm) {
  const at = session.charms.findIndex((one) => one.id === charm.id);
  const next = session.charms[at + 1] ?? session.charms[at - 1];
  if (next && session.charm?.id === charm.id) session.select(next.id);
  await session.edit({ kind: 'remove_charm', charm: charm.id });
}

export async function keepCharm(charm: Charm) {
  if (await session.changeEntries(backend.keepCharm(charm.id))) desk.room = 'collection';
}

export function renameProject() {
  const { project } = words.m;
  ask.name(project.name, session.project?.name ?? '', project.rename.replace('…', ''), (name) => {
    void session.edit({ kind: 'rename_project', name });
  });
}

export function newProject() {
  void session.newProject(words.m.project.untitled);
}

/** All actions, as they are now. Reactive. */
export function actions(): Action[] {
  return [
    ...toolActions(),
    ...mockupActions(),
    ...windowActions(),
    ...editActions(),
    ...exportActions(),
    ...viewActions(),
  ];
}

function windowActions(): Action[] {
  const { m } = words;
  const rooms = ROOMS.map((room, index): Action => {
    const go = () => (desk.room = room);
    const name = m.actions.goTo(m.rooms[room]);
    return {
      id: room,
      group: 'window',
      name,
      icon: ROOM_ICONS[room],
      keys: [`Alt+${index + 1}`],
      can: true,
      run: go,
    };
  });
  const group = 'window';
  const can = true;
  const theme = (theme: 'system' | 'paper' | 'night', icon: Component): Action => ({
    id: `theme-${theme}`,
    group,
    name: m.actions.theme[theme],
    icon,
    can: session.settings.theme !== theme,
    run: () => void session.save({ theme }),
  });
  return [
    ...rooms,
    {
      id: 'find',
      group,
      name: m.frame.find,
      icon: Search,
      keys: ['Mod+K'],
      can,
      run: () => (desk.sheet = 'palette'),
    },
    {
      id: 'keys',
      group,
      name: m.frame.shortcuts,
      icon: Keyboard,
      keys: ['?'],
      can,
      run: () => (desk.sheet = 'shortcuts'),
    },
    {
      id: 'settings',
      group,
      name: m.frame.settings,
      icon: Settings,
      keys: ['Mod+,'],
      can,
      run: () => (desk.sheet = 'settings'),
    },
    {
      id: 'tray',
      group,
      name: desk.tray ? m.frame.collapseTray : m.frame.openTray,
      icon: PanelLeft,
      keys: ['['],
      can,
      run: () => (desk.tray = !desk.tray),
    },
    {
      id: 'inspector',
      group,
      name: desk.inspector ? m.frame.collapseInspector : m.frame.openInspector,
      icon: PanelRight,
      keys: [']'],
      can,
      run: () => (desk.inspector = !desk.inspector),
    },
    { id: 'new', group, name: m.project.new, icon: FilePlus, keys: ['Mod+Shift+N'], can, run: newProject },
    {
      id: 'open',
      group,
      name: m.project.open,
      icon: FolderOpen,
      keys: ['Mod+O'],
      can,
      run: () => void session.chooseProject(),
    },
    { id: 'rename', group, name: m.project.rename, icon: Pencil, can, run: renameProject },
    theme('system', SunMoon),
    theme('paper', Sun),
    theme('night', Moon),
    {
      id: 'unit',
      group,
      name: words.unit === 'mm' ? m.actions.unitIn : m.actions.unitMm,
      icon: Ruler,
      can,
      run: () => void session.save({ unit: words.unit === 'mm' ? 'in' : 'mm' }),
    },
  ];
}

function editActions(): Action[] {
  const { m } = words;
  const { charm } = session;
  const group = 'edit';
  const fix = charm && openChecks(charm).find((check) => check.fix)?.fix;
  return [
    {
      id: 'undo',
      group,
      name: m.frame.undo,
      icon: Undo,
      keys: ['Mod+Z'],
      can: session.canUndo,
      run: () => void session.undo(),
    },
    {
      id: 'redo',
      group,
      name: m.frame.redo,
      icon: Redo,
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      can: session.canRedo,
      run: () => void session.redo(),
    },
    {
      id: 'add',
      group,
      name: m.tray.add,
      icon: ImagePlus,
      keys: ['Mod+I'],
      can: true,
      run: () => void session.chooseArtwork(),
    },
    {
      id: 'duplicate',
      group,
      name: m.tray.duplicate,
      icon: Copy,
      keys: ['Mod+D'],
      can: charm !== null,
      run: () => charm && void duplicateCharm(charm),
    },
    {
      id: 'rename-charm',
      group,
      name: m.tray.rename,
      icon: Pencil,
      keys: ['F2'],
      can: charm !== null,
      run: () => charm && renameCharm(charm),
    },
    {
      id: 'delete',
      group,
      name: m.tray.delete,
      icon: Trash,
      can: charm !== null,
      run: () => charm && void deleteCharm(charm),
    },
    {
      id: 'fix',
      group,
      name: m.actions.fixAll,
      icon: Wand,
      can: Boolean(fix),
      run: () => fix && void session.edit(fix),
    },
    {
      id: 'keep',
      group,
      name: m.tray.keep,
      icon: Heart,
      can: charm !== null,
      run: () => charm && void keepCharm(charm),
    },
  ];
}

/** The exports, which the Export button lists too. */
export function exportActions(): Action[] {
  const { exports: m } = words.m;
  const group = 'edit';
  const charm = session.charm !== null;
  return [
    {
      id: 'export-print',
      group,
      name: m.print,
      icon: BadgeCheck,
      keys: ['Mod+E'],
      can: charm && session.recipe !== null,
      run: () => void exports.print(),
    },
    { id: 'export-cut', group, name: m.cut, icon: Scissors, can: charm, run: () => void exports.cut() },
    {
      id: 'export-picture',
      group,
      name: m.picture,
      icon: Camera,
      can: session.scene !== null && charm,
      run: () => void exports.picture(),
    },
    {
      id: 'export-project',
      group,
      name: m.project,
      icon: Archive,
      can: true,
      run: () => void exports.project(),
    },
  ];
}

function viewActions(): Action[] {
  const { m } = words;
  const group = 'view';
  const paper = roomPaper();
  const can = paper !== null;
  return [
    {
      id: 'fit',
      group,
      name: m.actions.fit,
      icon: Maximize,
      keys: ['Mod+0', 'Shift+1'],
      can,
      run: () => paper?.fit(),
    },
    {
      id: 'zoom-in',
      group,
      name: m.actions.zoomIn,
      icon: ZoomIn,
      keys: ['Mod++', 'Mod+='],
      can,
      run: () => paper?.zoomIn(),
    },
    {
      id: 'zoom-out',
      group,
      name: m.actions.zoomOut,
      icon: ZoomOut,
      keys: ['Mod+-'],
      can,
      run: () => paper?.zoomOut(),
    },
    {
      id: 'true-size',
      group,
      name: m.actions.trueSize,
      icon: Layers,
      can: (desk.room === 'design' || desk.room === 'mockup') && can,
      run: () => (desk.room === 'mockup' ? trueSize() : papers.design.showAt(glassScale())),
    },
  ];
}
