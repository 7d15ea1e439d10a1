/** The scene as the core sees it, and the charm in the hand. */
import * as backend from '../backend';
import type { Charm, Placement, Scene } from '../types/Project';
import type { AnchorView, ErrorView, PlacementView, SceneView } from '../types/View';

/** A placement on its way to another anchor, before the core has seen it there. */
type Moving = { placement: string; anchor: string };

class Scenery {
  /** The newest view there is. */
  view = $state.raw<SceneView | null>(null);
  error = $state.raw<ErrorView | null>(null);
  /** Whether the view is of the scene as it is. */
  fresh = $state(false);
  /** The placement that was picked; it may be gone. */
  picked = $state<string | null>(null);
  /** A placement the person has let go, until the core shows it there. */
  moving = $state.raw<Moving | null>(null);
  #wanted = '';

  /** Fetches the view of `scene` as it is now. A late view of an older scene is dropped. */
  async want(scene: Scene, charms: Charm[]) {
    const intent = intentOf(scene, charms);
    if (intent === this.#wanted) return;
    this.#wanted = intent;
    this.fresh = false;
    try {
      const view = await backend.sceneView(scene.id);
      if (intent !== this.#wanted) return;
      this.view = view;
      this.error = null;
    } catch (thrown) {
      if (intent !== this.#wanted) return;
      this.error = backend.asErrorView(thrown);
    }
    this.moving = null;
    this.fresh = true;
  }

  anchor(id: string): AnchorView | undefined {
    return this.view?.anchors.find((anchor) => anchor.id === id);
  }

  placement(id: string | null): PlacementView | undefined {
    return this.view?.placements.find((placement) => placement.id === id);
  }
}

/** What a scene's view follows from: names change no picture. */
function intentOf(scene: Scene, charms: Charm[]): string {
  const hung = new Set(scene.placements.map((placement) => placement.charm));
  const shapes = charms.filter((charm) => hung.has(charm.id)).map((charm) => ({ ...charm, name: '' }));
  return JSON.stringify([scene, shapes]);
}

export const scenery = new Scenery();

/** The anchors where nothing hangs. */
export function freeAnchors(view: SceneView, placements: Placement[]): AnchorView[] {
  return view.anchors.filter((anchor) => !placements.some((placement) => placement.anchor === anchor.id));
}
