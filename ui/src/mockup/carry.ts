/** Charms that are carried over to another carrier: nothing is lost. */
import type { Edit } from '../types/Edit';
import type { Scene } from '../types/Project';

/** Where charms can hang on a carrier: by view, the one shown first at the front. */
export type Places = { id: string; view: string; anchors: readonly string[] };

/**
 * The edits that put a scene on another carrier. A charm goes to the anchor of the same name, else to the one of
 * the same rank, round and round where there are fewer.
 */
export function carryOver(scene: Scene, from: Places, to: Places): Edit[] {
  const edits: Edit[] = [{ kind: 'set_carrier', scene: scene.id, carrier: to.id, view: to.view }];
  if (to.anchors.length === 0) return edits;
  const taken = new Set<string>();
  const ranks = from.anchors.filter((anchor) => scene.placements.some((one) => one.anchor === anchor));
  const goals = new Map<string, string>();
  for (const anchor of ranks) {
    if (to.anchors.includes(anchor)) goals.set(anchor, anchor);
  }
  for (const goal of goals.values()) taken.add(goal);
  ranks.forEach((anchor, rank) => {
    if (goals.has(anchor)) return;
    const free = to.anchors.find((one) => !taken.has(one));
    const goal = free ?? to.anchors[rank % to.anchors.length];
    if (goal === undefined) return;
    goals.set(anchor, goal);
    taken.add(goal);
  });
  for (const placement of scene.placements) {
    const anchor = goals.get(placement.anchor) ?? to.anchors[0];
    if (anchor !== undefined && anchor !== placement.anchor)
      edits.push({ kind: 'move_placement', scene: scene.id, placement: placement.id, anchor });
  }
  return edits;
}
