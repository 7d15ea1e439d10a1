/** Colours to choose from, where a process has few: a factory matches them by eye. */
import type { MenuItems } from '../shared/menu.svelte';
import { session } from '../shared/session.svelte';
import { words } from '../shared/words.svelte';

/** Every swatch that comes with Dangle. */
export function swatchMenu(choose: (colour: string) => void): MenuItems {
  return session.swatches.map(({ name, colour }) => ({
    label: words.name(`swatch-${name}`, name),
    hint: colour,
    picture: chip(colour),
    run: () => choose(colour),
  }));
}

/** A round chip of that colour. */
function chip(colour: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9" fill="${colour}" stroke="#8f8798"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
