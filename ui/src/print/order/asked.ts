/** What is typed and shown of an order: days, quantities and money. */
import type { Sum } from '../../types/Quote';

/** The day it is where the person sits, as 2027-03-01. */
export function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whole pieces from what was typed, such as "50, 100 500"; none of more than a million. */
export function quantitiesIn(text: string): number[] {
  const numbers = text.split(/[^0-9]+/).filter(Boolean);
  const pieces = numbers.map(Number).filter((n) => n >= 1 && n <= 1_000_000);
  return [...new Set(pieces)].sort((a, b) => a - b).slice(0, 12);
}

/** Hundredths from an amount that was typed, such as "12" or "12.5"; `null` where it is none. */
export function hundredthsIn(text: string): number | null {
  const match = /^\s*(\d{1,7})(?:[.,](\d{1,2}))?\s*$/.exec(text);
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** Money as people write it. */
export function money(minor: number, currency: Sum['currency'], locale: string): string {
  const shown = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = shown.resolvedOptions().maximumFractionDigits ?? 2;
  return shown.format(minor / 10 ** digits);
}

/** A sum between its bounds, or once where both are one. */
export function range(sum: Sum, locale: string): string {
  const [low, high] = [money(sum.low, sum.currency, locale), money(sum.high, sum.currency, locale)];
  return low === high ? low : `${low} – ${high}`;
}
