import { describe, expect, it } from 'vitest';
import { found } from './find';

const named = (...names: string[]) => names.map((name) => ({ name }));
const names = (typed: string, ...of: string[]) => found(named(...of), typed).map((one) => one.name);

describe('finding by name', () => {
  it('beginnings come before words, words before pieces', () => {
    expect(names('print', 'Reprint', 'Go to Print', 'Print file')).toEqual([
      'Print file',
      'Go to Print',
      'Reprint',
    ]);
  });
  it('letters in order are enough', () => {
    expect(names('exd', 'Export as .dangle file', 'Undo')).toEqual(['Export as .dangle file']);
  });
  it('accents and full-width letters do not matter', () => {
    expect(names('ｅｃｌ', 'Éclair')).toEqual(['Éclair']);
    expect(names('印刷', '打开印刷室', '设计')).toEqual(['打开印刷室']);
  });
  it('nothing typed finds everything, nonsense nothing', () => {
    expect(names('', 'a', 'b')).toEqual(['a', 'b']);
    expect(names('xyz', 'a', 'b')).toEqual([]);
  });
});
