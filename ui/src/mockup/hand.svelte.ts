/** What the hand does on the canvas: lift, turn, twist, and draw a frame round what it wants. */
import { startDrag } from '../shared/drag';
import { papers } from '../shared/paper.svelte';
import { session } from '../shared/session.svelte';
import type { Point } from '../shared/zoom';
import type { Placement, Scene } from '../types/Project';
import type { AnchorView, PlacementView } from '../types/View';
import { nearest, onScreen, SNAP_PX } from './anchors';
import { copyTo, moveTo, takeOff, turn, twist } from './deeds';
import { Flick } from './flick';
import { NO_GOALS, type Goals } from './goals';
import { motions } from './motion/motions.svelte';
import { scenery } from './scenery.svelte';
import { selection } from './selection.svelte';

/** Charms in the air. */
type Lifted = {
  ids: ReadonlySet<string>;
  /** The one under the pointer. */
  lead: string;
  by: Point;
  /** The anchor that has caught the lead. */
  anchor: AnchorView | null;
  /** Where each would hang. */
  goals: Goals;
  /** Alt: copies are lifted, the charms stay. */
  copy: boolean;
  /** The hand left the canvas: letting go takes them off. */
  off: boolean;
  /** The pointer, in pixels of the window. */
  pointer: Point;
};
type Spun = { ids: ReadonlySet<string>; degrees: number };
export type Frame = { from: Point; to: Point };

/** Degrees about the chain for a pixel of the hand. */
const TWIST_PER_PX = 1;
/** Shift turns in steps of this many degrees. */
const STEP_DEG = 15;
/** How hard a charm that was pulled aside swings back: as one that hangs 60 mm below its anchor does. */
const SPRING_PER_S = 12;
/** As long as the spring of a charm that flies back. */
const RETURN_MS = 180;

class Hand {
  lifted = $state.raw<Lifted | null>(null);
  turning = $state.raw<Spun | null>(null);
  twisting = $state.raw<Spun | null>(null);
  marquee = $state.raw<Frame | null>(null);
  /** Charms on their way back to where they hung. */
  returning = $state.raw<ReadonlySet<string>>(new Set());
  /** Whether anything is under way. */
  busy = $derived(this.lifted !== null || this.turning !== null || this.twisting !== null);

  /** The pointer went down on a placement. */
  lift(event: PointerEvent, scene: Scene, placement: Placement, canvas: HTMLElement) {
    if (event.button !== 0) return;
    const was = selection.has(placement.id);
    if (event.shiftKey) selection.toggle(placement.id);
    else if (!was) selection.only(placement.id);
    else selection.promote(placement.id);
    session.select(placement.charm);
    if (!selection.has(placement.id)) return;
    const flick = new Flick();
    startDrag(event, {
      move: (by, now) => {
        if (!this.lifted) motions.prepare();
        flick.move(now);
        this.lifted = carried(scene, placement, by, now, canvas);
      },
      end: (moved, now) => {
        const { lifted } = this;
        this.lifted = null;
        if (moved && lifted) this.#letGo(scene, lifted, flick.speed(now));
        else if (!moved && was && !event.shiftKey) selection.only(placement.id);
      },
      abort: () => this.#putBack(),
    });
  }

  /** The round handle was taken: turns in the picture's plane, with Shift about the chain. */
  spin(event: PointerEvent, scene: Scene, view: PlacementView, canvas: HTMLElement) {
    if (event.button !== 0) return;
    event.preventDefault();
    if (event.shiftKey) return this.twist(event, scene);
    const from = scenery.anchor(view.anchor);
    if (!from) return;
    const pivot = onScreen(from.at_px);
    const box = canvas.getBoundingClientRect();
    const angle = (at: PointerEvent) =>
      (Math.atan2(at.clientY - box.top - pivot.y, at.clientX - box.left - pivot.x) * 180) / Math.PI;
    const start = angle(event);
    const chosen = selection.of(scene);
    const lead = chosen.find((one) => one.id === view.id);
    const ids = new Set(chosen.map((one) => one.id));
    startDrag(event, {
      move: (_, now) => {
        const by = ((angle(now) - start + 540) % 360) - 180;
        const whole = (lead?.turn ?? 0) + by;
        const degrees = now.shiftKey ? Math.round(whole / STEP_DEG) * STEP_DEG - (lead?.turn ?? 0) : by;
        this.turning = { ids, degrees };
      },
      end: async () => {
        const degrees = this.turning?.degrees ?? 0;
        if (degrees !== 0) await turn(scene, chosen, (one) => one.turn + degrees);
        this.turning = null;
      },
      abort: () => (this.turning = null),
    });
  }

  /** The other handle: about the chain, sideways as a page is turned. */
  twist(event: PointerEvent, scene: Scene) {
    if (event.button !== 0) return;
    event.preventDefault();
    const chosen = selection.of(scene);
    const ids = new Set(chosen.map((one) => one.id));
    startDrag(event, {
      move: (by, now) => {
        const degrees = by.x * TWIST_PER_PX;
        const snapped = now.shiftKey ? Math.round(degrees / STEP_DEG) * STEP_DEG : degrees;
        this.twisting = { ids, degrees: snapped };
      },
      end: async () => {
        const degrees = this.twisting?.degrees ?? 0;
        if (degrees !== 0) await twist(scene, chosen, (one) => one.yaw + degrees);
        this.twisting = null;
      },
      abort: () => (this.twisting = null),
    });
  }

