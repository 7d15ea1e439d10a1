import { describe, expect, it } from 'vitest';
import type { Point } from '../shared/zoom';
import { Line } from './line';

/** A square of 10 mm, clockwise on the screen, a point each millimetre. */
const square = Array.from({ length: 40 }, (_, i) => {
  const side = Math.floor(i / 10);
  const along = i % 10;
  return [
    { x: along, y: 0 },
    { x: 10, y: along },
    { x: 10 - along, y: 10 },
    { x: 0, y: 10 - along },
  ][side] as Point;
});

describe('the line under the hand', () => {
  for (const [way, points] of [
    ['clockwise', square],
    ['the other way round', square.toReversed()],
  ] as const) {
    const line = new Line(points, 40);
    it(`out is away from the charm when the line runs ${way}`, () => {
      const { at } = line.nearest({ x: 5, y: -3 });
      expect(line.outward(at).x).toBeCloseTo(0);
      expect(line.outward(at).y).toBeCloseTo(-1);
    });
    it(`the nearest place is found when the line runs ${way}`, () => {
      const { at, distance } = line.nearest({ x: 12, y: 4 });
      expect(distance).toBeCloseTo(2);
      expect(line.point(at)).toEqual({ x: 10, y: 4 });
    });
  }
  it('places go round and round', () => {
    const line = new Line(square, 40);
    expect(line.wrap(-3)).toBe(37);
    expect(line.point(43)).toEqual(line.point(3));
  });
  it('a stretch over the start of the line has both its ends', () => {
    const stretch = new Line(square, 40).stretch(-2, 2);
    expect(stretch.startsWith('M0.000 2.000')).toBe(true);
    expect(stretch.endsWith('L2.000 0.000')).toBe(true);
  });
});
