/** How a placement's sprites stand while the hand has them, from where the core drew them. */
import type { PlacementView } from '../types/View';
import { hand } from './hand.svelte';
import { scenery } from './scenery.svelte';

/** The CSS transform about the placement's anchor; `copy` for the copy that Alt lifts. */
export function poseOf(placement: PlacementView, scale: number, copy = false): string {
  const base = scenery.anchor(placement.anchor);
  if (!base) return '';
  const lifted = hand.lifted?.ids.has(placement.id) && hand.lifted.copy === copy ? hand.lifted : null;
  const goalId = lifted?.goals.get(placement.id) ?? (copy ? undefined : scenery.moving.get(placement.id));
  const goal = goalId === undefined ? undefined : scenery.anchor(goalId);
  const by = goal
    ? { x: goal.at_px[0] - base.at_px[0], y: goal.at_px[1] - base.at_px[1] }
    : { x: (lifted?.by.x ?? 0) / scale, y: (lifted?.by.y ?? 0) / scale };
  const size = goal ? goal.px_per_mm / base.px_per_mm : 1;
  const turned = hand.turning?.ids.has(placement.id) ? hand.turning.degrees : 0;
  const twisted = hand.twisting?.ids.has(placement.id) ? hand.twisting.degrees : 0;
  const narrow = Math.cos((twisted * Math.PI) / 180);
  return `translate(${by.x}px, ${by.y}px) rotate(${turned}deg) scale(${size * narrow}, ${size})`;
}
