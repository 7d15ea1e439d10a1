import { describe, expect, it } from 'vitest';
import { briefly } from './brief';

const said = (code: string, found: string, passed = true) => briefly({ code, found, passed });

describe('the read-back in a row', () => {
  it('long findings are said in a word', () => {
    expect(said('pdf_x', 'PDF/X-4 in Info, PDF/X-4 in XMP, PDF 1.6')).toBe('X-4');
    expect(said('output_intent', 'Coated FOGRA39 (FOGRA39L.ti3, Argyll)')).toBe('FOGRA39');
    expect(said('boxes', 'trim 40.465 × 50.000 mm, bleed 44.465 × 54.000 mm')).toBe('40.47 × 50.00');
    expect(said('cut_spot', '2 strokes in CutContour')).toBe('2 strokes');
    expect(said('layers', 'Artwork, CutContour, White')).toBe('3');
  });
  it('a press condition nobody knows keeps its own name', () => {
    expect(said('output_intent', 'Our own press')).toBe('Our own press');
  });
  it('what failed is told in full', () => {
    expect(said('boxes', 'trim none, bleed none', false)).toBe('trim none, bleed none');
  });
});
