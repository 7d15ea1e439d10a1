/** How two charms differ, in figures. */
import type { CharmView } from '../types/View';
import { words } from '../shared/words.svelte';

type Row = { name: string; mine: string; other: string };

export function differences(mine: CharmView, other: CharmView, open: number, otherOpen: number): Row[] {
  const { room, design } = words.m;
  const row = (name: string, of: (view: CharmView) => string): Row => ({
    name,
    mine: of(mine),
    other: of(other),
  });
  return [
    row(design.size, (view) => words.extent(view.size_mm)),
    row(room.mass, (view) => words.mass(view.mass_g)),
    row(room.tilt, (view) => (view.tilt_deg === null ? '–' : words.angle(Math.abs(view.tilt_deg)))),
    row(design.modes.necks, (view) => (view.neck ? words.length(view.neck.width_mm) : '–')),
    row(room.nodes, (view) => words.number(view.nodes)),
    { name: room.openChecks, mine: words.number(open), other: words.number(otherOpen) },
  ];
}
