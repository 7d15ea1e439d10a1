import { describe, expect, it } from 'vitest';
import { framesOf, isOver, sample, type Track } from './track';

const pose = new Float32Array(4);
const at = (frames: number[], frame: number, loops = false) => {
  sample(new Float32Array(frames), frame, loops, pose);
  return [...pose];
};

describe('a motion', () => {
  it('between two frames is between their poses', () => {
    expect(at([0, 0, 0, 0, 4, 2, 10, 20], 0.5)).toEqual([2, 1, 5, 10]);
  });
  it('stays in its last pose, or goes round', () => {
    const frames = [0, 0, 0, 0, 4, 0, 0, 0];
    expect(at(frames, 7)[0]).toBe(4);
    expect(at(frames, 1.5, true)[0]).toBe(2);
    expect(at(frames, 2, true)[0]).toBe(0);
  });
  it('turns the short way', () => {
    expect(at([0, 0, 170, 0, 0, 0, -170, 0], 0.5)[2]).toBe(180);
  });
  it('ends, unless it goes round', () => {
    const track: Track = { fps: 60, loops: false, placements: [{ id: 'a', frames: new Float32Array(12) }] };
    expect(framesOf(track)).toBe(3);
    expect(isOver(track, 1.9)).toBe(false);
    expect(isOver(track, 2)).toBe(true);
    expect(isOver({ ...track, loops: true }, 200)).toBe(false);
  });
});
