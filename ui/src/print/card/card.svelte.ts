/** The backing card of the charm in the hand, as the core draws it. */
import * as backend from '../../backend';
import { session } from '../../shared/session.svelte';
import type { CardSpec, CardText, Charm } from '../../types/Project';
import type { CardSheetName, CardView, ErrorView } from '../../types/View';

class Cards {
  view = $state.raw<CardView | null>(null);
  error = $state.raw<ErrorView | null>(null);
  fresh = $state(false);
  /** The language that is written and, where each has a card of its own, shown. */
  language = $state<string>('en');
  sheet = $state<CardSheetName | null>(null);
  #wanted = '';

  /** Fetches the card as it is stored. A late view of something older is dropped. */
  async want(charm: Charm, stored: CardSpec | null) {
    const intent = JSON.stringify([charm, stored, this.language, this.sheet]);
    if (intent === this.#wanted) return;
    this.#wanted = intent;
    this.fresh = false;
    if (this.view?.charm !== charm.id) this.view = null;
    try {
      const view = await backend.cardView(charm.id, this.language, this.sheet);
      if (intent !== this.#wanted) return;
      this.view = view;
      this.error = null;
      const tags = Object.keys(view.card.texts);
      if (!tags.includes(this.language)) this.language = tags[0] ?? 'en';
    } catch (thrown) {
      if (intent !== this.#wanted) return;
      this.error = backend.asErrorView(thrown);
    }
    this.fresh = true;
  }

  /** The card as it is stored, or as it is first offered. */
  of(charm: Charm): CardSpec | null {
    const stored = session.project?.cards.find((card) => card.charm === charm.id);
    return stored ?? (this.view?.charm === charm.id ? this.view.card : null);
  }

  /** Changes the card as it is when the turn comes: what was typed just before is in it. */
  change(charm: Charm, change: Partial<CardSpec>) {
    return this.#edit(charm, () => change);
  }

  write(charm: Charm, change: Partial<CardText>) {
    const { language } = this;
    return this.#edit(charm, ({ texts }) => {
      const text = texts[language];
      return text ? { texts: { ...texts, [language]: { ...text, ...change } } } : null;
    });
  }

  #edit(charm: Charm, change: (card: CardSpec) => Partial<CardSpec> | null) {
    return session.change(charm.id, (now) => {
      const card = this.of(now);
      const changed = card && change(card);
      return changed && { kind: 'set_card', card: { ...card, ...changed } };
    });
  }
}

export const cards = new Cards();
