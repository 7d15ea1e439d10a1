/** Where charms hang, and what hangs there. */
import { papers } from '../shared/paper.svelte';
import { toScreen, toSheet, type Point } from '../shared/zoom';
import type { Placement } from '../types/Project';
import type { AnchorView, SceneView } from '../types/View';
import { scenery } from './scenery.svelte';

/** An anchor takes what comes within this many pixels of the screen. */
export const SNAP_PX = 64;

/** The anchors where nothing hangs. */
export function freeAnchors(view: SceneView, placements: Placement[]): AnchorView[] {
  return view.anchors.filter((anchor) => !placements.some((placement) => placement.anchor === anchor.id));
}

/** The free anchor nearest to another one, in the picture; `undefined` when all are in use. */
export function nearestFree(
  view: SceneView,
  placements: Placement[],
  to: AnchorView,
): AnchorView | undefined {
  const far = (anchor: AnchorView) =>
    Math.hypot(anchor.at_px[0] - to.at_px[0], anchor.at_px[1] - to.at_px[1]);
  return freeAnchors(view, placements).sort((a, b) => far(a) - far(b))[0];
}

export const onScreen = ([x, y]: readonly [number, number]): Point => toScreen(papers.mockup.view, { x, y });

/** The anchor nearest to a point of the canvas, within `reach` pixels. */
export function nearest(anchors: readonly AnchorView[], at: Point, reach: number): AnchorView | null {
  let best: AnchorView | null = null;
  let least = reach;
  for (const anchor of anchors) {
    const there = onScreen(anchor.at_px);
    const distance = Math.hypot(there.x - at.x, there.y - at.y);
    if (distance < least) [best, least] = [anchor, distance];
  }
  return best;
}

/** Pixels a millimetre near a point of the canvas: those of the nearest anchor. */
export function scaleNear(at: Point): number {
  const sheet = toSheet(papers.mockup.view, at);
  const anchors = scenery.view?.anchors ?? [];
  const far = (anchor: AnchorView) => Math.hypot(anchor.at_px[0] - sheet.x, anchor.at_px[1] - sheet.y);
  const [best] = [...anchors].sort((a, b) => far(a) - far(b));
  return best?.px_per_mm ?? 1;
}

/** How far apart the marks of charms on one anchor stand, in pixels of the screen. */
const APART_PX = 18;

/** Where a placement's mark stands beside those of the others on its anchor. */
export function markShift(placements: readonly { id: string; anchor: string }[], id: string): number {
  const anchor = placements.find((one) => one.id === id)?.anchor;
  const together = placements.filter((one) => one.anchor === anchor);
  const at = together.findIndex((one) => one.id === id);
  return (at - (together.length - 1) / 2) * APART_PX;
}
