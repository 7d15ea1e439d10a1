import { describe, expect, it } from 'vitest';
import { laid, pointOf, spotOf, stepped } from './spot';

const on = laid([400, 200], { width: 300, height: 300 });

describe('a photo in its frame', () => {
  it('is as large as fits, in the middle', () => {
    expect(on).toEqual({ x: 0, y: 75, width: 300, height: 150 });
  });
  it('a place comes back from the screen', () => {
    const spot = { u: 0.25, v: 0.8 };
    const back = spotOf(on, pointOf(on, spot));
    expect(back.u).toBeCloseTo(spot.u, 10);
    expect(back.v).toBeCloseTo(spot.v, 10);
  });
  it('what is past its edge lies on the edge', () => {
    expect(spotOf(on, { x: -40, y: 1000 })).toEqual({ u: 0, v: 1 });
  });
  it('arrows step a pixel, with Shift ten', () => {
    const key = (key: string, shiftKey = false) => ({ key, shiftKey }) as KeyboardEvent;
    expect(stepped(key('ArrowRight'), on, { u: 0.5, v: 0.5 })?.u).toBeCloseTo(0.5 + 1 / 300, 10);
    expect(stepped(key('ArrowUp', true), on, { u: 0.5, v: 0.5 })?.v).toBeCloseTo(0.5 - 10 / 150, 10);
    expect(stepped(key('a'), on, { u: 0.5, v: 0.5 })).toBeNull();
  });
});
