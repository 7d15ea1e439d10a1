/** Finding by name: every letter typed, in order; whole words and beginnings first. */

/** The things whose names hold what was typed, best first; all of them when nothing was typed. */
export function found<Thing extends { name: string }>(things: readonly Thing[], typed: string): Thing[] {
  const wanted = folded(typed.trim());
  if (wanted === '') return [...things];
  const ranked = things.flatMap((thing, order) => {
    const rank = rankOf(folded(thing.name), wanted);
    return rank === null ? [] : [{ thing, rank, order }];
  });
  ranked.sort((a, b) => a.rank - b.rank || a.order - b.order);
  return ranked.map(({ thing }) => thing);
}

function rankOf(name: string, wanted: string): number | null {
  if (name.startsWith(wanted)) return 0;
  const inside = name.indexOf(wanted);
  if (inside > 0) return /[\s:(]/.test(name[inside - 1] ?? '') ? 1 : 2;
  return holdsInOrder(name, wanted) ? 3 : null;
}

function holdsInOrder(name: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted.replaceAll(' ', '')) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Without case and accents, and with full-width letters made plain. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
