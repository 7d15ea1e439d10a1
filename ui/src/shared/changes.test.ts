import { describe, expect, it } from 'vitest';
import type { Charm } from '../types/Project';
import { rehole, removeHole, reoutline, type Change } from './changes';
import { Queue } from './queue';

const STRAWBERRY: Charm = {
  id: 'strawberry',
  name: 'Strawberry',
  artwork: { blob: 'blob', layers: [], background: { kind: 'auto' }, strokes: [], least_speck: 0 },
  back: { kind: 'plain' },
  texts: [],
  language: null,
  size: { length: 50, by: 'longest' },
  outline: {
    style: 'border',
    border: 3,
    rim: 'clear',
    bleed: 2,
    smoothing: 1,
    join: 2,
    least_neck: 2,
    cutouts: 'filled',
    holes: [
      {
        shape: { kind: 'round', diameter: 3 },
        wall: 2.5,
        fillet: 1,
        sits: 'tab',
        place: { kind: 'hang', angle: 0, shift: 0 },
      },
    ],
    edits: [],
  },
  choke: 0.15,
  process: 'acrylic-clear',
  options: { palette: [], colours: null, shrunk: null, detail: null, line: null, bare: [] },
  hardware: { kit: 'lobster', finish: 'silver', length: null, colour: null, beside: [] },
};

/** A core that answers late, behind the queue that the session asks it through. */
function slowCore(charm: Charm) {
  const queue = new Queue();
  const core = {
    charm,
    make: (change: Change) =>
      queue.run(async () => {
        const edit = change(core.charm);
        await new Promise((resolve) => setTimeout(resolve));
        if (edit?.kind === 'reoutline') core.charm = { ...core.charm, outline: edit.outline };
      }),
  };
  return core;
}

describe('changes in one breath', () => {
  it('two outline figures changed before the first answer are both kept', async () => {
    const core = slowCore(STRAWBERRY);
    await Promise.all([core.make(reoutline({ border: 4 })), core.make(reoutline({ join: 5 }))]);
    expect(core.charm.outline).toMatchObject({ border: 4, join: 5, smoothing: 1 });
  });
  it('a border and a wall changed before the first answer are both kept', async () => {
    const core = slowCore(STRAWBERRY);
    await Promise.all([core.make(reoutline({ border: 4 })), core.make(rehole(0, () => ({ wall: 3 })))]);
    expect(core.charm.outline).toMatchObject({ border: 4, holes: [{ wall: 3, fillet: 1 }] });
  });
  it('steps of the hole that come faster than answers are all counted', async () => {
    const core = slowCore(STRAWBERRY);
    const steps = [1, 2, 3].map(() => core.make(rehole(0, (hole) => ({ wall: hole.wall + 1 }))));
    await Promise.all(steps);
    expect(core.charm.outline.holes).toMatchObject([{ wall: 5.5 }]);
  });
  it('a hole that was taken away meanwhile is not brought back', async () => {
    const core = slowCore(STRAWBERRY);
    await Promise.all([core.make(removeHole(0)), core.make(rehole(0, () => ({ wall: 3 })))]);
    expect(core.charm.outline.holes).toEqual([]);
  });
});

describe('the queue', () => {
  it('one that fails holds up none behind it', async () => {
    const queue = new Queue();
    const failed = queue.run(() => Promise.reject(new Error('no')));
    const after = queue.run(() => Promise.resolve('done'));
    await expect(failed).rejects.toThrow('no');
    await expect(after).resolves.toBe('done');
  });
});
