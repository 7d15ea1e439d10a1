import { describe, expect, it } from 'vitest';
import { fit, panned, rulerStep, toScreen, toSheet, wheelFactor, zoomedAt } from './zoom';

const limits = { least: 0.1, most: 200 };
const margin = { left: 20, top: 20, right: 0, bottom: 60 };

describe('zoom', () => {
  it('the sheet stays put under the cursor', () => {
    const view = { x: 120, y: -40, scale: 10 };
    const at = { x: 333, y: 222 };
    for (const factor of [0.5, 1.25, 3]) {
      const zoomed = zoomedAt(view, at, factor, limits);
      const before = toSheet(view, at);
      const after = toSheet(zoomed, at);
      expect(after.x).toBeCloseTo(before.x, 9);
      expect(after.y).toBeCloseTo(before.y, 9);
    }
  });
  it('zooming stops at the limits without moving the sheet', () => {
    const view = { x: 0, y: 0, scale: 200 };
    expect(zoomedAt(view, { x: 50, y: 50 }, 4, limits)).toEqual(view);
  });
  it('screen and sheet are inverse', () => {
    const view = panned({ x: 5, y: 6, scale: 7 }, { x: 1, y: 2 });
    const point = { x: 12.5, y: -3 };
    expect(toSheet(view, toScreen(view, point))).toEqual(point);
  });
  it('fitting shows the whole box between the margins', () => {
    const box = { x: -2, y: -3, width: 50, height: 66 };
    const view = fit(box, { width: 936, height: 828 }, margin, limits);
    const topLeft = toScreen(view, box);
    const bottomRight = toScreen(view, { x: box.x + box.width, y: box.y + box.height });
    expect(topLeft.x).toBeGreaterThanOrEqual(20);
    expect(topLeft.y).toBeGreaterThanOrEqual(20 - 1e-9);
    expect(bottomRight.x).toBeLessThanOrEqual(936);
    expect(bottomRight.y).toBeLessThanOrEqual(768 + 1e-9);
  });
  it('a turn of the wheel and back is no zoom', () => {
    expect(wheelFactor(100, 0) * wheelFactor(-100, 0)).toBeCloseTo(1, 12);
    expect(wheelFactor(3, 1)).toBeCloseTo(wheelFactor(48, 0), 12);
  });
  it('ruler figures are round and never crowd', () => {
    for (const scale of [0.3, 1, 3.78, 10, 47, 180]) {
      const step = rulerStep(scale, 50);
      expect(step * scale).toBeGreaterThanOrEqual(50);
      expect(step * scale).toBeLessThan(50 * 2.6);
      expect([1, 2, 5]).toContain(Number((step / 10 ** Math.floor(Math.log10(step) + 1e-9)).toFixed(6)));
    }
  });
});
