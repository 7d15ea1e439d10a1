/** How a sheet of paper lies on the screen: where its origin is, and how large its unit. */

export type View = {
  /** Screen pixels from the canvas's left edge to the sheet's origin. */
  x: number;
  /** Screen pixels from the canvas's top edge to the sheet's origin. */
  y: number;
  /** Screen pixels in one unit of the sheet. */
  scale: number;
};
export type Point = { x: number; y: number };
export type Box = { x: number; y: number; width: number; height: number };
export type Extent = { width: number; height: number };

/** Nobody can use less: a 50 mm charm would be 5 pixels wide. Nobody needs more: the blade's 0.1 mm is 20 px. */
export type ScaleLimits = { least: number; most: number };

/** One press of Ctrl +: the step of most drawing tools. */
export const ZOOM_STEP = 1.25;

/** A point of the sheet, on the screen. */
export function toScreen(view: View, point: Point): Point {
  return { x: view.x + point.x * view.scale, y: view.y + point.y * view.scale };
}

/** A point of the screen, on the sheet. */
export function toSheet(view: View, point: Point): Point {
  return { x: (point.x - view.x) / view.scale, y: (point.y - view.y) / view.scale };
}

/** The view that shows all of `box` in the middle of the canvas, `margin` pixels from its edges. */
export function fit(box: Box, canvas: Extent, margin: Margin, limits: ScaleLimits): View {
  const room = {
    width: Math.max(1, canvas.width - margin.left - margin.right),
    height: Math.max(1, canvas.height - margin.top - margin.bottom),
  };
  const scale = clamp(Math.min(room.width / box.width, room.height / box.height), limits);
  return centred(box, canvas, margin, scale);
}

/** Pixels that stay free at each edge. */
export type Margin = { left: number; top: number; right: number; bottom: number };

/** The view that shows `box` at `scale` with its centre in the middle of the free canvas. */
export function centred(box: Box, canvas: Extent, margin: Margin, scale: number): View {
  const middle = {
    x: (margin.left + canvas.width - margin.right) / 2,
    y: (margin.top + canvas.height - margin.bottom) / 2,
  };
  return {
    x: middle.x - (box.x + box.width / 2) * scale,
    y: middle.y - (box.y + box.height / 2) * scale,
    scale,
  };
}

/** The same view, `factor` times as large, with the sheet staying put under the screen's point `at`. */
export function zoomedAt(view: View, at: Point, factor: number, limits: ScaleLimits): View {
  const scale = clamp(view.scale * factor, limits);
  const real = scale / view.scale;
  return { x: at.x + (view.x - at.x) * real, y: at.y + (view.y - at.y) * real, scale };
}

/** The same view, moved by pixels. */
export function panned(view: View, by: Point): View {
  return { ...view, x: view.x + by.x, y: view.y + by.y };
}

/** Whether all of the box is on the canvas, `margin` pixels from its edges. */
export function inside(box: Box, view: View, canvas: Extent, margin: number): boolean {
  const from = toScreen(view, box);
  const to = toScreen(view, { x: box.x + box.width, y: box.y + box.height });
  const least = Math.min(from.x, from.y) >= margin;
  return least && to.x <= canvas.width - margin && to.y <= canvas.height - margin;
}

/** How much a wheel's turn zooms: equal turns of any wheel or pad zoom equally in both directions. */
export function wheelFactor(deltaY: number, deltaMode: number): number {
  const pixels = deltaMode === 1 ? deltaY * 16 : deltaMode === 2 ? deltaY * 400 : deltaY;
  const turn = Math.max(-120, Math.min(120, pixels));
  return Math.exp(-turn * 0.0035);
}

/** The distance between ruler marks with a figure: the smallest of 1, 2, 5, 10, ... at least `least` px apart. */
export function rulerStep(scale: number, least: number): number {
  let decade = 10 ** Math.floor(Math.log10(least / scale));
  for (;;) {
    for (const step of [1, 2, 5]) {
      if (step * decade * scale >= least) return step * decade;
    }
    decade *= 10;
  }
}

function clamp(scale: number, limits: ScaleLimits): number {
  return Math.max(limits.least, Math.min(limits.most, scale));
}
