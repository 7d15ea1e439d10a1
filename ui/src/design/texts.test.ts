import { describe, expect, it } from 'vitest';
import { extentOf, newText, shownWords } from './texts';

const FONTS = [{ id: 'fredoka', name: 'Fredoka', languages: ['en'], picture: 'key' }];

describe('words on a charm', () => {
  it('a translation is shown in its language, and the words as written where there is none', () => {
    const text = newText('Mochi', { u: 0.5, v: 0.5 }, FONTS);
    if (!text) throw new Error('there is a font');
    const both = { ...text, translations: { ja: 'もち' } };
    expect(shownWords(both, 'ja')).toBe('もち');
    expect(shownWords(both, 'zh-CN')).toBe('Mochi');
    expect(shownWords(both, null)).toBe('Mochi');
  });
  it('no words without a font', () => {
    expect(newText('Mochi', { u: 0.5, v: 0.5 }, [])).toBeNull();
  });
  it('Japanese is wider than Latin, and two lines are higher than one', () => {
    expect(extentOf('もちもち').width).toBeGreaterThan(extentOf('moch').width);
    expect(extentOf('a\nb').height).toBeGreaterThan(extentOf('ab').height);
  });
});
