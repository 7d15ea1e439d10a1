/** What the read-back found, in as few words as a row has room for; the rest is in its tooltip. */
import type { ProofLine } from '../../types/View';

export function briefly({ code, found, passed }: Pick<ProofLine, 'code' | 'found' | 'passed'>): string {
  // What failed is told in full.
  if (!passed) return found;
  switch (code) {
    case 'pdf_x':
      return /X-\d\w*/.exec(found)?.[0] ?? found;
    case 'output_intent':
      return /\b(FOGRA|GRACoL|SWOP|PSO)\w*/i.exec(found)?.[0] ?? found;
    case 'boxes':
      return sizeIn(found) ?? found;
    case 'cut_spot':
      return found.split(' in ', 1)[0] ?? found;
    case 'layers':
      return String(found.split(', ').length);
    default:
      return found;
  }
}

/** The first size in a text, to the hundredth: "40.46 × 50.00". */
function sizeIn(text: string): string | undefined {
  const sides = /([\d.]+) × ([\d.]+)/.exec(text)?.slice(1);
  return sides?.map((side) => Number(side).toFixed(2)).join(' × ');
}
