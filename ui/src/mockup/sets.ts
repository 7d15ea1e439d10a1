/** Named sets: each is a scene of the project. */
import Copy from '@lucide/svelte/icons/copy';
import Pencil from '@lucide/svelte/icons/pencil';
import Plus from '@lucide/svelte/icons/plus';
import Trash from '@lucide/svelte/icons/trash-2';
import { ask } from '../shared/ask.svelte';
import { desk } from '../shared/desk.svelte';
import { freshId } from '../shared/ids';
import type { MenuItems } from '../shared/menu.svelte';
import { session } from '../shared/session.svelte';
import { toasts } from '../shared/toasts.svelte';
import { carrierTitle } from './places';
import { titleOf } from './set-name';
import { words } from '../shared/words.svelte';
import type { Scene } from '../types/Project';

export function chooseSet(scene: Scene) {
  desk.scene = scene.id;
}

/** A set on the same carrier with nothing on it. */
export async function addSet(like: Scene) {
  const scene = { ...like, id: freshId(), name: freeName(words.m.mockup.setNamed), placements: [] };
  if (await session.edit({ kind: 'add_scene', scene })) chooseSet(scene);
}

export async function duplicateSet(scene: Scene) {
  const copy = freshId();
  const name = freeName(() => words.m.mockup.copyOf(titleOf(scene)), scene.name);
  const done = await session.edit({ kind: 'duplicate_scene', scene: scene.id, copy, name });
  if (done) desk.scene = copy;
}

export function renameSet(scene: Scene) {
  const { mockup: m } = words.m;
  ask.name(m.setName, titleOf(scene), words.m.tray.rename, (name) => {
    void session.edit({ kind: 'rename_scene', scene: scene.id, name });
  });
}

/** Undo brings it back, so nothing is asked. */
export async function removeSet(scene: Scene) {
  const scenes = session.project?.scenes ?? [];
  const at = scenes.findIndex((one) => one.id === scene.id);
  const next = scenes[at + 1] ?? scenes[at - 1];
  if (!(await session.edit({ kind: 'remove_scene', scene: scene.id }))) return;
  if (next && desk.scene === scene.id) chooseSet(next);
  toasts.undoable(words.m.mockup.setRemoved(titleOf(scene)), session.revision);
}

export function setsMenu(scene: Scene): MenuItems {
  const { mockup: m } = words.m;
  const scenes = session.project?.scenes ?? [];
  return [
    ...scenes.map((one) => ({
      label: titleOf(one),
      hint: m.charmsOn(one.placements.length, carrierTitle(one.carrier)),
      checked: one.id === scene.id,
      run: () => chooseSet(one),
    })),
    null,
    { label: m.addSet, icon: Plus, run: () => void addSet(scene) },
    { label: m.duplicateSet, icon: Copy, run: () => void duplicateSet(scene) },
    { label: m.renameSet, icon: Pencil, run: () => renameSet(scene) },
    null,
    {
      label: m.removeSet,
      icon: Trash,
      bad: true,
      disabled: scenes.length < 2,
      run: () => void removeSet(scene),
    },
  ];
}

/** The first name of that kind that no set has. */
function freeName(named: (n: number) => string, besides = ''): string {
  const taken = new Set([...(session.project?.scenes ?? []).map(({ name }) => name), besides]);
  const first = named(taken.size + 1);
  if (!taken.has(first)) return first;
  for (let n = 2; ; n++) if (!taken.has(`${first} ${n}`)) return `${first} ${n}`;
}
