/** A photo while it is made a carrier: nothing is committed until it is done. */
import { freshId } from '../../shared/ids';
import { words } from '../../shared/words.svelte';
import type { BrushStroke, Photo, PhotoAnchor, Ruler, Spot } from '../../types/Project';
import type { PhotoView } from '../../types/View';

export const STEPS = ['scale', 'anchors', 'front', 'light'] as const;
export type Step = (typeof STEPS)[number];

/** The longer side of a bank card, as ISO 7810 has it. */
export const BANK_CARD_MM = 85.6;
/** As far as cloth usually lies behind a charm that hangs from a ring, in mm. */
const SURFACE_MM = 6;
/** Where the ruler lies before anybody laid it. */
const UNLAID: Ruler = { from: { u: 0.3, v: 0.8 }, to: { u: 0.7, v: 0.8 }, length: BANK_CARD_MM };
/** Pixels in a millimetre that a ruler can tell truly: the core holds photos to the same. */
const SCALES = { least: 0.25, most: 80 };
/** What a photo can be short of. */
export type Short = 'scale' | 'length' | 'places' | 'names';

export class Draft {
  /** What was there before; `null` for a new photo. */
  readonly before: Photo | null;
  readonly view: PhotoView;
  step = $state<Step>('scale');
  name = $state('');
  ruler = $state.raw<Ruler>(UNLAID);
  anchors = $state.raw<PhotoAnchor[]>([]);
  front = $state.raw<BrushStroke[]>([]);
  light = $state.raw<[number, number]>([-0.35, -0.5]);
  /** The anchor in the hand. */
  picked = $state<string | null>(null);
  /** The brush: its radius, as a share of the photo's longer side, and whether it brings charms back. */
  radius = $state(0.02);
  keep = $state(false);

  anchor = $derived(this.anchors.find((one) => one.id === this.picked) ?? null);

  constructor(view: PhotoView, before: Photo | null, name: string) {
    this.view = view;
    this.before = before;
    this.name = before?.name ?? name;
    if (!before) {
      this.addAnchor({ u: 0.5, v: 0.35 });
      return;
    }
    this.ruler = before.ruler;
    this.anchors = before.anchors;
    this.front = before.front;
    this.light = before.light;
  }

  addAnchor(at: Spot) {
    const taken = (name: string) => this.anchors.some((one) => one.name === name);
    let n = this.anchors.length + 1;
    while (taken(words.m.mockup.photo.anchorNamed(n))) n++;
    const anchor = {
      id: freshId(),
      name: words.m.mockup.photo.anchorNamed(n),
      at,
      surface_distance: SURFACE_MM,
    };
    this.anchors = [...this.anchors, anchor];
    this.picked = anchor.id;
  }

  changeAnchor(id: string, change: Partial<PhotoAnchor>) {
    this.anchors = this.anchors.map((one) => (one.id === id ? { ...one, ...change } : one));
  }

  removeAnchor(id: string) {
    const at = this.anchors.findIndex((one) => one.id === id);
    this.anchors = this.anchors.filter((one) => one.id !== id);
    this.picked = this.anchors[Math.min(at, this.anchors.length - 1)]?.id ?? null;
  }

  paint(path: Spot[]) {
    this.front = [...this.front, { keep: this.keep, radius: this.radius, path }];
  }

  /** As it would be stored. */
  photo(): Photo {
    return {
      id: this.before?.id ?? freshId(),
      name: this.name.trim(),
      blob: this.view.blob,
      ruler: this.ruler,
      anchors: this.anchors.map((one) => ({ ...one, name: one.name.trim() })),
      front: this.front,
      light: this.light,
    };
  }

  /** What keeps it from being stored; `null` when it has a scale, a place to hang from, and names. */
  short = $derived.by((): Short | null => {
    const { from, to, length } = this.ruler;
    const laid = from !== UNLAID.from || to !== UNLAID.to;
    if (!laid) return 'scale';
    const [width, height] = this.view.size_px;
    const scale = Math.hypot((to.u - from.u) * width, (to.v - from.v) * height) / length;
    if (!(scale >= SCALES.least && scale <= SCALES.most)) return 'length';
    if (this.anchors.length === 0) return 'places';
    const named = [this.name, ...this.anchors.map((one) => one.name)].every((name) => name.trim() !== '');
    return named ? null : 'names';
  });
}
