/** What can go wrong at the vendor's: a drift of the plates, or a proof that shows something else. */
import * as backend from '../../backend';
import { desk } from '../../shared/desk.svelte';
import { drops } from '../../shared/drops.svelte';
import { session } from '../../shared/session.svelte';
import type { Charm } from '../../types/Project';
import type { ComparedView, DriftView, Finding, Moves } from '../../types/Press';
import type { ErrorView } from '../../types/View';

/** The hand rests this long before a drift is worked out. */
const REST_MS = 120;

class Watch {
  moves = $state<Moves>('white');
  /** In millimetres. */
  distance = $state(0);
  /** Clockwise from the right, in degrees. */
  direction = $state(0);
  drift = $state.raw<DriftView | null>(null);
  compared = $state.raw<ComparedView | null>(null);
  comparing = $state(false);
  error = $state.raw<ErrorView | null>(null);
  /** Which of the two lies over the page. */
  over = $state<'drift' | 'proof' | null>(null);
  /** The finding that is pointed at. */
  pointed = $state.raw<Finding | null>(null);
  #wanted = '';
  #rest: ReturnType<typeof setTimeout> | undefined;
  #of = '';

  /** What belongs to another charm or recipe is put away. */
  keepTo(charm: Charm, recipe: string) {
    const of = JSON.stringify([charm.id, recipe]);
    if (of === this.#of) return;
    this.#of = of;
    this.compared = this.drift = this.pointed = this.error = this.over = null;
  }

  /** Works out the drift as it is set, after the hand rests. */
  wantDrift(charm: Charm, recipe: string) {
    const turn = (this.direction * Math.PI) / 180;
    const by: [number, number] = [this.distance * Math.cos(turn), this.distance * Math.sin(turn)];
    const intent = JSON.stringify([{ ...charm, name: '' }, recipe, this.moves, by]);
    if (intent === this.#wanted) return;
    this.#wanted = intent;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.#fetch(intent, charm, recipe, by), REST_MS);
  }

  async #fetch(intent: string, charm: Charm, recipe: string, by: [number, number]) {
    try {
      const view = await backend.driftView(charm.id, recipe, this.moves, by);
      if (intent === this.#wanted) this.drift = view;
    } catch (thrown) {
      if (intent === this.#wanted) this.error = backend.asErrorView(thrown);
    }
  }

  /** What is dropped on that element is a vendor's proof, while it is there. */
  area = drops.place({
    kind: 'proof',
    open: () => !this.comparing && session.charm !== null && session.recipe !== null,
    take: (file) => void this.compare(file),
  });

  /** Lays a vendor's proof over the charm in the hand; without a file, the one that the shell was handed. */
  async compare(file?: File) {
    const { charm, recipe } = session;
    if (!charm || !recipe || this.comparing) return;
    this.keepTo(charm, recipe.id);
    const of = this.#of;
    this.comparing = desk.inspector = true;
    this.error = this.pointed = null;
    const about = [charm.id, recipe.id] as const;
    try {
      const asked = file ? backend.compareProof(...about, file) : backend.compareDroppedProof(...about);
      const compared = await asked;
      if (of === this.#of) this.compared = compared;
      if (of === this.#of) this.over = compared.picture ? 'proof' : null;
    } catch (thrown) {
      this.compared = null;
      this.error = backend.asErrorView(thrown);
    }
    this.comparing = false;
  }
}

export const watch = new Watch();
