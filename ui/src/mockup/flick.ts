/** How fast a hand moved when it let go. */
import type { Point } from '../shared/zoom';

type Seen = Pick<PointerEvent, 'clientX' | 'clientY' | 'timeStamp'>;

/** Only the last moments tell a flick from a pause, in ms. */
const LAST_MS = 80;

export class Flick {
  #seen: Seen[] = [];

  move(now: Seen) {
    this.#seen = [...this.#seen.filter((one) => now.timeStamp - one.timeStamp <= LAST_MS), now];
  }

  /** In pixels a second; none when the hand had paused. */
  speed(now: Seen): Point {
    const from = this.#seen.find((one) => now.timeStamp - one.timeStamp <= LAST_MS);
    const seconds = from ? (now.timeStamp - from.timeStamp) / 1000 : 0;
    if (!from || seconds <= 0) return { x: 0, y: 0 };
    return { x: (now.clientX - from.clientX) / seconds, y: (now.clientY - from.clientY) / seconds };
  }
}
