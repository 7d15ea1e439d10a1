/** A motion as the core worked it out, and what it says at any moment. */

/** Numbers of a frame: moved across and down in mm, turned and twisted in degrees. */
export const FIGURES = 4;

export type Track = {
  fps: number;
  /** Whether it ends where it began, so that it can go round. */
  loops: boolean;
  placements: readonly {
    id: string;
    /** [dx_mm, dy_mm, turn_deg, yaw_deg] of frame after frame, from where it rests. */
    frames: Float32Array;
  }[];
};

/** How many frames a track has. */
export function framesOf(track: Track): number {
  return (track.placements[0]?.frames.length ?? 0) / FIGURES;
}

/**
 * Writes into `pose` what the frames say at `frame`, which may lie between two. A turn goes the short way. Nothing is
 * made anew: this runs for every charm sixty times a second.
 */
export function sample(frames: Float32Array, frame: number, loops: boolean, pose: Float32Array) {
  const count = frames.length / FIGURES;
  const whole = Math.floor(frame);
  const part = frame - whole;
  const from = loops ? whole % count : Math.min(whole, count - 1);
  const to = loops ? (from + 1) % count : Math.min(from + 1, count - 1);
  for (let k = 0; k < FIGURES; k++) {
    const a = frames[from * FIGURES + k] ?? 0;
    let by = (frames[to * FIGURES + k] ?? 0) - a;
    if (k >= 2 && by > 180) by -= 360;
    else if (k >= 2 && by < -180) by += 360;
    pose[k] = a + by * part;
  }
}

/** Whether a track that does not go round is over at `frame`. */
export function isOver(track: Track, frame: number): boolean {
  return !track.loops && frame >= framesOf(track) - 1;
}
