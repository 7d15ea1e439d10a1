/** Where two charms lie on the screen when they hang together. */
import type { HungView, TogetherView } from '../types/View';
import type { Extent, Point } from '../shared/zoom';

/** Beside each other, on one ring, or the second below the first. */
export type Way = 'apart' | 'ring' | 'chain';

type Hung = { at: Point; hole: [number, number]; tilt: number };
type Ring = Point & { across: number; along: number; wire: number };

/** Pixels that stay free: at the sides, over the charms for the words, and under them for the table. */
const FREE = { side: 24, top: 112, foot: 190 };
/** A ring between the two of a chain, in mm: the jump ring of the mock-up. */
const LINK_MM = 4;
/** The wire, in mm. */
const WIRE_MM = 1;
/** How far a ring seen nearly edge-on is open to the eye, of its height. */
const OPEN = 0.34;

export function hungOn(
  together: TogetherView,
  way: Way,
  upper: readonly [number, number],
  lower: readonly [number, number],
  canvas: Extent,
  most: number,
): { first: Hung; second: Hung; rings: Ring[]; scale: number } {
  const { first, second, lower_mm } = together;
  const chained = way === 'chain' && lower_mm !== null;
  const tilt = (one: HungView) => (chained ? (one.chain_tilt_deg ?? 0) : one.ring_tilt_deg);
  const drop = chained ? turned(lower_mm, first.hole_mm, tilt(first)) : { x: 0, y: 0 };
  const link = chained ? LINK_MM : 0;
  const below = { x: drop.x, y: drop.y + link };
  const reaches = [
    extent(first.hole_mm, upper, tilt(first), { x: 0, y: 0 }),
    extent(second.hole_mm, lower, tilt(second), below),
  ];
  const high = together.ring_mm + Math.max(...reaches.map(({ down }) => down));
  // The ring stays in the middle.
  const wide = 2 * Math.max(...reaches.map(({ aside }) => aside));
  const scale = Math.min(
    most,
    (canvas.height - FREE.top - FREE.foot) / high,
    (canvas.width - 2 * FREE.side) / wide,
  );
  const at = { x: canvas.width / 2, y: FREE.top + together.ring_mm * scale };
  const ring = (mm: number, top: Point): Ring => {
    const along = ((mm + WIRE_MM) / 2) * scale;
    return { x: top.x, y: top.y - (mm / 2) * scale, across: along * OPEN, along, wire: WIRE_MM * scale };
  };
  const seat = { x: at.x + below.x * scale, y: at.y + below.y * scale };
  return {
    first: { at, hole: first.hole_mm, tilt: tilt(first) },
    second: { at: seat, hole: second.hole_mm, tilt: tilt(second) },
    rings: chained ? [ring(together.ring_mm, at), ring(LINK_MM, seat)] : [ring(together.ring_mm, at)],
    scale,
  };
}

/** Where a place of a plate is from its hole, once the plate is turned clockwise by that. */
function turned(place: readonly [number, number], hole: readonly [number, number], degrees: number): Point {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const [x, y] = [place[0] - hole[0], place[1] - hole[1]];
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}

/** How far a turned plate reaches to either side and down, in mm, when its hole lies there. */
function extent(
  hole: readonly [number, number],
  [width, height]: readonly [number, number],
  tilt: number,
  at: Point,
): { aside: number; down: number } {
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ] as const;
  const places = corners.map((corner) => turned(corner, hole, tilt));
  return {
    aside: Math.max(...places.map(({ x }) => Math.abs(at.x + x))),
    down: Math.max(...places.map(({ y }) => at.y + y)),
  };
}
