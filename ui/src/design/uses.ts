/** What of the room has an effect for a process: nothing else is shown. */
import type { Use } from '../types/Process';
import type { OutlineStyle } from '../types/Project';
import type { ProcessView } from '../types/View';
import { STYLES } from './styles';

/** What acrylic uses, until the processes are known. */
const ACRYLIC: Use[] = ['white', 'back', 'bleed', 'cutouts', 'styles', 'holes'];

export type Uses = (use: Use) => boolean;

export function usesOf(process: ProcessView | undefined): Uses {
  const uses = process?.uses ?? ACRYLIC;
  return (use) => uses.includes(use);
}

/** The styles that a process can make; one that is chosen already is always among them. */
export function stylesOf(process: ProcessView | undefined, chosen: OutlineStyle): OutlineStyle[] {
  const can = process?.styles ?? STYLES;
  return STYLES.filter((style) => style === chosen || can.includes(style));
}

/** What a process belongs to, as people look for it. */
export const FAMILIES = ['acrylic', 'metal', 'cloth', 'rubber', 'home'] as const;
export type Family = (typeof FAMILIES)[number];

const FAMILY_OF: Record<string, Family> = {
  'badge-tin': 'metal',
  'die-cast': 'metal',
  'enamel-hard': 'metal',
  'enamel-soft': 'metal',
  embroidery: 'cloth',
  leather: 'cloth',
  plush: 'cloth',
  woven: 'cloth',
  pvc: 'rubber',
  resin: 'rubber',
  'print-3d': 'rubber',
  'shrink-plastic': 'home',
  wood: 'home',
};

export const familyOf = (process: string): Family => FAMILY_OF[process] ?? 'acrylic';
