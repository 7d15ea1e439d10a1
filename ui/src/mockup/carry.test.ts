import { describe, expect, it } from 'vitest';
import type { Scene } from '../types/Project';
import { carryOver } from './carry';

const scene = (...anchors: string[]): Scene => ({
  id: 's',
  name: 'Set',
  carrier: 'bag',
  view: 'front',
  tint: '#000000',
  pattern: null,
  placements: anchors.map((anchor, i) => ({ id: `p${i}`, charm: 'c', anchor, turn: 0, yaw: 0 })),
});
const bag = { id: 'bag', view: 'front', anchors: ['ring', 'zip', 'loop'] };
const moves = (scene: Scene, to: string[]) =>
  Object.fromEntries(
    carryOver(scene, bag, { id: 'tote', view: 'close', anchors: to }).flatMap((edit) =>
      edit.kind === 'move_placement' ? [[edit.placement, edit.anchor]] : [],
    ),
  );

describe('another carrier', () => {
  it('is shown from where it looks best', () => {
    const [first] = carryOver(scene(), bag, { id: 'tote', view: 'close', anchors: [] });
    expect(first).toEqual({ kind: 'set_carrier', scene: 's', carrier: 'tote', view: 'close' });
  });
  it('takes a charm at the anchor of the same name', () => {
    expect(moves(scene('zip'), ['strap', 'zip'])).toEqual({});
  });
  it('takes the others in their order, and leaves named places to their own', () => {
    expect(moves(scene('ring', 'zip'), ['zip', 'a', 'b'])).toEqual({ p0: 'a' });
    expect(moves(scene('ring', 'zip', 'loop'), ['a', 'b', 'c'])).toEqual({ p0: 'a', p1: 'b', p2: 'c' });
  });
  it('with fewer anchors loses nothing', () => {
    expect(moves(scene('ring', 'zip', 'loop'), ['a'])).toEqual({ p0: 'a', p1: 'a', p2: 'a' });
    expect(moves(scene('ring', 'ring', 'zip'), ['a', 'b'])).toEqual({ p0: 'a', p1: 'a', p2: 'b' });
  });
});
