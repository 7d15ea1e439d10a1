/** The words and figures of the window, in the person's language and unit. */
import * as format from './format';
import type { Language } from './format';
import type { Unit } from './length';
import { en, type Messages } from './messages/en';
import { ja } from './messages/ja';
import { zhCN } from './messages/zh-CN';

const catalogues: Record<Language, Messages> = { en, 'zh-CN': zhCN, ja };

class Words {
  language = $state<Language>('en');
  /** The system's kind of the language: how it writes days. */
  locale = $state('en');
  unit = $state<Unit>('mm');
  /** The catalogue. */
  m = $derived(catalogues[this.language]);

  /** What a thing of the core is called: by its id where the language has a name, else as the core has it. */
  name(id: string, fallback: string): string {
    return this.m.names[id] ?? fallback;
  }
  /** Where a figure comes from, in the core's words, or in those of the language where it has them. */
  source(text: string): string {
    return this.m.sources[text] ?? text;
  }
  number = (value: number, digits = 0) => format.number(value, digits, this.language);
  length = (mm: number, fine = false) => format.length(mm, this.unit, this.language, fine);
  rough = (mm: number) => format.rough(mm, this.unit, this.language);
  extent = (size: readonly [number, number]) => format.extent(size, this.unit, this.language);
  angle = (degrees: number) => format.angle(degrees, this.language);
  percent = (value: number) => format.percent(value, this.language);
  mass = (grams: number) => format.mass(grams, this.language);
  date = (ms: number) => format.date(ms, this.locale);
  bytes = (count: number) => format.bytes(count, this.language);
}

export const words = new Words();
