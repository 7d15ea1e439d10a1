import { expect, test } from 'vitest';
import { hundredthsIn, money, quantitiesIn, range } from './asked';

test('quantities are read however they are parted, each once, the fewest first', () => {
  expect(quantitiesIn('500, 50 / 100 50')).toEqual([50, 100, 500]);
  expect(quantitiesIn('none, 0 or 2000000')).toEqual([]);
});

test('an amount is read to the cent and nothing else is', () => {
  expect([hundredthsIn('12'), hundredthsIn('12.5'), hundredthsIn('0,99')]).toEqual([1200, 1250, 99]);
  expect([hundredthsIn(''), hundredthsIn('-1'), hundredthsIn('1.234'), hundredthsIn('1e3')]).toEqual(
    Array(4).fill(null),
  );
});

test('money has as many digits as its currency', () => {
  expect(money(1250, 'USD', 'en')).toBe('$12.50');
  expect(money(300, 'JPY', 'en')).toBe('¥300');
  expect(range({ low: 100, high: 100, currency: 'EUR' }, 'en')).toBe('€1.00');
});
