/** Figures of checks, in the words of the person. */
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

/** "at least 3.0 mm": most limits are floors, the hang's is a ceiling. */
export function limitOf(check: CheckView): string {
  const { checks } = words.m;
  const limit = figure(check.limit, check.unit);
  return check.code === 'hang' ? checks.limitMost(limit) : checks.limit(limit);
}

/** What a finding is called: the trouble, or that there is none. */
export function titleOf(check: CheckView): string {
  const { checks } = words.m;
  return check.severity === 'passed' ? checks.passed[check.code] : checks[check.code];
}
