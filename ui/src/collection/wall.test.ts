import { describe, expect, it } from 'vitest';
import { hung } from './wall';

describe('the wall', () => {
  it('the first row reads from left to right', () => {
    expect(hung([300, 200, 250], 3).map((spot) => spot.column)).toEqual([0, 1, 2]);
  });
  it('the next card hangs under a column that is shorter by far', () => {
    expect(hung([400, 200, 250, 100], 3)[3]).toEqual({ column: 1, top: 200 });
  });
  it('cards of about one height fill row after row', () => {
    expect(hung([290, 270, 280, 300, 260, 270], 4).map((spot) => spot.column)).toEqual([0, 1, 2, 3, 0, 1]);
  });
  it('columns end within a card and a half of each other', () => {
    const heights = Array.from({ length: 148 }, (_, i) => 180 + ((i * 37) % 120));
    const feet = [0, 0, 0, 0];
    hung(heights, 4).forEach(({ column, top }, i) => (feet[column] = top + (heights[i] ?? 0)));
    expect(Math.max(...feet) - Math.min(...feet)).toBeLessThanOrEqual(1.5 * Math.max(...heights));
  });
  it('a window too narrow for a column has one', () => {
    expect(hung([10, 20], 0)).toEqual([
      { column: 0, top: 0 },
      { column: 0, top: 10 },
    ]);
  });
});
