/** The cut line as the hand meets it: places along it, by their length from its start, in millimetres. */
import type { Point } from '../shared/zoom';

/** Between samples: finer than a hand, coarse enough for a line of two metres. */
const STEP_MM = 0.25;
const MOST_SAMPLES = 8000;

export class Line {
  readonly length: number;
  #points: Point[] = [];
  #step: number;
  /** 1 where the outside lies to the left of the way the line runs (y down), else -1. */
  #side: number;

  constructor(points: Point[], length: number) {
    this.#points = points;
    this.length = length;
    this.#step = length / points.length;
    this.#side = areaOf(points) > 0 ? 1 : -1;
  }

  /** The line of that SVG path data: a browser measures it. */
  static of(d: string): Line {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', d);
    const length = path.getTotalLength();
    const count = Math.max(16, Math.min(MOST_SAMPLES, Math.ceil(length / STEP_MM)));
    const points = Array.from({ length: count }, (_, i) => {
      const { x, y } = path.getPointAtLength((length * i) / count);
      return { x, y };
    });
    return new Line(points, length);
  }

  /** The place on the line nearest to `to`, and how far it is. */
  nearest(to: Point): { at: number; distance: number } {
    let at = 0;
    let best = Infinity;
    this.#points.forEach((point, i) => {
      const square = (point.x - to.x) ** 2 + (point.y - to.y) ** 2;
      if (square < best) [best, at] = [square, i * this.#step];
    });
    return { at, distance: Math.sqrt(best) };
  }

  point(at: number): Point {
    const place = this.wrap(at) / this.#step;
    const from = this.#sample(Math.floor(place));
    const to = this.#sample(Math.floor(place) + 1);
    const share = place - Math.floor(place);
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  }

  /** Straight away from the charm. */
  outward(at: number): Point {
    const before = this.point(at - 2 * this.#step);
    const after = this.point(at + 2 * this.#step);
    const [dx, dy] = [after.x - before.x, after.y - before.y];
    const length = Math.hypot(dx, dy) || 1;
    return { x: (this.#side * dy) / length, y: (-this.#side * dx) / length };
  }

  /** The stretch between two places, as SVG path data. */
  stretch(from: number, to: number): string {
    const steps = Math.min(this.#points.length, Math.max(2, Math.ceil((to - from) / this.#step)));
    const along = Array.from({ length: steps + 1 }, (_, i) => this.point(from + ((to - from) * i) / steps));
    return `M${along.map(({ x, y }) => `${x.toFixed(3)} ${y.toFixed(3)}`).join('L')}`;
  }

  /** The same place, counted from the start of the line. */
  wrap(at: number): number {
    return ((at % this.length) + this.length) % this.length;
  }

  #sample(i: number): Point {
    return this.#points[i % this.#points.length] ?? { x: 0, y: 0 };
  }
}

/** Twice the area; above 0 where the points run clockwise on the screen. */
function areaOf(points: Point[]): number {
  return points.reduce((sum, point, i) => {
    const next = points[(i + 1) % points.length] ?? point;
    return sum + point.x * next.y - next.x * point.y;
  }, 0);
}
