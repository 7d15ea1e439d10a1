/** What a contact sheet shows: several sets, or the charms of one on several carriers. */
import { SvelteSet } from 'svelte/reactivity';
import { session } from '../../shared/session.svelte';
import type { PictureFormat, PictureShape, SheetOrder, SheetPicture } from '../../types/Order';
import type { Scene } from '../../types/Project';
import { carrierTitle, placesOf } from '../places';
import { titleOf } from '../set-name';
import { carried } from './carried';

export type SheetOf = 'carriers' | 'sets';
/** Something that can be on the sheet. */
export type Choice = { id: string; name: string };

/** As many letters as the core takes; two long names together have more. */
const LONGEST_CAPTION = 120;

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
  const caption = [...`${name}${on}`].slice(0, LONGEST_CAPTION).join('');
  return { scene: id, edit: null, caption };
}

function onCarrier(scene: Scene, { id, name }: Choice): SheetPicture {
  if (id === scene.carrier) return { scene: scene.id, edit: null, caption: name };
  const carrier = session.carriers.find((one) => one.id === id);
  const other = { places: placesOf(id), views: carrier?.views ?? [], tint: carrier?.tints[0] };
  const edits = carried(scene, placesOf(scene.carrier), other);
  return { scene: scene.id, edit: { kind: 'together', edits }, caption: name };
}
