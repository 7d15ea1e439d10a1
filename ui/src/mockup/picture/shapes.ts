/** The shapes of pictures, with the sheets that stand for them. */
import type { PictureShape } from '../../types/Order';

export type Shape = { shape: PictureShape; box: readonly [number, number] | null };

/** What feeds want. */
export const POST_SHAPES: Shape[] = [
  { shape: 'square', box: [14, 14] },
  { shape: 'portrait', box: [13, 16] },
  { shape: 'story', box: [10, 18] },
];

export const VIEW_SHAPES: Shape[] = [{ shape: 'as_seen', box: null }, ...POST_SHAPES];
