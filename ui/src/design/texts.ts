/** Words on a charm, as the hand makes and changes them. */
import type { Spot, Text } from '../types/Project';
import type { FontView } from '../types/View';
import { freshId } from '../shared/ids';

/** The words shown: those of the language, or as written. */
export function shownWords(text: Text, language: string | null): string {
  return (language !== null && text.translations[language]) || text.words;
}

/** New words in the middle of `at`, in the first font there is for them. */
export function newText(words: string, at: Spot, fonts: readonly FontView[]): Text | null {
  const font = fonts[0];
  if (!font) return null;
  return {
    id: freshId(),
    words,
    translations: {},
    font: { kind: 'bundled', font: font.id },
    em: 0.12,
    colour: '#1f1d2b',
    halo: { colour: '#ffffff', width: 0.12 },
    at,
    turn: 0,
    bend: 0,
  };
}

/** Chinese, Japanese and Korean signs and emoji fill their em. */
const WIDE = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u;
/** Width of a Latin letter, in ems, on the whole. */
const LATIN_EM = 0.56;

/** About how wide and high words are, in ems: enough to lay a frame round them. */
export function extentOf(words: string): { width: number; height: number } {
  const lines = words.split('\n');
  const widths = lines.map((line) =>
    [...line].reduce((sum, sign) => sum + (WIDE.test(sign) ? 1 : LATIN_EM), 0),
  );
  return { width: Math.max(1, ...widths), height: 1.2 * lines.length };
}
