/** Places on the artwork as the core keeps them, on the sheet in millimetres, and on the screen. */
import type { Spot } from '../types/Project';
import type { CharmView } from '../types/View';
import { toScreen, type Point, type View } from '../shared/zoom';

type Boxed = Pick<CharmView, 'spots_box_mm'>;

/** A hundredth of a millimetre: finer than any cutter. */
export const round = (mm: number) => Math.round(mm * 100) / 100;

/** A millionth of the artwork: finer than a hundredth of a millimetre on the largest charm. */
const roundShare = (share: number) => Math.round(share * 1e6) / 1e6;

export const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** A place in millimetres as a share of the artwork. */
export function spotAt({ spots_box_mm: [x, y, width, height] }: Boxed, at: Point): Spot {
  return { u: roundShare((at.x - x) / width), v: roundShare((at.y - y) / height) };
}

/** Where a share of the artwork is, in millimetres. */
export function placeOf({ spots_box_mm: [x, y, width, height] }: Boxed, { u, v }: Spot): Point {
  return { x: x + u * width, y: y + v * height };
}

/** Where a share of the artwork is on the screen. */
export function spotOnScreen(boxed: Boxed, view: View, spot: Spot): Point {
  return toScreen(view, placeOf(boxed, spot));
}

/** The artwork's longer side in millimetres. */
export function longerSide({ spots_box_mm: [, , width, height] }: Boxed): number {
  return Math.max(width, height);
}
