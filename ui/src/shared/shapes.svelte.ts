/** The shapes of charms: fetched when wanted, kept while the charm stays as it is. */
import { SvelteMap } from 'svelte/reactivity';
import * as backend from '../backend';
import type { CharmId } from '../types/CharmId';
import type { Charm } from '../types/Project';
import type { CharmView, ErrorView } from '../types/View';
import type { Change } from './changes';

/** A shape, and the intent it follows from. */
type Derived = { view: CharmView | null; error: ErrorView | null; intent: string };

export type Shape = {
  /** The newest view there is; it may be of the charm as it was until `fresh`. */
  view: CharmView | null;
  /** Why the charm has no shape. */
  error: ErrorView | null;
  /** Whether the view is of the charm as it is. */
  fresh: boolean;
};

/** Shapes derived at once: more would make the one in the hand wait. */
const AT_ONCE = 2;

class Shapes {
  /** The person's own limits, as text: every shape's checks follow from them. */
  limits = $state('');
  #shapes = new SvelteMap<CharmId, Derived>();
  /** What each wanted shape is of: a charm's intent as text. */
  #wanted = new Map<CharmId, string>();
  #line: CharmId[] = [];
  #running = 0;

  /** The shape of that charm as far as it is known. Reactive. */
  of(charm: Charm): Shape {
    const known = this.#shapes.get(charm.id);
    if (!known) return { view: null, error: null, fresh: false };
    const fresh = known.intent === intentOf(charm);
    return { view: known.view, error: fresh ? known.error : null, fresh };
  }

  /** What the person sees of that charm: what the hand is making of it, or its shape. Reactive. */
  shown(charm: Charm): Shape {
    const shape = this.of(charm);
    const { preview } = hand;
    if (preview?.charm !== charm.id) return shape;
    return { view: preview, error: null, fresh: false };
  }

  /** Fetches the shape of `charm` unless it is there or on its way; `first` goes before all others. */
  want(charm: Charm, first = false) {
    const intent = intentOf(charm);
    if (this.#wanted.get(charm.id) === intent) return;
    this.#wanted.set(charm.id, intent);
    this.#line = this.#line.filter((id) => id !== charm.id);
    if (first) this.#line.unshift(charm.id);
    else this.#line.push(charm.id);
    this.#pull();
  }

  forget() {
    this.#shapes.clear();
    this.#wanted.clear();
    this.#line = [];
  }

  /** Forgets charms that are gone. */
  keepOnly(charms: Charm[]) {
    const there = new Set(charms.map((charm) => charm.id));
    for (const id of [...this.#wanted.keys()].filter((id) => !there.has(id))) {
      this.#wanted.delete(id);
      this.#shapes.delete(id);
    }
    this.#line = this.#line.filter((id) => there.has(id));
  }

  #pull() {
    while (this.#running < AT_ONCE) {
      const next = this.#line.shift();
      if (next === undefined) return;
      this.#running += 1;
      void this.#fetch(next).finally(() => {
        this.#running -= 1;
        this.#pull();
      });
    }
  }

  async #fetch(charm: CharmId) {
    const intent = this.#wanted.get(charm);
    if (intent === undefined) return;
    let derived: Derived;
    try {
      derived = { view: await backend.charmView(charm), error: null, intent };
    } catch (thrown) {
      const view = this.#shapes.get(charm)?.view ?? null;
      derived = { view, error: backend.asErrorView(thrown), intent };
    }
    if (this.#wanted.get(charm) !== intent) return;
    this.#shapes.set(charm, derived);
    hand.settle(charm);
  }
}

/** All that a shape follows from: the charm but its name, and the person's own limits. */
function intentOf(charm: Charm): string {
  return JSON.stringify({ ...charm, name: '' }) + shapes.limits;
}

export const shapes = new Shapes();

/** A change in the hand, and the charm it began with. */
type Held = { charm: Charm; change: Change };

/** The hand at work on one charm: previews while it moves, one edit when it lets go. */
class Hand {
  /** What the charm would be; shown in place of its shape. */
  preview = $state.raw<CharmView | null>(null);
  #held: Held | null = null;
  /** Why the last preview was refused. */
  refusal = $state.raw<ErrorView | null>(null);
  /** The edit has left the hand and is not in the project yet. */
  #committing = 0;
  #flying = false;
  #generation = 0;

  /** Shows what `change` would make of `charm`. One preview is in flight at a time; the latest wins. */
  try(charm: Charm, change: Change) {
    this.#held = { charm, change };
    if (!this.#flying) void this.#fly();
  }

  /** Lets go: hands the change to `commit`. The preview stays until the new shape is there. */
  async release(commit: (charm: CharmId, change: Change) => Promise<boolean>) {
    const held = this.#take();
    if (!held) return;
    this.#committing += 1;
    const done = await commit(held.charm.id, held.change);
    this.#committing -= 1;
    if (!done) this.preview = null;
  }

  /** Puts everything back as it was. */
  abort() {
    this.#take();
    this.preview = null;
  }

  /** The true shape of that charm is there: the preview has served. */
  settle(charm: CharmId) {
    if (!this.#held && this.#committing === 0 && this.preview?.charm === charm) this.preview = null;
  }

  #take(): Held | null {
    const held = this.#held;
    this.#held = null;
    this.refusal = null;
    this.#generation += 1;
    return held;
  }

  async #fly() {
    this.#flying = true;
    while (this.#held) {
      const held = this.#held;
      const generation = this.#generation;
      try {
        const edit = held.change(held.charm);
        const view = edit && (await backend.previewEdit(edit));
        if (view && generation === this.#generation) {
          this.preview = view;
          this.refusal = null;
        }
      } catch (thrown) {
        if (generation === this.#generation) this.refusal = backend.asErrorView(thrown);
      }
      if (this.#held === held) break;
    }
    this.#flying = false;
  }
}

export const hand = new Hand();
