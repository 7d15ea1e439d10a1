/** A charm on its way from the tray to an anchor. */
import { startDrag } from '../shared/drag';
import { shapes } from '../shared/shapes.svelte';
import type { Point } from '../shared/zoom';
import type { Charm, Scene } from '../types/Project';
import type { AnchorView } from '../types/View';
import { nearest, SNAP_PX } from './anchors';
import { hang } from './deeds';
import { scenery } from './scenery.svelte';

type Ghost = {
  charm: Charm;
  /** Where the hole is, in pixels of the canvas. */
  at: Point;
  /** The anchor that has caught it. */
  anchor: AnchorView | null;
  /** Let go: it stays until the core shows the charm there. */
  landed: boolean;
};

export class TrayDrag {
  ghost = $state.raw<Ghost | null>(null);
  /** The canvas, once it is there. */
  canvas: HTMLElement | null = null;

  start(scene: Scene, charm: Charm, event: PointerEvent) {
    shapes.want(charm);
    startDrag(event, {
      move: (_, now) => (this.ghost = this.#ghostAt(charm, now)),
      end: (moved) => {
        const { ghost } = this;
        this.ghost = null;
        if (moved && ghost?.anchor) void this.#land(scene, { ...ghost, landed: true }, ghost.anchor);
      },
      abort: () => (this.ghost = null),
    });
  }

  /** The core shows its newest scene: what has landed is in it. */
  settle() {
    if (this.ghost?.landed) this.ghost = null;
  }

  async #land(scene: Scene, ghost: Ghost, anchor: AnchorView) {
    this.ghost = ghost;
    const done = await hang(scene, ghost.charm, anchor.id);
    if (done === null && this.ghost === ghost) this.ghost = null;
  }

  #ghostAt(charm: Charm, event: PointerEvent): Ghost | null {
    const box = this.canvas?.getBoundingClientRect();
    if (!box || !scenery.view) return null;
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    return { charm, at, anchor: nearest(scenery.view.anchors, at, SNAP_PX), landed: false };
  }
}
