import { expect, test } from 'vitest';
import type { TogetherView } from '../types/View';
import { hungOn } from './together';

const together: TogetherView = {
  ring_mm: 8,
  mass_g: 9,
  lower_mm: [20, 46],
  first: { hole_mm: [20, 4], ring_tilt_deg: 0, along_mm: 1.5, chain_tilt_deg: 90 },
  second: { hole_mm: [15, 3], ring_tilt_deg: -4, along_mm: -1.5, chain_tilt_deg: 2 },
};
const canvas = { width: 600, height: 900 };
const on = (way: 'ring' | 'chain') => hungOn(together, way, [40, 50], [30, 40], canvas, 100);

test('on one ring both hang by the same point, each turned in its own way', () => {
  const { first, second, rings } = on('ring');
  expect(second.at).toEqual(first.at);
  expect([first.tilt, second.tilt]).toEqual([0, -4]);
  expect(rings).toHaveLength(1);
});

test('in a chain the second hangs a ring below where the first one’s lower hole has turned to', () => {
  const { first, second, rings, scale } = on('chain');
  // A quarter turn clockwise brings what was 42 mm below the hole 42 mm to its left.
  expect((second.at.x - first.at.x) / scale).toBeCloseTo(-42);
  expect((second.at.y - first.at.y) / scale).toBeCloseTo(4);
  expect(rings).toHaveLength(2);
});

test('all of it stays on the canvas, as large as it can be', () => {
  const { first, scale } = on('ring');
  expect(first.at.y + 46 * scale).toBeLessThanOrEqual(canvas.height - 190 + 1e-9);
  expect(first.at.y + 48 * scale).toBeGreaterThan(canvas.height - 190);
});
