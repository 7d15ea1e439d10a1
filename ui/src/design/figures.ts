/** Figures of checks, in the words of the person. */
import type { CheckCode } from '../types/CheckCode';
import type { CheckView } from '../types/View';
import { words } from '../shared/words.svelte';

/** The value or limit of a check, with its unit. */
export function figure(value: number, unit: string): string {
  if (unit === 'mm') return words.length(value);
  if (unit === 'deg' || unit === '°') return words.angle(value);
  if (unit === '%') return words.percent(value);
  return `${words.number(value)} ${unit}`;
}

/** The value of an open finding: with a digit more where it would look like its limit. */
export function valueOf(check: CheckView): string {
  const value = figure(check.value, check.unit);
  const looksEqual = check.severity !== 'passed' && value === figure(check.limit, check.unit);
  return looksEqual && check.unit === 'mm' ? words.length(check.value, true) : value;
}

/** Checks whose limit is a ceiling; those of the others are floors. */
const CEILINGS = new Set<CheckCode>(['hang', 'gamut', 'colours']);

/** "at least 3.0 mm": most limits are floors, the hang's is a ceiling. */
export function limitOf(check: CheckView): string {
  const { checks } = words.m;
  const limit = figure(check.limit, check.unit);
  return CEILINGS.has(check.code) ? checks.limitMost(limit) : checks.limit(limit);
}

/** What a finding is called: the trouble, or that there is none. */
export function titleOf(check: CheckView): string {
  const { checks } = words.m;
  return check.severity === 'passed' ? checks.passed[check.code] : checks[check.code];
}

/** Whose limit it is, and how sure. */
export function sourceOf(check: CheckView): string {
  const { text, confidence } = check.source;
  const { checks } = words.m;
  return confidence === 'own'
    ? checks.confidence.own
    : `${words.source(text)} (${checks.confidence[confidence]})`;
}
