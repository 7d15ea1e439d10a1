/** Lengths as people write them. Inside the app every length is a number of millimetres. */

/** Millimetres in one inch (exact, by definition of the international inch). */
export const MM_PER_INCH = 25.4;
/** CSS pixels in one inch of a screen nobody has measured (CSS Values 4, 6.2). */
const CSS_PX_PER_INCH = 96;
/** CSS pixels a millimetre of a screen nobody has measured. */
export const CSS_PX_PER_MM = CSS_PX_PER_INCH / MM_PER_INCH;
/** Width of a bank card (ISO/IEC 7810, ID-1), by which a screen is measured. */
export const BANK_CARD_MM = { width: 85.6, height: 53.98 };

export type Unit = 'mm' | 'in';

const MM_PER_UNIT: Record<string, number> = {
  mm: 1,
  cm: 10,
  in: MM_PER_INCH,
  inch: MM_PER_INCH,
  '"': MM_PER_INCH,
  毫米: 1,
  厘米: 10,
  英寸: MM_PER_INCH,
  ミリ: 1,
  センチ: 10,
  インチ: MM_PER_INCH,
};

/** The unit a person's setting names; millimetres when it names none. */
export function unitOf(setting: string): Unit {
  return setting === 'in' ? 'in' : 'mm';
}

/**
 * Reads "2in", "5 cm", "1,5mm" or a bare number in `unit`, as millimetres; `null` when it is no length.
 * Full-width digits, as typed by Chinese and Japanese input methods, count as digits.
 */
export function readLength(text: string, unit: Unit): number | null {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))\s*(\S*)$/.exec(plain(text));
  if (!match) return null;
  const perUnit = MM_PER_UNIT[match[2] || unit];
  const mm = Number(match[1]) * (perUnit ?? NaN);
  return Number.isFinite(mm) ? mm : null;
}

/** Reads a bare number, with a sign such as "°" or "%" behind it; `null` when it is none. */
export function readNumber(text: string): number | null {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))\s*[°%]?$/.exec(plain(text));
  return match ? Number(match[1]) : null;
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(',', '.').replace('−', '-').trim().toLowerCase();
}

/** The number that stands in a field for a length of `mm`. */
export function inUnit(mm: number, unit: Unit): number {
  return unit === 'in' ? mm / MM_PER_INCH : mm;
}

/** Digits after the point that a length deserves: a hundredth of an inch is about a quarter millimetre. */
export function digitsOf(unit: Unit, fine: boolean): number {
  return (unit === 'in' ? 2 : 1) + (fine ? 1 : 0);
}
