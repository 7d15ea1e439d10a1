import { describe, expect, it } from 'vitest';
import { FIGURES, frameAt, framesOf, isOver, sample, trackOf, type Track } from './track';

const pose = new Float32Array(FIGURES);
const at = (frames: Float32Array, frame: number, loops = false) => {
  sample(frames, frame, loops, pose);
  return [...pose];
};
/** Moved across as `x` says, frame by frame. */
const across = (count: number, x: (frame: number) => number) => {
  const frames = new Float32Array(count * FIGURES);
  for (let i = 0; i < count; i++) frames[i * FIGURES] = x(i);
  return frames;
};
const track = (frames: Float32Array, loops: boolean): Track => ({
  id: 1,
  fps: 60,
  loops,
  placements: [{ id: 'a', frames }],
});

describe('a motion', () => {
  it('comes from the core in hundredths', () => {
    const view = { id: 7, fps: 60, loops: true, placements: [{ id: 'a', poses: [150, -25, 1, 9000] }] };
    const [one] = trackOf(view).placements;
    expect([...(one?.frames ?? [])]).toEqual([1.5, -0.25, Math.fround(0.01), 90]);
  });
  it('is at each frame just where the core says', () => {
    const frames = across(6, (i) => i * i);
    for (let i = 0; i < 6; i++) expect(at(frames, i)[0]).toBe(i * i);
  });
  it('is within a hundredth of a millimetre of a pendulum between two frames', () => {
    // 20 mm to each side, twice a second, sixty frames of it: a charm on a short ring, pushed hard.
    const swing = (frame: number) => 20 * Math.sin((frame / 30) * 2 * Math.PI);
    const frames = across(60, swing);
    for (let frame = 0; frame < 60; frame += 0.25)
      expect(Math.abs((at(frames, frame, true)[0] ?? 0) - swing(frame))).toBeLessThan(0.01);
  });
  it('stays in its last pose, or goes round', () => {
    const frames = across(2, (i) => 4 * i);
    expect(at(frames, 7)[0]).toBe(4);
    expect(at(frames, 2, true)[0]).toBe(0);
  });
  it('ends, unless it goes round', () => {
    const once = track(
      across(3, (i) => i),
      false,
    );
    expect(framesOf(once)).toBe(3);
    expect(isOver(once, 1.9)).toBe(false);
    expect(isOver(once, 2)).toBe(true);
    expect(isOver({ ...once, loops: true }, 200)).toBe(false);
  });
  it('is interrupted at a frame that it has', () => {
    const once = track(
      across(3, (i) => i),
      false,
    );
    expect(frameAt(once, 1.6)).toBe(2);
    expect(frameAt(once, 90)).toBe(2);
    expect(frameAt({ ...once, loops: true }, 4.2)).toBe(1);
  });
});
