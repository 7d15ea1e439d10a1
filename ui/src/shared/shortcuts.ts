/** Keys, as they are written in one table, matched in one place and shown in tooltips. */

/** A key with its modifiers: "Mod+K", "Alt+1", "Shift+1", "[". `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
export type Keys = string;

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Whether that event is a press of those keys. */
export function matches(event: Pressed, keys: Keys, onMac: boolean): boolean {
  const { key, mod, alt, shift } = parts(keys);
  const modDown = onMac ? event.metaKey : event.ctrlKey;
  const otherDown = onMac ? event.ctrlKey : event.metaKey;
  if (modDown !== mod || otherDown || event.altKey !== alt) return false;
  if (isDigit(key)) return event.code === `Digit${key}` && event.shiftKey === shift;
  // A sign such as ? or [ may need Shift or AltGr on some keyboards: the sign decides, not the modifier.
  if (isSign(key)) return event.key === key;
  return event.key.toLowerCase() === key.toLowerCase() && event.shiftKey === shift;
}

/** The keys as a person reads them: ["Ctrl", "K"], or ["⌘", "K"] on a Mac. */
export function caps(keys: Keys, onMac: boolean): string[] {
  const { key, mod, alt, shift } = parts(keys);
  const names: Record<string, string> = { Delete: onMac ? '⌫' : 'Del', Escape: 'Esc', ' ': 'Space' };
  return [
    ...(mod ? [onMac ? '⌘' : 'Ctrl'] : []),
    ...(alt ? [onMac ? '⌥' : 'Alt'] : []),
    ...(shift ? [onMac ? '⇧' : 'Shift'] : []),
    names[key] ?? (key.length === 1 ? key.toUpperCase() : key),
  ];
}

/** The keys as `aria-keyshortcuts` wants them. */
export function ariaKeys(keys: Keys, onMac: boolean): string {
  return keys.replace('Mod', onMac ? 'Meta' : 'Control');
}

function parts(keys: Keys) {
  const names = keys.split('+');
  const last = names.pop() || '+';
  const modifiers = new Set(names);
  return { key: last, mod: modifiers.has('Mod'), alt: modifiers.has('Alt'), shift: modifiers.has('Shift') };
}

function isDigit(key: string): boolean {
  return /^\d$/.test(key);
}

function isSign(key: string): boolean {
  return key.length === 1 && !/[a-z]/i.test(key);
}
