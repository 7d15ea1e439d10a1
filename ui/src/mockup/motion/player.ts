/** Plays a motion over the sprites: transforms alone, set on the elements themselves. */
import { FIGURES, isOver, sample, type Track } from './track';

/** What moves: the element of a placement, and pixels of its picture in a millimetre where it hangs. */
export type Moved = { element: HTMLElement; pxPerMm: number };

type Part = Moved & { frames: Float32Array; own: string };

export class Player {
  #parts: Part[] = [];
  #track: Track | null = null;
  #start = 0;
  #request = 0;
  #pose = new Float32Array(FIGURES);
  #onend: () => void;

  /** `onend` is told when a motion comes to its end or is stopped. */
  constructor(onend: () => void) {
    this.#onend = onend;
  }

  /** Plays from the beginning, on the elements that are there; `false` when nothing of it is. */
  play(track: Track, moved: ReadonlyMap<string, Moved>): boolean {
    this.stop();
    this.#parts = track.placements.flatMap(({ id, frames }) => {
      const one = moved.get(id);
      return one ? [{ ...one, frames, own: one.element.style.transform }] : [];
    });
    if (this.#parts.length === 0) return false;
    this.#track = track;
    this.#start = 0;
    this.#request = requestAnimationFrame(this.#step);
    return true;
  }

  /** Puts everything back to where it rests. */
  stop() {
    if (!this.#track) return;
    cancelAnimationFrame(this.#request);
    for (const { element, own } of this.#parts) element.style.transform = own;
    this.#parts = [];
    this.#track = null;
    this.#onend();
  }

  #step = (now: number) => {
    const track = this.#track;
    if (!track) return;
    if (this.#start === 0) this.#start = now;
    const frame = ((now - this.#start) / 1000) * track.fps;
    if (isOver(track, frame)) return this.stop();
    const pose = this.#pose;
    for (const part of this.#parts) {
      sample(part.frames, frame, track.loops, pose);
      const [x = 0, y = 0, turn = 0, yaw = 0] = pose;
      const narrow = Math.cos((yaw * Math.PI) / 180);
      part.element.style.transform = `translate(${x * part.pxPerMm}px, ${y * part.pxPerMm}px) rotate(${turn}deg) scaleX(${narrow})`;
    }
    this.#request = requestAnimationFrame(this.#step);
  };
}
