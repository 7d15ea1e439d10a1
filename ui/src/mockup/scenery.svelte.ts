/** A scene as the core sees it. */
import * as backend from '../backend';
import type { Charm, Photo, Scene } from '../types/Project';
import type { AnchorView, ErrorView, PlacementView, SceneView } from '../types/View';
import { NO_GOALS, type Goals } from './goals';
import { photoOf } from './places';

export class Scenery {
  /** The newest view there is. */
  view = $state.raw<SceneView | null>(null);
  error = $state.raw<ErrorView | null>(null);
  /** Whether the view is of the scene as it is. */
  fresh = $state(false);
  /** Placements the person has let go, with the anchors they were let go at, until the core shows them there. */
  moving = $state.raw<Goals>(NO_GOALS);
  #wanted = '';

  /** Fetches the view of `scene` as it is now. A late view of an older scene is dropped. */
  async want(scene: Scene, charms: Charm[]) {
    const intent = intentOf(scene, charms, photoOf(scene.carrier));
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
    this.moving = NO_GOALS;
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
function intentOf(scene: Scene, charms: Charm[], photo?: Photo): string {
  const hung = new Set(scene.placements.map((placement) => placement.charm));
  const shapes = charms.filter((charm) => hung.has(charm.id)).map((charm) => ({ ...charm, name: '' }));
  return JSON.stringify([{ ...scene, name: '' }, shapes, photo && { ...photo, name: '' }]);
}

/** The scene in the hand. */
export const scenery = new Scenery();
