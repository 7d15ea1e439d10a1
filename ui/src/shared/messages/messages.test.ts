import { describe, expect, it } from 'vitest';
import { en } from './en';
import { ja } from './ja';
import { zhCN } from './zh-CN';

/** The catalogue as flat lines: key and words. Functions are asked with figures and names. */
function lines(catalogue: object, under = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] => {
    const path = `${under}${key}`;
    if (typeof value === 'function') return [[path, String(value(2, 5))]];
    if (typeof value === 'string') return [[path, value]];
    return lines(value as object, `${path}.`);
  });
}
/** Names, sources and rules of the core may be fewer: what is missing is shown as the core has it. */
const spoken = (catalogue: object) =>
  lines(catalogue).filter(([key]) => !/^names\.|^sources\.|\.rules\./.test(key));

describe('messages', () => {
  it('every language has every word', () => {
    const keys = spoken(en).map(([key]) => key);
    for (const other of [zhCN, ja]) expect(spoken(other).map(([key]) => key)).toEqual(keys);
  });
  it('no word is empty', () => {
    for (const catalogue of [en, zhCN, ja]) {
      for (const [key, text] of lines(catalogue)) expect(text.trim(), key).not.toBe('');
    }
  });
  it('figures and names that are given are said', () => {
    for (const catalogue of [en, zhCN, ja]) {
      expect(catalogue.mockup.inUse(2, 5)).toMatch(/2.*5|5.*2/);
      expect(catalogue.project.delete('Autumn')).toContain('Autumn');
      expect(catalogue.print.openChecks(3)).toContain('3');
    }
  });
  it('English tells one from many', () => {
    expect(en.frame.checksShort(1)).toBe('1 check');
    expect(en.frame.checksShort(2)).toBe('2 checks');
    expect(en.design.needYou(1, 7)).toBe('1 of 7 needs you');
    expect(en.design.needYou(2, 7)).toBe('2 of 7 need you');
  });
  it('Chinese and Japanese are not left in English', () => {
    const allowed =
      /languages|plateNames|formats\.|sizes\.|kinds|card|Mark|scale|Dpi|shiftValue|plateCount|provenOf|names\.|^frame\.startFailed/;
    for (const catalogue of [zhCN, ja]) {
      const english = new Map(lines(en));
      const left = spoken(catalogue).filter(([key, text]) => english.get(key) === text && !allowed.test(key));
      expect(left).toEqual([]);
    }
  });
});
