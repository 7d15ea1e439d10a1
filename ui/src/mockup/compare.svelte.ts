/** The set that is shown beside the one in the hand. */
import { session } from '../shared/session.svelte';
import type { Scene } from '../types/Project';
import { duplicateSet } from './sets';
import { Scenery } from './scenery.svelte';

class Compare {
  #id = $state<string | null>(null);
  /** What the core shows of it. */
  scenery = new Scenery();
  scene = $derived<Scene | null>(session.project?.scenes.find((one) => one.id === this.#id) ?? null);

  show(scene: Scene) {
    this.#id = scene.id;
  }

  /** Shows another set beside this one; where there is no other, a copy to change. */
  async toggle(scene: Scene) {
    if (this.scene) {
      this.#id = null;
      return;
    }
    const other = session.project?.scenes.find((one) => one.id !== scene.id);
    this.#id = (other ?? scene).id;
    if (!other) await duplicateSet(scene);
  }
}

export const compare = new Compare();
