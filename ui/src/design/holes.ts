/** Holes as the hand changes them. */
import type { HolePlace, HoleShape, HoleSpec } from '../types/Project';
import { clamp, round } from './spots';
import { LIMITS } from './limits';

/** What a hole begins with when there is none to copy: 3 mm takes every common ring. */
export const NEW_HOLE: HoleSpec = {
  shape: { kind: 'round', diameter: 3 },
  wall: 2.5,
  fillet: 1,
  sits: 'tab',
  place: { kind: 'hang', angle: 0, shift: 0 },
};

/** Where it hangs straight. */
export const STRAIGHT: Extract<HolePlace, { kind: 'hang' }> = { kind: 'hang', angle: 0, shift: 0 };

/** A strap of 10 mm goes through. */
const SLOT = { length: 12, width: 3 };

/** Across the narrow way. */
export const acrossOf = (shape: HoleShape) => (shape.kind === 'round' ? shape.diameter : shape.width);

/** The same kind of hole, so wide. */
export function widened(shape: HoleShape, across: number): HoleShape {
  const width = round(clamp(across, LIMITS.hole.least, LIMITS.hole.most));
  return shape.kind === 'round'
    ? { kind: 'round', diameter: width }
    : { kind: 'slot', width, length: Math.max(shape.length, width) };
}

/** The other kind of hole, of a size that suits. */
export function shaped(shape: HoleShape, kind: HoleShape['kind']): HoleShape {
  if (shape.kind === kind) return shape;
  if (kind === 'round') return { kind, diameter: acrossOf(shape) };
  const width = acrossOf(shape);
  return { kind, width, length: Math.max(SLOT.length, width * 2) };
}

/** The ways to say where a hole is, as the person thinks of them. */
export type Way = 'straight' | 'angle' | 'hand';
export const WAYS: Way[] = ['straight', 'angle', 'hand'];

export function wayOf(place: HolePlace): Way {
  if (place.kind === 'near') return 'hand';
  return place.angle === 0 ? 'straight' : 'angle';
}

/** One hole more, like the last one, beside it. */
export function another(holes: readonly HoleSpec[], place: HolePlace): HoleSpec {
  const last = holes.at(-1) ?? NEW_HOLE;
  return { ...last, place: holes.length === 0 ? STRAIGHT : place };
}
