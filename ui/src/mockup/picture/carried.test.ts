import { expect, test } from 'vitest';
import type { Scene } from '../../types/Project';
import { carried } from './carried';

const hung = (id: string, anchor: string) => ({ id, charm: id, anchor, turn: 0, yaw: 0 });
const scene = (...anchors: string[]): Scene => ({
  id: 'set',
  name: 'Set 1',
  carrier: 'bag',
  view: 'front',
  tint: '#112233',
  pattern: null,
  placements: anchors.map((anchor, index) => hung(`p${index}`, anchor)),
});
const bag = { id: 'bag', view: 'front', anchors: ['ring', 'zip', 'loop'] };
const shoe = {
  places: { id: 'shoe', view: 'side', anchors: ['lace', 'eyelet'] },
  views: [
    { id: 'side', anchors: ['lace'] },
    { id: 'whole', anchors: ['lace', 'eyelet'] },
  ],
  tint: '#445566',
};

test('a charm for which the other carrier has no place is left out, not hidden', () => {
  const edits = carried(scene('ring', 'zip', 'loop'), bag, shoe);
  const off = edits.filter((edit) => edit.kind === 'unplace').map((edit) => edit.placement);
  expect(off).toEqual(['p2']);
});

test('charms that shared a place share one there too', () => {
  const edits = carried(scene('ring', 'ring'), bag, shoe);
  expect(edits.some((edit) => edit.kind === 'unplace')).toBe(false);
});

test('the view shows as many charms as it can, the first one where it shows all', () => {
  const view = (...anchors: string[]) =>
    carried(scene(...anchors), bag, shoe).flatMap((edit) =>
      edit.kind === 'set_carrier' ? [edit.view] : [],
    )[0];
  expect(view('ring')).toBe('side');
  expect(view('ring', 'zip')).toBe('whole');
});

test('the carrier has a colour of its own, and no pattern of the bag', () => {
  const edits = carried(scene('ring'), bag, shoe);
  expect(edits).toContainEqual({ kind: 'tint', scene: 'set', tint: '#445566' });
  expect(edits).toContainEqual({ kind: 'set_pattern', scene: 'set', pattern: null });
});
