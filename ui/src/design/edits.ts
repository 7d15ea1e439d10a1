/** What a person corrected by hand, in words and places. */
import type { Messages } from '../shared/messages/en';
import type { OutlineEdit, Spot } from '../types/Project';

/** Where the mark of a correction stands. */
export function editPlace(edit: OutlineEdit): Spot {
  if (edit.kind !== 'bridge') return edit.at;
  const { from, to } = edit;
  return { u: (from.u + to.u) / 2, v: (from.v + to.v) / 2 };
}

/** "Drawn out 2.0 mm". */
export function editSaid(
  edit: OutlineEdit,
  m: Messages['room']['edits'],
  length: (mm: number) => string,
): string {
  switch (edit.kind) {
    case 'pull':
      return edit.by < 0 ? m.in(length(-edit.by)) : m.out(length(edit.by));
    case 'bridge':
      return m.bridge(length(edit.width));
    case 'no_bridge':
      return m.noBridge;
    case 'smooth':
      return m.smooth(length(edit.reach * 2));
    case 'lock':
      return m.lock(length(edit.reach * 2));
  }
}
