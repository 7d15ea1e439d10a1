/** Arrow keys among buttons of which one is picked: a radio group or a tool bar. */

const BY: Record<string, 1 | -1> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Answers which child an arrow key leads to, round the ends, and gives it the focus; `null` for another key.
 *
 * It counts from the child that has the focus, not from the one that is picked: keys may come faster than the
 * core answers what is picked now. `picked` is where it starts while the group itself has the focus.
 */
export function rove(event: KeyboardEvent & { currentTarget: HTMLElement }, picked: number): number | null {
  const by = BY[event.key];
  if (by === undefined) return null;
  event.preventDefault();
  event.stopPropagation();
  const children = [...event.currentTarget.children] as HTMLElement[];
  const from = children.findIndex((child) => child.contains(event.target as Node));
  const next = ((from < 0 ? picked : from) + by + children.length) % children.length;
  children[next]?.focus();
  return next;
}
