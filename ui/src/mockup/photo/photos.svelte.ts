/** The project's photos as carriers, and the one that is being made. */
import * as backend from '../../backend';
import { session } from '../../shared/session.svelte';
import { attempt, toasts } from '../../shared/toasts.svelte';
import { words } from '../../shared/words.svelte';
import type { Photo } from '../../types/Project';
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
    const view = await attempt(backend.keepPhoto(file));
    this.reading = false;
    if (view && this.open) this.draft = new Draft(view, null, nameOf(file));
  }

  close() {
    this.open = false;
    this.draft = null;
  }

  /** Stores the photo as one step; answers its id, or `null` when the core refused. */
  async done(): Promise<string | null> {
    const { draft } = this;
    if (!draft?.ready) return null;
    const photo = draft.photo();
    const kind = draft.before ? 'set_photo' : 'add_photo';
    if (!(await session.edit({ kind, photo }))) return null;
    this.close();
    return photo.id;
  }

  async remove(photo: Photo) {
    if (await session.edit({ kind: 'remove_photo', photo: photo.id }))
      toasts.undoable(words.m.mockup.photo.removed(photo.name), session.revision);
  }
}

function nameOf(file: File): string {
  return file.name.replace(/\.[^.]+$/, '').trim() || words.m.mockup.photo.title;
}

export const photos = new Photos();
