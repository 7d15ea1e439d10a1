/** The gang sheet that is shown: what is picked on it, what the hand holds, and the laying under way. */
import * as backend from '../../backend';
import { exports } from '../../shared/exports.svelte';
import { freshId } from '../../shared/ids';
import { session } from '../../shared/session.svelte';
import { attempt } from '../../shared/toasts.svelte';
import { words } from '../../shared/words.svelte';
import type { CharmId } from '../../types/CharmId';
import type { LaidCharm, SheetSpec } from '../../types/Project';
import type { GangView, Progress } from '../../types/View';

/** Sheets as shops have them, in millimetres. */
export const SIZES = [
  { value: 'a4', width: 210, height: 297 },
  { value: 'a3', width: 297, height: 420 },
  { value: 'small', width: 300, height: 200 },
  { value: 'large', width: 600, height: 400 },
] as const;
/** A new sheet's list holds each charm that often. */
const USUAL_COUNT = 6;
const USUAL_SECONDS = 10;

/** A sheet that is being laid. */
type Laying = { sheet: string; best: LaidCharm[] | null; progress: Progress | null; dropped: boolean };

class Gang {
  #picked = $state<string | null>(null);
  view = $state.raw<GangView | null>(null);
  laying = $state.raw<Laying | null>(null);
  /** How long is searched. */
  seconds = $state(USUAL_SECONDS);
  /** The picked charm's place in the layout. */
  #selected = $state<number | null>(null);
  /** Where the hand holds the picked charm. */
  held = $state.raw<LaidCharm | null>(null);
  /** How many more of a charm fit, as far as that was asked for this layout. */
  room = $state.raw<Record<CharmId, LaidCharm[]>>({});
  asking = $state<CharmId | null>(null);
  #wanted = '';

