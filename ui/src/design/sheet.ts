/** What lies on the Design room's sheet. */
import type { Box } from '../shared/zoom';
import type { CharmView } from '../types/View';

/**
 * The charm with the lines its process draws round it, in mm: a seam or a badge's wrap is to be seen as well.
 * The size before shrinking is not: beside it the charm would be small.
 */
export function sheetOf(shown: CharmView): Box {
  const [width, height] = shown.size_mm;
  const guides = shown.guides.filter((guide) => guide.kind !== 'unshrunk');
  const left = Math.min(0, ...guides.map(({ rect: [x] }) => x));
  const top = Math.min(0, ...guides.map(({ rect: [, y] }) => y));
  const right = Math.max(width, ...guides.map(({ rect: [x, , wide] }) => x + wide));
  const bottom = Math.max(height, ...guides.map(({ rect: [, y, , high] }) => y + high));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
