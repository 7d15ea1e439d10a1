import { describe, expect, it } from 'vitest';
import * as format from './format';

describe('figures', () => {
  it('the decimal sign follows the language, the unit the setting', () => {
    expect(format.length(45.54, 'mm', 'en')).toBe('45.5 mm');
    expect(format.length(50.8, 'in', 'en')).toBe('2.00 in');
    expect(format.extent([45.5, 66.14], 'mm', 'ja')).toBe('45.5 × 66.1 mm');
  });
  it('no charm hangs at minus zero degrees', () => {
    expect(format.angle(-0.04, 'en')).toBe('0.0°');
    expect(format.fieldNumber(-0.001, 1)).toBe('0.0');
  });
  it('what stands in a field has no thousands sign, so that it can be read back', () => {
    expect(format.fieldNumber(1000, 1)).toBe('1000.0');
  });
  it('sizes of files are rounded to what matters', () => {
    expect(format.bytes(812_345, 'en')).toBe('812 kB');
    expect(format.bytes(2_412_345, 'en')).toBe('2.4 MB');
  });
});

describe('days', () => {
  it('the system writes its days, in the language that is spoken', () => {
    expect(format.localeOf('en', ['ja-JP', 'en-GB', 'en-US'])).toBe('en-GB');
    expect(format.localeOf('ja', ['en-GB'])).toBe('ja');
    const day = new Date(2026, 10, 22, 12).getTime();
    expect(format.date(day, 'en-GB')).toBe('22 November 2026');
    expect(format.date(day, 'en-US')).toBe('November 22, 2026');
  });
});

describe('languages', () => {
  it('the first language that we speak is taken', () => {
    expect(format.languageOf('system', ['fr-CA', 'ja-JP', 'en'])).toBe('ja');
    expect(format.languageOf('system', ['zh-TW'])).toBe('zh-CN');
    expect(format.languageOf('system', ['fr'])).toBe('en');
    expect(format.languageOf('zh-CN', ['en'])).toBe('zh-CN');
  });
});
