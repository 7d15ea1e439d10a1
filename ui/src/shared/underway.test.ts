import { describe, expect, it } from 'vitest';
import { Underway } from './underway.svelte';

/** A core that answers when it is told to. */
function slowCore() {
  const waiting: (() => void)[] = [];
  return {
    commit: () => new Promise<void>((answer) => waiting.push(answer)),
    answer: async () => {
      waiting.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

describe('a figure on its way', () => {
  it('keys that come faster than answers are all counted', async () => {
    const core = slowCore();
    const underway = new Underway();
    for (let press = 0; press < 5; press++) void underway.send((underway.figure ?? 0) + 1, core.commit);
    expect(underway.figure).toBe(5);
  });
  it('an answer to an older figure leaves the newer one standing', async () => {
    const core = slowCore();
    const underway = new Underway();
    void underway.send(1, core.commit);
    void underway.send(2, core.commit);
    void underway.send(1, core.commit);
    await core.answer();
    expect(underway.figure).toBe(1);
    await core.answer();
    await core.answer();
    expect(underway.figure).toBeNull();
  });
  it('a figure that was refused is forgotten', async () => {
    const underway = new Underway();
    await expect(underway.send(7, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(underway.figure).toBeNull();
  });
});
