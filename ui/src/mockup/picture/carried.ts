/** A set as a contact sheet shows it on another carrier. */
import type { Edit } from '../../types/Edit';
import type { Placement, Scene } from '../../types/Project';
import { carryOver, type Places } from '../carry';

/** What a sheet needs to know of the other carrier. */
export type Other = {
  places: Places;
  /** Its views, with the places that each shows; none where it has one alone. */
  views: readonly { id: string; anchors: readonly string[] }[];
  /** A colour that suits it; `undefined` where it takes none. */
  tint: string | undefined;
};

/**
 * The edits that show the set there: in a colour of that carrier's own, seen from where most charms are in sight,
 * without those that would hide another because it has too few places.
 */
export function carried(scene: Scene, from: Places, { places, views, tint }: Other): Edit[] {
  const edits = carryOver(scene, from, places);
  const goals = new Map(
    edits.flatMap((edit) => (edit.kind === 'move_placement' ? [[edit.placement, edit.anchor]] : [])),
  );
  const goalOf = (one: Placement) => goals.get(one.id) ?? one.anchor;
  const surplus = withoutPlace(scene.placements, goalOf);
  const shown = scene.placements.filter((one) => !surplus.includes(one)).map(goalOf);
  const inSight = (anchors: readonly string[]) => shown.filter((goal) => anchors.includes(goal)).length;
  const first = views.find((view) => view.id === places.view);
  const best = views.reduce(
    (best, view) => (inSight(view.anchors) > inSight(best?.anchors ?? []) ? view : best),
    first,
  );
  const on = best?.id ?? places.view;
  const cloth: Edit[] = [
    { kind: 'tint', scene: scene.id, tint: tint ?? scene.tint },
    { kind: 'set_pattern', scene: scene.id, pattern: null },
  ];
  return [
    ...edits.map((edit) => (edit.kind === 'set_carrier' ? { ...edit, view: on } : edit)),
    ...surplus.map((one): Edit => ({ kind: 'unplace', scene: scene.id, placement: one.id })),
    ...cloth,
  ];
}

/** The placements whose goal is taken already by one that hung elsewhere before. */
function withoutPlace(placements: readonly Placement[], goalOf: (one: Placement) => string): Placement[] {
  const owners = new Map<string, string>();
  return placements.filter((one) => {
    const owner = owners.get(goalOf(one)) ?? one.anchor;
    owners.set(goalOf(one), owner);
    return owner !== one.anchor;
  });
}
