/** What a set is called. */
import { words } from '../shared/words.svelte';

/** The name a set has in the window's language: the core numbers those nobody named. */
export function titleOf({ name }: { name: string }): string {
  const number = /^Set (\d+)$/.exec(name)?.[1];
  return number === undefined ? name : words.m.mockup.setNamed(Number(number));
}
