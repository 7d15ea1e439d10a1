/** Places on a photo, between shares of it and pixels of the screen. */
import type { Point } from '../../shared/zoom';
import type { Spot } from '../../types/Project';

/** The photo as it lies in its frame, in pixels. */
export type Laid = { x: number; y: number; width: number; height: number };

/** The photo of that size as large as fits, in the middle. */
export function laid(
  [width, height]: readonly [number, number],
  frame: { width: number; height: number },
): Laid {
  const scale = Math.min(frame.width / width, frame.height / height);
  const [w, h] = [width * scale, height * scale];
  return { x: (frame.width - w) / 2, y: (frame.height - h) / 2, width: w, height: h };
}

export const pointOf = (on: Laid, { u, v }: Spot): Point => ({
  x: on.x + u * on.width,
  y: on.y + v * on.height,
});

/** The nearest place on the photo. */
export function spotOf(on: Laid, { x, y }: Point): Spot {
  return { u: share((x - on.x) / on.width), v: share((y - on.y) / on.height) };
}

/** A step by the arrow keys, a pixel of the screen each, ten with Shift; `null` for other keys. */
export function stepped(event: KeyboardEvent, on: Laid, { u, v }: Spot): Spot | null {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (!way) return null;
  const far = event.shiftKey ? 10 : 1;
  return { u: share(u + ((way[0] ?? 0) * far) / on.width), v: share(v + ((way[1] ?? 0) * far) / on.height) };
}

const share = (value: number) => Math.min(1, Math.max(0, value));
