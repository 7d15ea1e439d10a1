/** What a hand can do to a scene. */
import { freshId } from '../shared/ids';
import { session } from '../shared/session.svelte';
import type { Charm, Placement, Scene } from '../types/Project';
import { freeAnchors, scenery } from './scenery.svelte';

export async function hang(scene: Scene, charm: Charm, anchor: string) {
  const placement = { id: freshId(), charm: charm.id, anchor, turn: 0, yaw: 0 };
  const done = await session.edit({ kind: 'place', scene: scene.id, placement });
  if (!done) return;
  scenery.picked = placement.id;
  session.select(charm.id);
}

export async function move(scene: Scene, placement: Placement, anchor: string) {
  if (anchor === placement.anchor) return;
  scenery.moving = { placement: placement.id, anchor };
  const done = await session.edit({
    kind: 'move_placement',
    scene: scene.id,
    placement: placement.id,
    anchor,
  });
  if (!done) scenery.moving = null;
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
    if (next !== undefined && open.has(next)) return void move(scene, placement, next);
  }
}

export function takeOff(scene: Scene, placement: Placement) {
  void session.edit({ kind: 'unplace', scene: scene.id, placement: placement.id });
}

export function turn(scene: Scene, placement: Placement, degrees: number) {
  const turn = Math.round(degrees * 10) / 10;
  return session.edit({ kind: 'turn_placement', scene: scene.id, placement: placement.id, turn });
}

export function reorder(scene: Scene, placement: Placement, depth: number) {
  void session.edit({ kind: 'reorder', scene: scene.id, placement: placement.id, depth });
}
