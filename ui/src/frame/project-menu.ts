/** The menu under the project's name. */
import Archive from '@lucide/svelte/icons/archive';
import FilePlus from '@lucide/svelte/icons/file-plus-2';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import History from '@lucide/svelte/icons/history';
import Pencil from '@lucide/svelte/icons/pencil';
import Trash from '@lucide/svelte/icons/trash-2';
import { newProject, renameProject } from '../shared/actions.svelte';
import { ask } from '../shared/ask.svelte';
import { exports } from '../shared/exports.svelte';
import { menu, type MenuItems } from '../shared/menu.svelte';
import { session } from '../shared/session.svelte';
import { words } from '../shared/words.svelte';
import type { RecentProject } from '../types/View';

/** A menu of more would not be read: the palette and the files find the rest. */
const MOST_RECENT = 8;

export async function projectMenu(anchor: HTMLElement) {
  const { frame, project: m } = words.m;
  await session.readRecent();
  const others = session.recent.filter((one) => one.id !== session.project?.id).slice(0, MOST_RECENT);
  const recent: MenuItems = others.map((one) => ({
    label: one.name,
    hint: `${m.charms(one.charms)} · ${words.date(one.changed_ms)}`,
    icon: History,
    run: () => void session.openProject(one.id),
  }));
  menu.under(anchor, frame.project, [
    { label: m.rename, icon: Pencil, run: renameProject },
    { label: m.new, icon: FilePlus, keys: 'Mod+Shift+N', run: newProject },
    { label: m.open, icon: FolderOpen, keys: 'Mod+O', run: () => void session.chooseProject() },
    { label: m.exportFile, icon: Archive, run: () => void exports.project() },
    null,
    ...(recent.length > 0
      ? recent
      : [{ label: m.noRecent, icon: History, disabled: true, run: () => undefined }]),
    ...(others.length > 0
      ? [null, { label: m.deleteOne, icon: Trash, run: () => deletionMenu(anchor, others) }]
      : []),
  ]);
}

function deletionMenu(anchor: HTMLElement, others: RecentProject[]) {
  const { project: m, tray } = words.m;
  const items = others.map((one) => ({
    label: m.delete(one.name),
    icon: Trash,
    bad: true,
    run: () => ask.confirm(m.deleteSure(one.name), tray.delete, () => void session.deleteProject(one.id)),
  }));
  menu.under(anchor, m.deleteOne, items);
}
