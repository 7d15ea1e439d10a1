/** Ways to bring placements into line, for the menu, the keys and the inspector. */
import type { Placement, Scene } from '../types/Project';
import { turn, twist } from './deeds';

export const hangStraight = (scene: Scene, chosen: Placement[]) => turn(scene, chosen, () => 0);

/** All as the one picked last. */
export const sameTurn = (scene: Scene, chosen: Placement[], lead: Placement) =>
  turn(scene, chosen, () => lead.turn);

export const faceFront = (scene: Scene, chosen: Placement[]) => twist(scene, chosen, () => 0);
export const faceBack = (scene: Scene, chosen: Placement[]) => twist(scene, chosen, () => 180);
