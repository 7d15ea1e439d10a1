/** What an order of the charm in the hand costs, when it must be placed, and what it leaves behind. */
import * as backend from '../../backend';
import { session } from '../../shared/session.svelte';
import type { Charm, OrderSpec } from '../../types/Project';
import type { Offer } from '../../types/Quote';
import type { ErrorView, OrderView } from '../../types/View';
import { today } from './asked';

type Part = 'prices' | 'chart' | 'calendar' | 'footprint' | 'letter';

class Orders {
  view = $state.raw<OrderView | null>(null);
  error = $state.raw<ErrorView | null>(null);
  fresh = $state(false);
  /** The list whose calendar and footprint are shown; `null` for the first that tells them. */
  list = $state<string | null>(null);
  #wanted = '';

  /** Fetches what the order is. A late view of something older is dropped. */
  async want(charm: Charm, recipe: string, stored: unknown) {
    const intent = JSON.stringify([charm, recipe, stored]);
    if (intent === this.#wanted) return;
    this.#wanted = intent;
    this.fresh = false;
    if (this.view?.charm !== charm.id) this.view = null;
    try {
      const view = await backend.orderView(charm.id, recipe, today());
      if (intent !== this.#wanted) return;
      this.view = view;
      this.error = null;
    } catch (thrown) {
      if (intent !== this.#wanted) return;
      this.error = backend.asErrorView(thrown);
    }
    this.fresh = true;
  }

  /** The offer whose calendar and footprint are shown. */
  get shown(): Offer | null {
    const offers = this.view?.offers ?? [];
    return (
      offers.find((offer) => offer.list === this.list) ??
      offers.find((offer) => offer.footprints.length > 0) ??
      null
    );
  }

  /** The parts of the page that have something to show. */
  get parts(): Part[] {
    if (!this.view) return [];
    const chart: Part[] = this.view.offers.some((offer) => !offer.from_only) ? ['chart'] : [];
    const footprint: Part[] = this.shown?.footprints.length ? ['footprint'] : [];
    return ['prices', ...chart, 'calendar', ...footprint, 'letter'];
  }

  /** The order as it is stored, or as it is first offered. */
  of(charm: Charm): OrderSpec | null {
    const stored = session.project?.orders.find((order) => order.charm === charm.id);
    return stored ?? (this.view?.charm === charm.id ? this.view.order : null);
  }

  /** Changes the order as it is when the turn comes: what was typed just before is in it. */
  change(charm: Charm, change: Partial<OrderSpec>) {
    return session.change(charm.id, (now) => {
      const order = this.of(now);
      return order && { kind: 'set_order', order: { ...order, ...change } };
    });
  }
}

export const orders = new Orders();
