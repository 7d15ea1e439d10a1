/** A charm on its way from the tray to an anchor. */
import { startDrag } from '../shared/drag';
import { papers } from '../shared/paper.svelte';
import { shapes } from '../shared/shapes.svelte';
import { toScreen, toSheet, type Point } from '../shared/zoom';
import type { Charm, Scene } from '../types/Project';
import type { AnchorView } from '../types/View';
import { hang } from './deeds';
import { freeAnchors, scenery } from './scenery.svelte';

/** An anchor takes what comes within this many pixels of the screen. */
export const SNAP_PX = 64;

type Ghost = {
  charm: Charm;
  /** Where the hole is, in pixels of the canvas. */
  at: Point;
  /** The anchor that has caught it. */
  anchor: AnchorView | null;
};

export class TrayDrag {
  ghost = $state.raw<Ghost | null>(null);
  /** The canvas, once it is there. */
  canvas: HTMLElement | null = null;

  start(scene: Scene, charm: Charm, event: PointerEvent) {
    shapes.want(charm);
    startDrag(event, {
      move: (_, now) => (this.ghost = this.#ghostAt(scene, charm, now)),
      end: (moved) => {
        const { ghost } = this;
        this.ghost = null;
        if (moved && ghost?.anchor) void hang(scene, charm, ghost.anchor.id);
      },
      abort: () => (this.ghost = null),
    });
  }

  #ghostAt(scene: Scene, charm: Charm, event: PointerEvent): Ghost | null {
    const box = this.canvas?.getBoundingClientRect();
    if (!box || !scenery.view) return null;
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    const anchor = nearest(freeAnchors(scenery.view, scene.placements), at, SNAP_PX);
    return { charm, at, anchor };
  }
}

/** The anchor nearest to a point of the canvas, within `reach` pixels. */
export function nearest(anchors: AnchorView[], at: Point, reach: number): AnchorView | null {
  const { view } = papers.mockup;
  let best: AnchorView | null = null;
  let least = reach;
  for (const anchor of anchors) {
    const there = toScreen(view, { x: anchor.at_px[0], y: anchor.at_px[1] });
    const distance = Math.hypot(there.x - at.x, there.y - at.y);
    if (distance < least) [best, least] = [anchor, distance];
  }
  return best;
}

/** Pixels a millimetre near a point of the canvas: those of the nearest anchor. */
export function scaleNear(at: Point): number {
  const sheet = toSheet(papers.mockup.view, at);
  const anchors = scenery.view?.anchors ?? [];
  const far = (anchor: AnchorView) => Math.hypot(anchor.at_px[0] - sheet.x, anchor.at_px[1] - sheet.y);
  const [best] = [...anchors].sort((a, b) => far(a) - far(b));
  return best?.px_per_mm ?? 1;
}
