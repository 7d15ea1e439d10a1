/**
 * Edits that follow from the charm as it is when their turn comes: two that are asked for in one breath
 * undo nothing of each other.
 */
import type { Charm, HoleSpec } from '../types/Project';
import type { Edit } from '../types/Edit';

/** The edit to make of that charm; `null` when there is nothing left to change. */
export type Change = (charm: Charm) => Edit | null;
export type Tab = Extract<HoleSpec, { kind: 'tab' }>;

export function reoutline(change: Partial<Charm['outline']>): Change {
  return (charm) => ({ kind: 'reoutline', charm: charm.id, outline: { ...charm.outline, ...change } });
}

/** Changes some of the tab's figures; nothing when its tab has been taken away. */
export function retab(change: (tab: Tab) => Partial<Tab>): Change {
  return (charm) => {
    const { hole } = charm.outline;
    return hole.kind === 'tab' ? reoutline({ hole: { ...hole, ...change(hole) } })(charm) : null;
  };
}

export function rechoke(choke: number): Change {
  return (charm) => ({ kind: 'rechoke', charm: charm.id, choke });
}

export function resize(size: Charm['size']): Change {
  return (charm) => ({ kind: 'resize', charm: charm.id, size });
}