  /** The pointer went down on the carrier: a frame picks what it touches. */
  frame(event: PointerEvent, canvas: HTMLElement) {
    if (event.button !== 0) return;
    const before = event.shiftKey ? selection.ids : [];
    if (!event.shiftKey) selection.clear();
    const box = canvas.getBoundingClientRect();
    const at = (now: PointerEvent): Point => ({ x: now.clientX - box.left, y: now.clientY - box.top });
    const from = at(event);
    startDrag(event, {
      move: (_, now) => {
        this.marquee = { from, to: at(now) };
        const caught = touched(this.marquee).filter((id) => !before.includes(id));
        selection.set([...before, ...caught]);
      },
      end: () => (this.marquee = null),
      abort: () => {
        this.marquee = null;
        selection.set(before);
      },
    });
  }

  #letGo(scene: Scene, lifted: Lifted, speed: Point) {
    const chosen = scene.placements.filter((placement) => lifted.ids.has(placement.id));
    if (lifted.off && !lifted.copy) return void takeOff(scene, chosen);
    if (!lifted.anchor) {
      this.#sendBack(lifted.ids);
      const lead = chosen.find((placement) => placement.id === lifted.lead);
      if (lead && !lifted.copy) motions.push(scene, lead, swingBack(lead, lifted.by, speed));
      return;
    }
    if (!lifted.copy) return void moveTo(scene, lifted.goals);
    const copies = chosen.map((of) => ({ of, anchor: lifted.goals.get(of.id) ?? of.anchor }));
    void copyTo(scene, copies);
  }

  #putBack() {
    if (this.lifted) this.#sendBack(this.lifted.ids);
    this.lifted = null;
  }

  #sendBack(ids: ReadonlySet<string>) {
    this.returning = ids;
    setTimeout(() => {
      if (this.returning === ids) this.returning = new Set();
    }, RETURN_MS);
  }
}

export const hand = new Hand();

/** The speed, in mm/s, with which a charm comes back that was let go `by` from its anchor, at `speed` on the screen. */
function swingBack(lead: Placement, by: Point, speed: Point): Point {
  const mm = (scenery.anchor(lead.anchor)?.px_per_mm ?? 1) * papers.mockup.view.scale;
  const back = (away: number, flung: number) => (-away * SPRING_PER_S + flung) / mm;
  return { x: back(by.x, speed.x), y: back(by.y, speed.y) };
}

/** What is lifted, with the pointer moved `by` from where it took hold of `placement`. */
function carried(
  scene: Scene,
  placement: Placement,
  by: Point,
  now: PointerEvent,
  canvas: HTMLElement,
): Lifted | null {
  const from = scenery.anchor(placement.anchor);
  const anchors = scenery.view?.anchors ?? [];
  if (!from) return null;
  const start = onScreen(from.at_px);
  const box = canvas.getBoundingClientRect();
  const off =
    now.clientX < box.left || now.clientX > box.right || now.clientY < box.top || now.clientY > box.bottom;
  const free = now.ctrlKey || now.metaKey;
  const reach = free ? SNAP_PX / 4 : SNAP_PX;
  const anchor = off ? null : nearest(anchors, { x: start.x + by.x, y: start.y + by.y }, reach);
  const chosen = selection.of(scene);
  const goals = anchor ? goalsOf(chosen, placement, from, anchor, anchors) : NO_GOALS;
  return {
    ids: new Set(chosen.map((one) => one.id)),
    lead: placement.id,
    by,
    anchor,
    goals,
    copy: now.altKey,
    off,
    pointer: { x: now.clientX, y: now.clientY },
  };
}

/** The lead goes to `anchor`; the others as far as it goes, to the anchor nearest to there, or stay. */
function goalsOf(
  chosen: Placement[],
  lead: Placement,
  from: AnchorView,
  anchor: AnchorView,
  anchors: readonly AnchorView[],
): Goals {
  const { scale } = papers.mockup.view;
  const by = { x: (anchor.at_px[0] - from.at_px[0]) * scale, y: (anchor.at_px[1] - from.at_px[1]) * scale };
  return new Map(
    chosen.map((one): [string, string] => {
      if (one.id === lead.id) return [one.id, anchor.id];
      const own = scenery.anchor(one.anchor);
      if (!own) return [one.id, one.anchor];
      const at = onScreen(own.at_px);
      const goal = nearest(anchors, { x: at.x + by.x, y: at.y + by.y }, SNAP_PX);
      return [one.id, goal?.id ?? one.anchor];
    }),
  );
}

/** The placements whose plates the frame touches. */
function touched({ from, to }: Frame): string[] {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  return (scenery.view?.placements ?? [])
    .filter((placement) => {
      const corners = placement.corners_px.map(onScreen);
      const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
      return (
        Math.max(...xs) >= left &&
        Math.min(...xs) <= right &&
        Math.max(...ys) >= top &&
        Math.min(...ys) <= bottom
      );
    })
    .map((placement) => placement.id);
}
