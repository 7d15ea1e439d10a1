import { describe, expect, it } from 'vitest';
import { digitsOf, inUnit, readLength, readNumber } from './length';

describe('lengths', () => {
  it('two inches are fifty point eight millimetres', () => {
    expect(readLength('2in', 'mm')).toBe(50.8);
    expect(readLength(' 2 " ', 'mm')).toBe(50.8);
    expect(readLength('5cm', 'mm')).toBe(50);
  });
  it('a bare number is in the unit of the setting', () => {
    expect(readLength('50', 'mm')).toBe(50);
    expect(readLength('2', 'in')).toBe(50.8);
  });
  it('a decimal comma and full-width digits are read', () => {
    expect(readLength('1,5 mm', 'mm')).toBe(1.5);
    expect(readLength('５０ｍｍ', 'mm')).toBe(50);
    expect(readLength('5厘米', 'mm')).toBe(50);
  });
  it('what is no length is refused', () => {
    for (const text of [
      '',
      'mm',
      'NaN',
      '1e999mm',
      '5 parsec',
      '--5',
      '1.2.3',
      'Infinity',
      '5 constructor',
    ]) {
      expect(readLength(text, 'mm'), text).toBeNull();
    }
  });
  it('a length goes into the field and back unchanged', () => {
    for (const mm of [0.15, 2.5, 25.4, 66.1]) {
      for (const unit of ['mm', 'in'] as const) {
        expect(readLength(String(inUnit(mm, unit)), unit)).toBeCloseTo(mm, 9);
      }
    }
  });
  it('inches show one digit more than millimetres', () => {
    expect(digitsOf('in', false)).toBe(digitsOf('mm', false) + 1);
  });
});

describe('numbers', () => {
  it('a sign behind the number is read over', () => {
    expect(readNumber('15°')).toBe(15);
    expect(readNumber('−3,5')).toBe(-3.5);
    expect(readNumber('15 mm')).toBeNull();
  });
});
