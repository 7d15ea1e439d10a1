/** How the parts of a placement stand in a pose. */
import type { AnchorView, PlacementView } from '../../types/View';

/** The parts of a placement that swing apart, in the order they are drawn. */
export const PARTS = ['shadow', 'behind', 'charm', 'before'] as const;
export type PartName = (typeof PARTS)[number];

/** How a placement hangs at rest, in pixels of the carrier's picture. */
export type Stand = {
  /** The anchor, about which the hardware turns. */
  anchor: readonly [number, number];
  /** Where the charm turns. */
  pivot: readonly [number, number];
  pxPerMm: number;
  /** The share of its width that its twist shows of it. */
  wide: number;
};

/** Seen from nearly the edge, a charm is no wider than its plate: so much of its width. */
const EDGE = 0.06;

export function standOf(placement: PlacementView, anchor: AnchorView, yaw: number): Stand {
  return {
    anchor: anchor.at_px,
    pivot: placement.swing.pivot_px,
    pxPerMm: anchor.px_per_mm,
    wide: widthAt(yaw),
  };
}

/** Whether a part turns about the anchor, and not about the place where the charm turns. */
export const isHardware = (part: PartName) => part === 'behind' || part === 'before';

/** The CSS transform of a charm, or of its shadow. */
export function charmPose({ pxPerMm, wide }: Stand, pose: Float32Array): string {
  const [x = 0, y = 0, turn = 0, yaw = 0] = pose;
  return `translate(${x * pxPerMm}px, ${y * pxPerMm}px) rotate(${turn}deg) scaleX(${widthAt(yaw) / wide})`;
}

/** The CSS transform of hardware: it reaches from the anchor to the charm. */
export function hardwarePose({ anchor, pivot, pxPerMm }: Stand, pose: Float32Array): string {
  const rest = { x: pivot[0] - anchor[0], y: pivot[1] - anchor[1] };
  const now = { x: rest.x + (pose[0] ?? 0) * pxPerMm, y: rest.y + (pose[1] ?? 0) * pxPerMm };
  const long = Math.hypot(rest.x, rest.y);
  if (long < 1) return '';
  const lean = Math.atan2(-rest.x, rest.y);
  const turn = Math.atan2(-now.x, now.y);
  return `rotate(${turn}rad) scaleY(${Math.hypot(now.x, now.y) / long}) rotate(${-lean}rad)`;
}

/** How much of its width a charm shows at a twist; below zero its back is seen. */
function widthAt(yaw: number): number {
  const wide = Math.cos((yaw * Math.PI) / 180);
  return Math.abs(wide) < EDGE ? (wide < 0 ? -EDGE : EDGE) : wide;
}
