/** The elements of the parts that swing, as long as they are there. */
import type { PlacementView, SceneView } from '../../types/View';
import type { Scene } from '../../types/Project';
import type { Moved } from './player';
import { PARTS, standOf, type PartName } from './stand';

export class Parts {
  #elements = new Map<string, Map<PartName, HTMLElement>>();

  /** An attachment that tells of a part's element. */
  of(placement: string, name: PartName) {
    return (element: HTMLElement) => {
      const parts = this.#elements.get(placement) ?? new Map<PartName, HTMLElement>();
      this.#elements.set(placement, parts.set(name, element));
      return () => {
        parts.delete(name);
        if (parts.size === 0) this.#elements.delete(placement);
      };
    };
  }

  /** What of a scene can be moved. */
  moved(scene: Scene, view: SceneView): Map<string, Moved> {
    const moved = view.placements.flatMap((placement): [string, Moved][] => {
      const anchor = view.anchors.find(({ id }) => id === placement.anchor);
      const parts = this.#elements.get(placement.id);
      const yaw = scene.placements.find(({ id }) => id === placement.id)?.yaw ?? 0;
      return anchor && parts ? [[placement.id, { stand: standOf(placement, anchor, yaw), parts }]] : [];
    });
    return new Map(moved);
  }
}

/** The sprites of a placement's parts, in the order they are drawn. */
export function partsOf({ shadow, swing }: PlacementView) {
  const sprites = { shadow, ...swing };
  return PARTS.flatMap((name) => {
    const sprite = sprites[name];
    return sprite ? [[name, sprite] as const] : [];
  });
}
