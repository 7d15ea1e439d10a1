/** Where charms can hang on a carrier. */
import { session } from '../shared/session.svelte';
import type { Places } from './carry';

/** A photo has one view. */
const PHOTO_VIEW = 'photo';

/** Every anchor of a carrier once, those of its first view in front. */
export function placesOf(carrier: string): Places {
  const photo = session.project?.photos.find((one) => one.id === carrier);
  if (photo) return { id: photo.id, view: PHOTO_VIEW, anchors: photo.anchors.map((one) => one.id) };
  const found = session.carriers.find((one) => one.id === carrier);
  if (!found) return { id: carrier, view: '', anchors: [] };
  const first = found.views.filter((view) => view.id === found.default_view);
  const rest = found.views.filter((view) => view.id !== found.default_view);
  const anchors = [...first, ...rest].flatMap((view) => view.anchors);
  return { id: carrier, view: found.default_view, anchors: [...new Set(anchors)] };
}
