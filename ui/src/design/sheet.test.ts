import { expect, test } from 'vitest';
import type { CharmView } from '../types/View';
import { sheetOf } from './sheet';

const shown = (guides: Partial<CharmView['guides'][number]>[]) =>
  ({ size_mm: [40, 50], guides }) as unknown as CharmView;

test('a seam beyond the charm is on the sheet', () => {
  const seam = { kind: 'seam', rect: [-5, -6, 50, 62] } as const;
  expect(sheetOf(shown([{ ...seam, rect: [...seam.rect] }]))).toEqual({
    x: -5,
    y: -6,
    width: 50,
    height: 62,
  });
});

test('a line inside the charm changes nothing, nor does the size before shrinking', () => {
  const safe = { kind: 'safe' as const, rect: [2, 2, 36, 46] as [number, number, number, number] };
  const unshrunk = {
    kind: 'unshrunk' as const,
    rect: [-30, -40, 100, 130] as [number, number, number, number],
  };
  expect(sheetOf(shown([safe, unshrunk]))).toEqual({ x: 0, y: 0, width: 40, height: 50 });
});
