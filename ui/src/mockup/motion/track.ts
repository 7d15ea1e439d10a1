/** A motion as the core worked it out, and what it says at any moment. */
import type { MotionView } from '../../types/Motion';

/** Numbers of a frame: moved across and down in mm, turned, and twisted about the vertical, in degrees. */
export const FIGURES = 4;

export type Track = {
  /** The core's number for it. */
  id: number;
  fps: number;
  /** Whether it ends where it began, so that it can go round. */
  loops: boolean;
  placements: readonly {
    id: string;
    /** Frame after frame, from where it rests. */
    frames: Float32Array;
  }[];
};

/** The core sends hundredths. */
export function trackOf(view: MotionView): Track {
  const placements = view.placements.map(({ id, poses }) => ({
    id,
    frames: Float32Array.from(poses, (hundredths) => hundredths / 100),
  }));
  return { id: view.id, fps: view.fps, loops: view.loops, placements };
}

/** How many frames a track has. */
export function framesOf(track: Track): number {
  return (track.placements[0]?.frames.length ?? 0) / FIGURES;
}

/** The frame that is nearest to `frame`, which may lie beyond the end. */
export function frameAt(track: Track, frame: number): number {
  const count = Math.max(1, framesOf(track));
  return track.loops ? Math.round(frame) % count : Math.min(Math.round(frame), count - 1);
}

/**
 * Writes into `pose` what the frames say at `frame`, which may lie between two: on the curve of Catmull and Rom
 * through the four about it. Nothing is made anew: this runs for every charm sixty times a second.
 */
export function sample(frames: Float32Array, frame: number, loops: boolean, pose: Float32Array) {
  const count = frames.length / FIGURES;
  const whole = Math.floor(frame);
  const t = frame - whole;
  const near = (index: number) =>
    FIGURES * (loops ? (index + count) % count : Math.min(Math.max(index, 0), count - 1));
  const [a, b, c, d] = [near(whole - 1), near(whole), near(whole + 1), near(whole + 2)];
  for (let k = 0; k < FIGURES; k++) {
    const [before, from, to, after] = [
      frames[a + k] ?? 0,
      frames[b + k] ?? 0,
      frames[c + k] ?? 0,
      frames[d + k] ?? 0,
    ];
    const steep = to - before;
    const bend = 2 * before - 5 * from + 4 * to - after;
    const bow = 3 * (from - to) + after - before;
    pose[k] = from + 0.5 * t * (steep + t * (bend + t * bow));
  }
}

/** Whether a track that does not go round is over at `frame`. */
export function isOver(track: Track, frame: number): boolean {
  return !track.loops && frame >= framesOf(track) - 1;
}
