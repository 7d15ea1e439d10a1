/** The print view of the charm in the hand, and which plates are shown. */
import { SvelteSet } from 'svelte/reactivity';
import * as backend from '../../backend';
import type { Charm } from '../../types/Project';
import type { ErrorView, InkView, PlateView, PrintView } from '../../types/View';

/** What lies over the page: nothing, or a map. */
export type Look = 'proof' | 'ink' | 'dull';
export const LOOKS: Look[] = ['proof', 'ink', 'dull'];

class Press {
  view = $state.raw<PrintView | null>(null);
  error = $state.raw<ErrorView | null>(null);
  fresh = $state(false);
  /** Plates that are switched off, by name. */
  off = new SvelteSet<string>();
  /** Where the page changes from original to soft proof, as a share of its width. */
  split = $state(0.5);
  look = $state<Look>('proof');
  /** Where ink is asked for, in mm from the page's top left; `null` for nowhere. */
  probe = $state.raw<[number, number] | null>(null);
  /** The inks there, as the core says. */
  inks = $state.raw<InkView[]>([]);
  #asking = false;
  #wanted = '';

  /** Fetches what `charm` is in print as `recipe` wants it. A late view of something older is dropped. */
  async want(charm: Charm, recipe: string) {
    const intent = JSON.stringify([{ ...charm, name: '' }, recipe]);
    if (intent === this.#wanted) return;
    this.#wanted = intent;
    this.fresh = false;
    if (this.view?.charm !== charm.id) this.view = null;
    this.error = null;
    try {
      const view = await backend.printView(charm.id, recipe);
      if (intent !== this.#wanted) return;
      this.view = view;
    } catch (thrown) {
      if (intent !== this.#wanted) return;
      this.error = backend.asErrorView(thrown);
    }
    this.fresh = true;
  }

  /** The next wish is fetched even if it is the same: the recipe was changed. */
  forget() {
    this.#wanted = '';
  }

  /** Asks for the inks at a place; while an answer is awaited only the newest place is kept. */
  async ask(charm: Charm, recipe: string, at: [number, number] | null) {
    this.probe = at;
    if (this.#asking) return;
    this.#asking = true;
    for (let asked = null; asked !== this.probe;) {
      asked = this.probe;
      this.inks = asked ? await backend.inksAt(charm.id, recipe, asked).catch(() => []) : [];
    }
    this.#asking = false;
  }

  shows(plate: PlateView): boolean {
    return !this.off.has(plate.name);
  }

  toggle(plate: PlateView) {
    if (!this.off.delete(plate.name)) this.off.add(plate.name);
  }

  /** Shows only the plates that `keep` names; again, and all are back. */
  only(keep: (plate: PlateView) => boolean) {
    const plates = this.view?.plates ?? [];
    const alone = plates.every((plate) => this.shows(plate) === keep(plate));
    this.off.clear();
    if (alone) return;
    for (const plate of plates.filter((plate) => !keep(plate))) this.off.add(plate.name);
  }
}

export const press = new Press();
