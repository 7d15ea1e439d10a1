import { describe, expect, it } from 'vitest';
import { Flick } from './flick';

const at = (timeStamp: number, clientX: number, clientY = 0) => ({ timeStamp, clientX, clientY });

describe('a hand that lets go', () => {
  it('flings as fast as it moved in the last moments', () => {
    const flick = new Flick();
    for (const seen of [at(0, 0), at(100, 500), at(150, 510), at(175, 520, -10)]) flick.move(seen);
    expect(flick.speed(at(200, 530, -20))).toEqual({ x: 400, y: -400 });
  });
  it('flings nothing when it had paused', () => {
    const flick = new Flick();
    flick.move(at(0, 0));
    flick.move(at(50, 900));
    expect(flick.speed(at(400, 900))).toEqual({ x: 0, y: 0 });
  });
});
