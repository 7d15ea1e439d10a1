/** Marks an element with words and keys for the tooltip, which Tooltip.svelte shows. */
import { onMac } from './platform';
import { ariaKeys, caps, type Keys } from './shortcuts';

/** The attributes of a thing that says `text` and answers to `keys`. */
export function tip(text: string, keys?: Keys) {
  if (keys === undefined) return { 'data-tip': text };
  return {
    'data-tip': text,
    'data-tip-keys': caps(keys, onMac).join(' '),
    'aria-keyshortcuts': ariaKeys(keys, onMac),
  };
}
