import { describe, expect, it } from 'vitest';
import { nudgeOf, turnOf } from './keys';

const press = (
  key: string,
  held: Partial<Record<'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey', boolean>> = {},
) => ({
  key,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
});

describe('keys on a laid charm', () => {
  it('moves by a millimetre, ten with Shift and a tenth with Alt', () => {
    expect(nudgeOf(press('ArrowLeft'))).toEqual([-1, 0]);
    expect(nudgeOf(press('ArrowDown', { shiftKey: true }))).toEqual([0, 10]);
    expect(nudgeOf(press('ArrowRight', { altKey: true }))).toEqual([0.1, 0]);
    expect(nudgeOf(press('ArrowRight', { ctrlKey: true }))).toBeNull();
    expect(nudgeOf(press('a'))).toBeNull();
  });

  it('turns as far as the sheet and the grain allow', () => {
    expect(turnOf(press('r'), 'free', false)).toBe(15);
    expect(turnOf(press('R', { shiftKey: true }), 'four', false)).toBe(-90);
    expect(turnOf(press('r', { altKey: true }), 'free', false)).toBe(1);
    expect(turnOf(press('r'), 'one', false)).toBeNull();
    expect(turnOf(press('r'), 'free', true)).toBe(180);
    expect(turnOf(press('r', { ctrlKey: true }), 'free', false)).toBeNull();
  });
});