  sheets = $derived(session.project?.sheets ?? []);
  sheet = $derived<SheetSpec | null>(
    this.sheets.find((one) => one.id === this.#picked) ?? this.sheets[0] ?? null,
  );
  busy = $derived(this.laying !== null);
  /** What is shown: the best so far while it is being laid. */
  layout = $derived<LaidCharm[]>(
    (this.laying?.sheet === this.sheet?.id ? this.laying?.best : null) ?? this.sheet?.layout ?? [],
  );
  selected = $derived(this.#selected !== null && this.#selected < this.layout.length ? this.#selected : null);
  /** Places in the layout of what lies too near. */
  clashing = $derived(
    new Set(
      this.busy || this.held
        ? []
        : (this.view?.clashes ?? []).flatMap((one) => [one.one, one.other ?? one.one]),
    ),
  );
  share = $derived(
    this.laying?.progress ? this.laying.progress.done / Math.max(1, this.laying.progress.total) : null,
  );

  pick(sheet: string) {
    this.#picked = sheet;
    this.select(null);
  }
  select(place: number | null) {
    this.#selected = place;
  }

  /** Fetches what the core says of the sheet as it is. */
  async want(sheet: SheetSpec, recipe: string) {
    const of = sheet.items.map((item) => session.charms.find((charm) => charm.id === item.charm));
    const intent = JSON.stringify([sheet, of, recipe]);
    if (intent === this.#wanted) return;
    this.#wanted = intent;
    this.room = {};
    if (this.view?.sheet !== sheet.id) this.view = null;
    const view = await attempt(backend.sheetView(sheet.id, recipe));
    if (intent === this.#wanted) this.view = view;
  }

  async add(size: (typeof SIZES)[number] = SIZES[3]) {
    const { charms } = session;
    const id = freshId();
    const sheet: SheetSpec = {
      id,
      name: words.m.sheet.newSheet(this.sheets.length + 1),
      size: { width: size.width, height: size.height },
      margin: 5,
      gap: 2,
      turning: 'free',
      marks: true,
      cost: null,
      items: charms.map((charm) => ({ charm: charm.id, count: USUAL_COUNT })),
      layout: [],
    };
    if (await session.edit({ kind: 'add_sheet', sheet })) this.pick(id);
  }

  /** Changes the sheet as it is when the turn comes: what was typed just before is in it. */
  async change(change: Partial<SheetSpec> | ((now: SheetSpec) => Partial<SheetSpec>)) {
    await session.editThen(() => {
      const { sheet } = this;
      const changed = typeof change === 'function' ? sheet && change(sheet) : change;
      return sheet && { kind: 'set_sheet', sheet: { ...sheet, ...changed } };
    });
  }
  async count(charm: CharmId, count: number) {
    await this.change(({ items }) => {
      const others = items.filter((item) => item.charm !== charm);
      const there = items.some((item) => item.charm === charm);
      const changed = items.map((item) => (item.charm === charm ? { charm, count } : item));
      return { items: count < 1 ? others : there ? changed : [...others, { charm, count }] };
    });
  }
  async remove() {
    if (this.sheet) await session.edit({ kind: 'remove_sheet', sheet: this.sheet.id });
  }

  /** Lays the sheet; what is found is one step that can be taken back. */
  async lay() {
    const { sheet } = this;
    const { recipe } = session;
    if (!sheet || !recipe || this.busy) return;
    this.select(null);
    this.laying = { sheet: sheet.id, best: null, progress: null, dropped: false };
    const found = await attempt(
      backend.laySheet(sheet.id, recipe.id, this.seconds, (progress) => void this.hear(progress)),
    );
    const dropped = this.laying.dropped;
    if (found && !dropped) await session.edit({ kind: 'lay_sheet', sheet: sheet.id, layout: found });
    this.laying = null;
  }
  /** Ends the laying; what was found so far is kept, unless it is dropped. */
  stop(drop = false) {
    if (!this.laying) return;
    this.laying = { ...this.laying, dropped: drop };
    if (this.laying.progress) void attempt(backend.cancel(this.laying.progress.job));
  }

  /** How far it has come; each word is an occasion to look at the best so far. */
  async hear(progress: Progress) {
    if (!this.laying) return;
    this.laying = { ...this.laying, progress };
    const best = await backend.sheetSoFar(this.laying.sheet).catch(() => null);
    if (this.laying && best) this.laying = { ...this.laying, best };
  }

  /** Moves or turns a charm of the layout: one gesture, one step. */
  async nudge(place: number, change: Partial<LaidCharm>) {
    const { sheet } = this;
    const now = sheet?.layout[place];
    if (!sheet || !now || this.busy) return;
    const to = kept({ ...now, ...change }, sheet);
    await session.edit({ kind: 'nudge_laid', sheet: sheet.id, place, to });
  }

  /** Takes a charm off the sheet and off its list. */
  async takeOff(place: number) {
    const { sheet } = this;
    const gone = sheet?.layout[place];
    if (!sheet || !gone || this.busy) return;
    const layout = sheet.layout.filter((_, at) => at !== place);
    const count = (sheet.items.find((item) => item.charm === gone.charm)?.count ?? 1) - 1;
    const items = sheet.items
      .map((item) => (item.charm === gone.charm ? { ...item, count } : item))
      .filter((item) => item.count > 0);
    const edits = [
      { kind: 'lay_sheet' as const, sheet: sheet.id, layout },
      { kind: 'set_sheet' as const, sheet: { ...sheet, items } },
    ];
    await session.edit({ kind: 'together', edits });
  }

  /** Asks how many more of a charm fit into the room that is left. */
  async ask(charm: CharmId) {
    const { sheet } = this;
    const { recipe } = session;
    if (!sheet || !recipe) return;
    const of = this.#wanted;
    this.asking = charm;
    const more = await attempt(backend.fillSheet(sheet.id, recipe.id, charm));
    this.asking = null;
    if (more && of === this.#wanted) this.room = { ...this.room, [charm]: more };
  }
  /** Puts as many more of a charm on the sheet as fit. */
  async fill(charm: CharmId) {
    const { sheet } = this;
    const more = this.room[charm] ?? [];
    if (!sheet || more.length === 0) return;
    const missing = this.view?.items.find((item) => item.charm === charm)?.missing ?? 0;
    const extra = Math.max(0, more.length - missing);
    const items = sheet.items.map((item) =>
      item.charm === charm ? { ...item, count: item.count + extra } : item,
    );
    const edits = [
      { kind: 'set_sheet' as const, sheet: { ...sheet, items } },
      { kind: 'lay_sheet' as const, sheet: sheet.id, layout: [...sheet.layout, ...more] },
    ];
    await session.edit({ kind: 'together', edits });
  }

  async export() {
    const { recipe } = session;
    if (this.sheet && recipe) await exports.gangSheet(this.sheet.id, recipe.id);
  }

  /** What one more of a charm costs: its share of a sheet. */
  price(share: number): number | null {
    return this.sheet?.cost === null || !this.sheet ? null : this.sheet.cost * share;
  }
}

/** A place within the sheet, its turn within a whole one. */
function kept(laid: LaidCharm, { size }: SheetSpec): LaidCharm {
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  return {
    ...laid,
    x: within(laid.x, size.width),
    y: within(laid.y, size.height),
    turn: ((laid.turn % 360) + 360) % 360,
  };
}

export const gang = new Gang();
