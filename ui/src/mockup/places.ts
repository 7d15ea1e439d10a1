/** Where charms can hang on a carrier. */
import { session } from '../shared/session.svelte';
import { words } from '../shared/words.svelte';
import type { Photo } from '../types/Project';
import type { Places } from './carry';

/** A photo has one view. */
const PHOTO_VIEW = 'photo';

/** The photo that stands as that carrier, if it is one. */
export const photoOf = (carrier: string): Photo | undefined =>
  session.project?.photos.find((one) => one.id === carrier);

/** What people call a carrier. */
export function carrierTitle(id: string): string {
  const found = session.carriers.find((one) => one.id === id);
  return photoOf(id)?.name ?? words.name(id, found?.name ?? '');
}

/** The places of a photo, whether the project has it or will have it. */
export const placesOfPhoto = (photo: Photo): Places => ({
  id: photo.id,
  view: PHOTO_VIEW,
  anchors: photo.anchors.map((one) => one.id),
});

/** Every anchor of a carrier once, those of its first view in front. */
export function placesOf(carrier: string): Places {
  const photo = photoOf(carrier);
  if (photo) return placesOfPhoto(photo);
  const found = session.carriers.find((one) => one.id === carrier);
  if (!found) return { id: carrier, view: '', anchors: [] };
  const first = found.views.filter((view) => view.id === found.default_view);
  const rest = found.views.filter((view) => view.id !== found.default_view);
  const anchors = [...first, ...rest].flatMap((view) => view.anchors);
  return { id: carrier, view: found.default_view, anchors: [...new Set(anchors)] };
}
