/** What the canvas of Design can do by name, for the palette, the keys and the shortcut list. */
import ChevronsLeftRight from '@lucide/svelte/icons/chevrons-left-right';
import ChevronsRightLeft from '@lucide/svelte/icons/chevrons-right-left';
import Columns from '@lucide/svelte/icons/columns-2';
import Flip from '@lucide/svelte/icons/flip-horizontal-2';
import type { Action } from '../shared/actions.svelte';
import { desk } from '../shared/desk.svelte';
import { session } from '../shared/session.svelte';
import { words } from '../shared/words.svelte';
import { compareVariant } from './beside';
import { TOOL_ICONS, TOOL_KEYS } from './tool-icons';
import { TOOLS, tools } from './tools.svelte';

/** Tools, flip and compare; they answer in Design alone. */
export function toolActions(): Action[] {
  const { room: m } = words.m;
  const { charm } = session;
  const group = 'tools';
  const can = desk.room === 'design' && charm !== null;
  if (!can) return [];
  const other = session.charms.find((one) => one.id !== charm.id);
  const resized = tools.stretches || tools.now === 'brush';
  const grow = () => (tools.now === 'brush' ? tools.brushBy(1.3) : tools.reachBy(1.25));
  const shrink = () => (tools.now === 'brush' ? tools.brushBy(1 / 1.3) : tools.reachBy(1 / 1.25));
  // While a tool with a size is in the hand, the brackets are its own.
  const sizes: Action[] = [
    { id: 'longer', group, name: m.longer, icon: ChevronsLeftRight, keys: [']'], can, run: grow },
    { id: 'shorter', group, name: m.shorter, icon: ChevronsRightLeft, keys: ['['], can, run: shrink },
  ];
  return [
    ...TOOLS.map((tool): Action => ({
      id: `tool-${tool}`,
      group,
      name: m.tool[tool],
      icon: TOOL_ICONS[tool],
      keys: tool === 'move' && tools.now !== 'move' ? [TOOL_KEYS[tool], 'Escape'] : [TOOL_KEYS[tool]],
      can,
      run: () => tools.take(tool),
    })),
    ...(resized ? sizes : []),
    {
      id: 'flip',
      group,
      name: tools.flipped ? m.front : m.flip,
      icon: Flip,
      keys: ['F'],
      can,
      run: () => (tools.flipped = !tools.flipped),
    },
    {
      id: 'compare',
      group,
      name: tools.beside ? m.compareEnd : m.compare,
      icon: Columns,
      keys: ['C'],
      can,
      run: () => {
        if (tools.beside) tools.beside = null;
        else if (other) tools.beside = other.id;
        else void compareVariant(charm);
      },
    },
  ];
}
