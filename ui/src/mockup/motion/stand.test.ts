import { describe, expect, it } from 'vitest';
import { charmPose, hardwarePose, type Stand } from './stand';

const stand: Stand = { anchor: [100, 50], pivot: [100, 150], pxPerMm: 5, wide: 1 };
const pose = (...figures: number[]) => new Float32Array(figures);

describe('a placement in motion', () => {
  it('has its charm moved in the millimetres of where it hangs', () => {
    expect(charmPose(stand, pose(2, -1, 0, 0))).toBe('translate(10px, -5px) rotate(0deg) scaleX(1)');
  });
  it('is as wide as its twist shows of it', () => {
    expect(charmPose(stand, pose(0, 0, 0, 60))).toMatch(/scaleX\(0\.5/);
    expect(charmPose({ ...stand, wide: 0.5 }, pose(0, 0, 0, 60))).toMatch(/scaleX\((1|1\.0000|0\.9999)/);
    expect(charmPose(stand, pose(0, 0, 0, 90)), 'the edge is seen').toMatch(/scaleX\(0\.06\)/);
  });
  it('has its hardware reach from the anchor to the charm', () => {
    // The pivot moves 20 mm right and 20 mm up, to the anchor's height: 100 px, a quarter turn.
    expect(hardwarePose(stand, pose(20, -20, 0, 0))).toBe(
      `rotate(${-Math.PI / 2}rad) scaleY(1) rotate(0rad)`,
    );
    expect(hardwarePose({ ...stand, pivot: stand.anchor }, pose(1, 1, 0, 0)), 'it lies flat').toBe('');
  });
});
