/** The fonts that words can be set in. */
import { keepFont, pictureUrl } from '../backend';
import { menu } from '../shared/menu.svelte';
import { session } from '../shared/session.svelte';
import { attempt } from '../shared/toasts.svelte';
import { words } from '../shared/words.svelte';
import type { Font, Text } from '../types/Project';
import type { FontView } from '../types/View';
import { pickFile } from './pick-file';

/** What a font's file may end in. */
const FONT_FILES = '.ttf,.otf,.ttc';

/** The bundled font of a text; none when it is the person's own. */
export function fontOf(text: Text): FontView | undefined {
  const { font } = text;
  return font.kind === 'bundled' ? session.fonts.find((one) => one.id === font.font) : undefined;
}

/** Offers every font, set in itself. */
export function fontMenu(anchor: HTMLElement, text: Text, choose: (font: Font) => void) {
  const now = fontOf(text)?.id;
  menu.under(anchor, words.m.room.font, [
    ...session.fonts.map((font) => ({
      label: font.name,
      hint: font.languages.join(', '),
      picture: pictureUrl(font.picture),
      checked: font.id === now,
      run: () => choose({ kind: 'bundled', font: font.id }),
    })),
    null,
    { label: words.m.room.addFont, checked: now === undefined, run: () => void own(choose) },
  ]);
}

/** Asks for a font file of the person's own, and sets the words in it. */
async function own(choose: (font: Font) => void) {
  const file = await pickFile(FONT_FILES);
  const blob = file && (await attempt(keepFont(file)));
  if (blob) choose({ kind: 'own', blob });
}
