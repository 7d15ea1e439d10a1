/** Figures as people of a language read them. */
import { digitsOf, inUnit, type Unit } from './length';

export type Language = 'en' | 'zh-CN' | 'ja';
export const LANGUAGES: Language[] = ['en', 'zh-CN', 'ja'];

/** The language to speak, of a person's setting and what the system asks for. */
export function languageOf(setting: string, system: readonly string[]): Language {
  const wanted = setting === 'system' ? system : [setting];
  return wanted.map(spokenAs).find((language) => language !== undefined) ?? 'en';
}

/** The language we speak to who asks for that tag. */
function spokenAs(tag: string): Language | undefined {
  const base = tag.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language.split('-')[0] === base);
}

/** The system's own kind of that language, such as en-GB: days are written as its people write them. */
export function localeOf(language: Language, system: readonly string[]): string {
  return system.find((tag) => spokenAs(tag) === language) ?? language;
}

const cache = new Map<string, Intl.NumberFormat>();

/** A number with exactly `digits` digits after the point. Never "-0". */
export function number(value: number, digits: number, language: Language): string {
  const key = `${language} ${digits}`;
  let format = cache.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    cache.set(key, format);
  }
  const half = 0.5 / 10 ** digits;
  return format.format(Math.abs(value) < half ? 0 : value);
}

/** A number of a field: without grouping, so that it can be typed over and read back. */
export function fieldNumber(value: number, digits: number): string {
  const half = 0.5 / 10 ** digits;
  return (Math.abs(value) < half ? 0 : value).toFixed(digits);
}

/** "45.5 mm", or "1.79 in". */
export function length(mm: number, unit: Unit, language: Language, fine = false): string {
  return `${number(inUnit(mm, unit), digitsOf(unit, fine), language)} ${unit}`;
}

/** "50 mm", or "2.0 in": a size as it is spoken of. */
export function rough(mm: number, unit: Unit, language: Language): string {
  return `${number(inUnit(mm, unit), unit === 'in' ? 1 : 0, language)} ${unit}`;
}

/** "45.5 × 66.1 mm". */
export function extent(size: readonly [number, number], unit: Unit, language: Language): string {
  const [width, height] = size.map((mm) => number(inUnit(mm, unit), digitsOf(unit, false), language));
  return `${width} × ${height} ${unit}`;
}

/** "0.4°". */
export function angle(degrees: number, language: Language): string {
  return `${number(degrees, 1, language)}°`;
}

/** "94 %", with the space that keeps the sign to its number. */
export function percent(value: number, language: Language): string {
  return `${number(value, 0, language)}\u00a0%`;
}

/** "7.2 g". */
export function mass(grams: number, language: Language): string {
  return `${number(grams, 1, language)} g`;
}

/** "14 May 2026", as the locale has it. */
export function date(ms: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(ms);
}

/** "2.4 MB". */
export function bytes(count: number, language: Language): string {
  const unit = count < 1_000_000 ? 'kilobyte' : 'megabyte';
  const value = count / (unit === 'kilobyte' ? 1_000 : 1_000_000);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'kilobyte' ? 0 : 1,
  }).format(value);
}
