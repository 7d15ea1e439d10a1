/** The scene as large on the glass as it would be in the hand. */
import { glassScale } from '../shared/actions.svelte';
import { papers } from '../shared/paper.svelte';
import { scenery } from './scenery.svelte';
import { selection } from './selection.svelte';

/** The picture's pixels in a millimetre, where the person looks: at the charm that is picked. */
export function pictureScale(): number {
  const picked = scenery.placement(selection.lead);
  const anchor = picked ? scenery.anchor(picked.anchor) : undefined;
  return (anchor ?? scenery.view?.anchors[0])?.px_per_mm ?? 1;
}

export function trueSize() {
  papers.mockup.showAt(glassScale() / pictureScale());
}
