/** The placements in the hand: what is picked of the scene, the last one picked leading. */
import type { Placement, Scene } from '../types/Project';

class Selection {
  /** Ids in the order they were picked; some may be gone. */
  ids = $state.raw<readonly string[]>([]);
  /** The placement the inspector tells of. */
  lead = $derived(this.ids.at(-1) ?? null);

  has(id: string): boolean {
    return this.ids.includes(id);
  }

  only(id: string) {
    this.ids = [id];
  }

  /** Takes it in, or puts it back, as Shift does. */
  toggle(id: string) {
    this.ids = this.has(id) ? this.ids.filter((other) => other !== id) : [...this.ids, id];
  }

  /** Makes one of them the one the inspector tells of. */
  promote(id: string) {
    this.ids = [...this.ids.filter((other) => other !== id), id];
  }

  set(ids: readonly string[]) {
    this.ids = ids;
  }

  clear() {
    this.ids = [];
  }

  /** What is picked of that scene, farthest first. */
  of(scene: Scene | null): Placement[] {
    return scene?.placements.filter((placement) => this.has(placement.id)) ?? [];
  }
}

export const selection = new Selection();
