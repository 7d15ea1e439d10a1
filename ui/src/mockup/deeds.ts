/** What a hand can do to a scene: each deed is one edit, one step of undo. */
import { freshId } from '../shared/ids';
import { session } from '../shared/session.svelte';
import { toasts } from '../shared/toasts.svelte';
import { words } from '../shared/words.svelte';
import type { Edit } from '../types/Edit';
import type { Charm, Placement, Scene } from '../types/Project';
import { freeAnchors, nearestFree } from './anchors';
import { NO_GOALS, type Goals } from './goals';
import { placesOf } from './places';
import { scenery } from './scenery.svelte';
import { selection } from './selection.svelte';

/** Makes several edits as one; nothing for none. */
export function together(edits: Edit[]): Promise<boolean> {
  const [first] = edits;
  if (!first) return Promise.resolve(false);
  return session.edit(edits.length === 1 ? first : { kind: 'together', edits });
}

/** Whether the scene's carrier has that anchor: for a moment the canvas still shows the carrier before it. */
const isThere = (scene: Scene, anchor: string) => placesOf(scene.carrier).anchors.includes(anchor);

/** Hangs a charm; answers the placement's id, or `null` when the core refused. */
export async function hang(scene: Scene, charm: Charm, anchor: string): Promise<string | null> {
  if (!isThere(scene, anchor)) return null;
  const placement = { id: freshId(), charm: charm.id, anchor, turn: 0, yaw: 0 };
  const done = await session.edit({ kind: 'place', scene: scene.id, placement });
  if (!done) return null;
  selection.only(placement.id);
  session.select(charm.id);
  return placement.id;
}

/** Moves placements to other anchors. */
export async function moveTo(scene: Scene, goals: Goals) {
  const moves = scene.placements.flatMap((placement): Edit[] => {
    const anchor = goals.get(placement.id);
    if (anchor === undefined || anchor === placement.anchor || !isThere(scene, anchor)) return [];
    return [{ kind: 'move_placement', scene: scene.id, placement: placement.id, anchor }];
  });
  if (moves.length === 0) return;
  scenery.moving = goals;
  if (!(await together(moves))) scenery.moving = NO_GOALS;
}

/** Hangs copies; answers their ids, or none when the core refused. */
export async function copyTo(scene: Scene, copies: readonly { of: Placement; anchor: string }[]) {
  const there = copies.filter(({ anchor }) => isThere(scene, anchor));
  const placements = there.map(({ of, anchor }) => ({ ...of, id: freshId(), anchor }));
  const edits = placements.map((placement): Edit => ({ kind: 'place', scene: scene.id, placement }));
  if (!(await together(edits))) return [];
  const ids = placements.map((placement) => placement.id);
  selection.set(ids);
  return ids;
}

/** Copies each to the free anchor nearest to it; where none is free, beside it on its own, and says so. */
export async function duplicate(scene: Scene, chosen: Placement[]) {
  const { view } = scenery;
  if (!view) return;
  let taken = scene.placements;
  const copies = chosen.map((of) => {
    const from = scenery.anchor(of.anchor);
    const anchor = (from && nearestFree(view, taken, from)?.id) ?? of.anchor;
    taken = [...taken, { ...of, anchor }];
    return { of, anchor };
  });
  const done = await copyTo(scene, copies);
  const full = copies.some(({ of, anchor }) => of.anchor === anchor);
  if (done.length > 0 && full) toasts.undoable(words.m.mockup.full(copies.length), session.revision);
}

/** To the next free anchor, in the carrier's order; round and round. */
export function step(scene: Scene, placement: Placement, by: number) {
  const { view } = scenery;
  if (!view) return;
  const open = new Set(freeAnchors(view, scene.placements).map((anchor) => anchor.id));
  const all = view.anchors.map((anchor) => anchor.id);
  const at = all.indexOf(placement.anchor);
  for (let i = 1; i < all.length; i++) {
    const next = all[(at + by * i + all.length * i) % all.length];
    if (next !== undefined && open.has(next)) return void moveTo(scene, new Map([[placement.id, next]]));
  }
}

/** Takes charms off the carrier; the notice brings them back. */
export async function takeOff(scene: Scene, chosen: Placement[]) {
  const edits = chosen.map((placement): Edit => ({
    kind: 'unplace',
    scene: scene.id,
    placement: placement.id,
  }));
  if (await together(edits)) toasts.undoable(words.m.mockup.takenOff(chosen.length), session.revision);
}

const rounded = (degrees: number) => Math.round(degrees * 10) / 10;
/** The same direction, from above -180 to 180 degrees. */
const half = (degrees: number) => 180 - ((((180 - degrees) % 360) + 360) % 360);

export function turn(scene: Scene, chosen: Placement[], to: (placement: Placement) => number) {
  return together(
    chosen.flatMap((placement): Edit[] => {
      const turn = rounded(half(to(placement)));
      if (turn === placement.turn) return [];
      return [{ kind: 'turn_placement', scene: scene.id, placement: placement.id, turn }];
    }),
  );
}

/** Turns charms about their chains: 0 shows the front, 180 the back. */
export function twist(scene: Scene, chosen: Placement[], to: (placement: Placement) => number) {
  return together(
    chosen.flatMap((placement): Edit[] => {
      const yaw = rounded(half(to(placement)));
      if (yaw === placement.yaw) return [];
      return [{ kind: 'twist_placement', scene: scene.id, placement: placement.id, yaw }];
    }),
  );
}

export const turnRound = (scene: Scene, chosen: Placement[]) =>
  twist(scene, chosen, (placement) => placement.yaw + 180);

/** Where depth can go: one step, or all the way. */
export type Depth = 'forward' | 'backward' | 'front' | 'back';

/** Brings charms nearer or sends them back; they keep their order among each other. */
export function reorder(scene: Scene, chosen: Placement[], way: Depth) {
  const nearer = way === 'forward' || way === 'front';
  const order = scene.placements.map((placement) => placement.id);
  const picked = new Set(chosen.map((placement) => placement.id));
  const edits: Edit[] = [];
  // The foremost goes first, so that none overtakes another.
  const ids = order.filter((id) => picked.has(id));
  for (const id of nearer ? ids.reverse() : ids) {
    const from = order.indexOf(id);
    const depth = depthFor(order, picked, from, way);
    if (depth === from) continue;
    order.splice(depth, 0, ...order.splice(from, 1));
    edits.push({ kind: 'reorder', scene: scene.id, placement: id, depth });
  }
  return together(edits);
}

function depthFor(order: string[], picked: Set<string>, from: number, way: Depth): number {
  const step = way === 'forward' || way === 'front' ? 1 : -1;
  let to = from;
  while (order[to + step] !== undefined && !picked.has(order[to + step] ?? '')) {
    to += step;
    if (way === 'forward' || way === 'backward') break;
  }
  return to;
}
