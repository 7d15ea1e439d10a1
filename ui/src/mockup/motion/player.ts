/** Plays a motion over the sprites: transforms alone, set on the elements themselves. */
import { charmPose, hardwarePose, isHardware, type PartName, type Stand } from './stand';
import { FIGURES, frameAt, isOver, sample, type Track } from './track';

/** What moves: the elements of a placement's parts, and how it hangs. */
export type Moved = { stand: Stand; parts: ReadonlyMap<PartName, HTMLElement> };

type Playing = { frames: Float32Array; stand: Stand; charm: HTMLElement[]; hardware: HTMLElement[] };

export class Player {
  #playing: Playing[] = [];
  #track: Track | null = null;
  #start = 0;
  #frame = 0;
  #request = 0;
  #pose = new Float32Array(FIGURES);
  #onend: () => void;

  /** `onend` is told when a motion comes to its end by itself. */
  constructor(onend: () => void) {
    this.#onend = onend;
  }

  /** What is played now, and which of its frames. */
  get moment(): { motion: number; frame: number } | null {
    return this.#track && { motion: this.#track.id, frame: frameAt(this.#track, this.#frame) };
  }

  /** Plays from the beginning, on the elements that are there. */
  play(track: Track, moved: ReadonlyMap<string, Moved>) {
    cancelAnimationFrame(this.#request);
    this.#playing = track.placements.flatMap(({ id, frames }) => {
      const one = moved.get(id);
      return one ? [{ frames, stand: one.stand, ...grouped(one.parts) }] : [];
    });
    this.#track = track;
    this.#start = 0;
    this.#request = requestAnimationFrame(this.#step);
  }

  /** Leaves everything where it is. */
  stop() {
    cancelAnimationFrame(this.#request);
    this.#playing = [];
    this.#track = null;
  }

  #step = (now: number) => {
    const track = this.#track;
    if (!track) return;
    if (this.#start === 0) this.#start = now;
    this.#frame = ((now - this.#start) / 1000) * track.fps;
    if (isOver(track, this.#frame)) {
      this.stop();
      return this.#onend();
    }
    for (const one of this.#playing) {
      sample(one.frames, this.#frame, track.loops, this.#pose);
      const charm = charmPose(one.stand, this.#pose);
      for (const element of one.charm) element.style.transform = charm;
      if (one.hardware.length === 0) continue;
      const hardware = hardwarePose(one.stand, this.#pose);
      for (const element of one.hardware) element.style.transform = hardware;
    }
    this.#request = requestAnimationFrame(this.#step);
  };
}

function grouped(parts: Moved['parts']): Pick<Playing, 'charm' | 'hardware'> {
  const all = [...parts];
  const of = (hardware: boolean) =>
    all.filter(([name]) => isHardware(name) === hardware).map(([, element]) => element);
  return { charm: of(false), hardware: of(true) };
}
