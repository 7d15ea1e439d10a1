/** The project's photos as carriers, and the one that is being made. */
import * as backend from '../../backend';
import { drops } from '../../shared/drops.svelte';
import { session } from '../../shared/session.svelte';
import { attempt, toasts } from '../../shared/toasts.svelte';
import { words } from '../../shared/words.svelte';
import type { Edit } from '../../types/Edit';
import type { Photo } from '../../types/Project';
import type { DroppedPhoto } from '../../types/View';
import { carryOver } from '../carry';
import { together } from '../deeds';
import { carrierTitle, placesOf, placesOfPhoto } from '../places';
import { Draft } from './draft.svelte';

class Photos {
  /** Whether the sheet is open. */
  open = $state(false);
  draft = $state.raw<Draft | null>(null);
  /** A file is on its way to the core. */
  reading = $state(false);

  /** Opens the sheet to choose a photo. */
  choose() {
    this.draft = null;
    this.open = true;
  }

  async edit(photo: Photo) {
    const view = await attempt(backend.photoView(photo.blob));
    if (!view) return;
    this.draft = new Draft(view, photo, photo.name);
    this.open = true;
  }

  async take(file: File) {
    this.reading = true;
    const photo = await attempt(backend.keepPhoto(file));
    this.reading = false;
    if (photo && this.open) this.begin({ name: file.name, photo });
  }

  /** Begins with a photo that is kept already; what is being marked goes first. */
  begin({ name, photo }: DroppedPhoto) {
    if (this.draft) return;
    this.draft = new Draft(photo, null, nameOf(name));
    this.open = true;
  }

  /** What is dropped on that element is a photo, while it is there; what is being marked goes first. */
  area = drops.place({
    kind: 'photo',
    open: () => this.draft === null,
    take: (file) => {
      this.choose();
      void this.take(file);
    },
  });

  close() {
    this.open = false;
    this.draft = null;
  }

  /** Stores the photo as one step; the set in the hand moves onto a new one. */
  async done() {
    const { draft } = this;
    if (!draft || draft.short !== null) return;
    const photo = draft.photo();
    const edits: Edit[] = [{ kind: draft.before ? 'set_photo' : 'add_photo', photo }];
    const { scene } = session;
    if (!draft.before && scene)
      edits.push(...carryOver(scene, placesOf(scene.carrier), placesOfPhoto(photo)));
    if (await together(edits)) this.close();
  }

  /** Removes a photo as one step; sets that hang on it move to the first carrier, with all their charms. */
  async remove(photo: Photo) {
    const { mockup: m } = words.m;
    const [first] = session.carriers;
    const sets = (session.project?.scenes ?? []).filter((scene) => scene.carrier === photo.id);
    const moves = first
      ? sets.flatMap((scene) => carryOver(scene, placesOfPhoto(photo), placesOf(first.id)))
      : [];
    if (!(await together([...moves, { kind: 'remove_photo', photo: photo.id }]))) return;
    const moved = first && sets.length > 0;
    const text = moved
      ? m.photo.removedFrom(photo.name, sets.length, carrierTitle(first.id))
      : m.photo.removed(photo.name);
    toasts.undoable(text, session.revision);
  }
}

function nameOf(file: string): string {
  return file.replace(/\.[^.]+$/, '').trim() || words.m.mockup.photo.title;
}

export const photos = new Photos();
