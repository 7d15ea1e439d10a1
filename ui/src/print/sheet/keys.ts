/** Keys on a laid charm: arrows move it, R turns it. */
import type { Turning } from '../../types/Project';

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

type Keys = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** How far an arrow moves a charm, in millimetres: 1, with Shift 10, with Alt a tenth. */
export function nudgeOf(event: Keys): [number, number] | null {
  const way = ARROWS[event.key];
  if (!way || event.ctrlKey || event.metaKey) return null;
  const step = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
  return [way[0] * step, way[1] * step];
}

/** How far R turns a charm, in degrees, with Shift the other way; Alt turns finely. A grain allows half turns alone. */
export function turnOf(event: Keys, turning: Turning, grain: boolean): number | null {
  if (event.key.toLowerCase() !== 'r' || event.ctrlKey || event.metaKey) return null;
  if (turning === 'one') return null;
  const step = grain ? 180 : turning === 'four' ? 90 : event.altKey ? 1 : 15;
  return event.shiftKey ? -step : step;
}
