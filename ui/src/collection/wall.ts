/** Where the cards of a wall hang: across, each under a short column, so that no column stays behind. */
export type Spot = { column: number; top: number };

/** Columns that differ by less than this many pixels count as equal: half a card, so that rows fill up. */
const EVEN_PX = 120;

/** Hangs cards of those heights, in their order; among equally short columns the left one is taken. */
export function hung(heights: readonly number[], columns: number): Spot[] {
  const foot = Array.from({ length: Math.max(1, columns) }, () => 0);
  return heights.map((height) => {
    const shortest = Math.min(...foot);
    const column = foot.findIndex((at) => at < shortest + EVEN_PX);
    const top = foot[column] ?? shortest;
    foot[column] = top + height;
    return { column, top };
  });
}
