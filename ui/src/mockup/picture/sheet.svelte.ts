/** What a contact sheet shows: several sets, or the charms of one on several carriers. */
import { SvelteSet } from 'svelte/reactivity';
import { session } from '../../shared/session.svelte';
import type { Edit } from '../../types/Edit';
import type { PictureFormat, PictureShape, SheetOrder, SheetPicture } from '../../types/Order';
import type { Scene } from '../../types/Project';
import { carryOver } from '../carry';
import { carrierTitle, placesOf } from '../places';
import { titleOf } from '../set-name';

export type SheetOf = 'carriers' | 'sets';
/** Something that can be on the sheet. */
export type Choice = { id: string; name: string };

class ContactSheet {
  of = $state.raw<SheetOf>('carriers');
  shape = $state.raw<PictureShape>('portrait');
  width = $state.raw(2048);
  format = $state.raw<PictureFormat>('png');
  /** What the person has unticked: whatever comes anew is on the sheet. */
  #out = new SvelteSet<string>();

  choices = $derived.by((): Choice[] => {
    if (this.of === 'carriers') {
      const all = [...session.carriers, ...(session.project?.photos ?? [])];
      return all.map(({ id }) => ({ id, name: carrierTitle(id) }));
    }
    const hung = (session.project?.scenes ?? []).filter((one) => one.placements.length > 0);
    return hung.map((one) => ({ id: one.id, name: titleOf(one) }));
  });
  chosen = $derived(this.choices.filter(({ id }) => !this.#out.has(id)));

  isChosen = (id: string) => !this.#out.has(id);

  toggle(id: string) {
    if (!this.#out.delete(id)) this.#out.add(id);
  }

  order(scene: Scene): SheetOrder {
    const { shape, width, format } = this;
    const pictures = this.chosen.map((choice) =>
      this.of === 'sets' ? ofSet(choice) : onCarrier(scene, choice),
    );
    return { pictures, shape, width, format };
  }
}

export const sheet = new ContactSheet();

function ofSet({ id, name }: Choice): SheetPicture {
  const scene = session.project?.scenes.find((one) => one.id === id);
  const on = scene ? ` · ${carrierTitle(scene.carrier)}` : '';
  return { scene: id, edit: null, caption: `${name}${on}` };
}

/** The set's charms on another carrier in a colour of its own, seen from where most of them are in sight. */
function onCarrier(scene: Scene, { id, name }: Choice): SheetPicture {
  if (id === scene.carrier) return { scene: scene.id, edit: null, caption: name };
  const to = placesOf(id);
  const edits = carryOver(scene, placesOf(scene.carrier), to);
  const goals = new Map(
    edits.flatMap((edit) => (edit.kind === 'move_placement' ? [[edit.placement, edit.anchor]] : [])),
  );
  const anchors = scene.placements.map((one) => goals.get(one.id) ?? one.anchor);
  const carrier = session.carriers.find((one) => one.id === id);
  const views = carrier?.views ?? [];
  const inSight = (view: string) =>
    anchors.filter((anchor) => views.find((one) => one.id === view)?.anchors.includes(anchor)).length;
  const best = views.reduce((best, view) => (inSight(view.id) > inSight(best) ? view.id : best), to.view);
  const seen = edits.map((edit) => (edit.kind === 'set_carrier' ? { ...edit, view: best } : edit));
  const cloth: Edit[] = [
    { kind: 'tint', scene: scene.id, tint: carrier?.tints[0] ?? scene.tint },
    { kind: 'set_pattern', scene: scene.id, pattern: null },
  ];
  return { scene: scene.id, edit: { kind: 'together', edits: [...seen, ...cloth] }, caption: name };
}
