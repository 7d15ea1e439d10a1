/** The sheet on a room's canvas: where it lies, and the manners by which a hand moves it. */
import type { Attachment } from 'svelte/attachments';
import { isWriting } from './platform';
import {
  centred,
  fit,
  inside,
  panned,
  wheelFactor,
  zoomedAt,
  ZOOM_STEP,
  type Box,
  type Extent,
  type Margin,
  type Point,
  type ScaleLimits,
  type View,
} from './zoom';

/** WebKit's pinch events, which the DOM types do not know. */
type PinchEvent = UIEvent & { scale: number; clientX: number; clientY: number };

/** Pixels that stay round a sheet that is left where it is. */
const STILL_MARGIN = 32;

export class Paper {
  view = $state.raw<View>({ x: 0, y: 0, scale: 1 });
  /** Whether the sheet follows the window until a hand moves it. */
  fitted = $state(true);
  canvas = $state.raw<Extent>({ width: 0, height: 0 });
  /** Space is held: the next drag moves the paper. */
  grabbing = $state(false);
  #box: Box | null = null;
  #pinched = 1;
  #over = false;
  #limits: ScaleLimits;
  #margin: Margin;

  constructor(limits: ScaleLimits, margin: Margin) {
    this.#limits = limits;
    this.#margin = margin;
  }

  /** Says what lies on the sheet; while fitted, the view follows it. */
  show(box: Box) {
    this.#box = box;
    this.#refit();
  }

  /**
   * Says what lies on the sheet now that its origin moved by that much: what is drawn stays still on the screen,
   * unless the sheet follows the window and would leave it, or would be far from its size there.
   */
  shift(box: Box, by: Point) {
    const { scale } = this.view;
    this.#box = box;
    this.view = panned(this.view, { x: by.x * scale, y: by.y * scale });
    if (!this.fitted) return;
    const fitting = fit(box, this.canvas, this.#margin, this.#limits).scale;
    const alike = fitting / scale < 1.15 && fitting / scale > 0.9;
    if (!alike || !inside(box, this.view, this.canvas, STILL_MARGIN)) this.#refit();
  }

  fit() {
    this.fitted = true;
    this.#refit();
  }

  /** Shows the sheet at `scale` pixels a unit, in the middle. */
  showAt(scale: number) {
    if (!this.#box) return;
    this.fitted = false;
    this.view = centred(this.#box, this.canvas, this.#margin, scale);
  }

  zoomIn() {
    this.#zoomAt(this.#middle(), ZOOM_STEP);
  }
  zoomOut() {
    this.#zoomAt(this.#middle(), 1 / ZOOM_STEP);
  }

  move(by: Point) {
    this.fitted = false;
    this.view = panned(this.view, by);
  }

  /** Makes an element the canvas: its size, wheel, pinch, middle button and Space belong to the paper. */
  canvasOf: Attachment<HTMLElement> = (node) => {
    const size = new ResizeObserver(() => {
      this.canvas = { width: node.clientWidth, height: node.clientHeight };
      this.#refit();
    });
    size.observe(node);
    const off = new AbortController();
    const { signal } = off;
    const at = (event: { clientX: number; clientY: number }): Point => {
      const box = node.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    node.addEventListener('wheel', (event) => this.#wheel(event, at(event)), { passive: false, signal });
    node.addEventListener('pointerdown', (event) => this.#grab(event, node), { capture: true, signal });
    node.addEventListener('pointerenter', () => (this.#over = true), { signal });
    node.addEventListener('pointerleave', () => (this.#over = false), { signal });
    node.addEventListener('gesturestart', (event) => this.#pinchStart(event), { signal });
    node.addEventListener('gesturechange', (event) => this.#pinch(event as PinchEvent, at), { signal });
    window.addEventListener('keydown', (event) => this.#spaceDown(event, node), { signal });
    window.addEventListener('keyup', (event) => event.key === ' ' && (this.grabbing = false), { signal });
    window.addEventListener('blur', () => (this.grabbing = false), { signal });
    return () => {
      off.abort();
      size.disconnect();
    };
  };

  #refit() {
    const { width, height } = this.canvas;
    if (this.fitted && this.#box && width > 0 && height > 0) {
      this.view = fit(this.#box, this.canvas, this.#margin, this.#limits);
    }
  }

  #middle(): Point {
    return { x: this.canvas.width / 2, y: this.canvas.height / 2 };
  }

  #zoomAt(at: Point, factor: number) {
    this.fitted = false;
    this.view = zoomedAt(this.view, at, factor, this.#limits);
  }

  #wheel(event: WheelEvent, at: Point) {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) {
      this.#zoomAt(at, wheelFactor(event.deltaY, event.deltaMode));
      return;
    }
    const line = event.deltaMode === 1 ? 16 : 1;
    const sideways = event.shiftKey && event.deltaX === 0;
    const x = (sideways ? event.deltaY : event.deltaX) * line;
    const y = (sideways ? 0 : event.deltaY) * line;
    this.move({ x: -x, y: -y });
  }

  #grab(event: PointerEvent, node: HTMLElement) {
    if (event.button !== 1 && !(this.grabbing && event.button === 0)) return;
    event.preventDefault();
    event.stopPropagation();
    const off = new AbortController();
    let last = { x: event.clientX, y: event.clientY };
    node.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent) => {
      this.move({ x: moved.clientX - last.x, y: moved.clientY - last.y });
      last = { x: moved.clientX, y: moved.clientY };
    };
    node.addEventListener('pointermove', move, { signal: off.signal });
    for (const end of ['pointerup', 'pointercancel'] as const) {
      node.addEventListener(end, () => off.abort(), { signal: off.signal });
    }
  }

  #pinchStart(event: Event) {
    event.preventDefault();
    this.#pinched = 1;
  }

  #pinch(event: PinchEvent, at: (event: PinchEvent) => Point) {
    event.preventDefault();
    this.#zoomAt(at(event), event.scale / this.#pinched);
    this.#pinched = event.scale;
  }

  /** Space grabs the paper, unless it belongs to what has the focus. */
  #spaceDown(event: KeyboardEvent, node: HTMLElement) {
    if (event.key !== ' ' || isWriting(event.target)) return;
    const focus = document.activeElement;
    const free = focus === null || focus === document.body || focus === node;
    if (!free || (!this.#over && focus !== node)) return;
    event.preventDefault();
    this.grabbing = true;
  }
}

/** From 5 px for a 50 mm charm to 20 px for the blade's tenth of a millimetre. */
const MM_LIMITS = { least: 0.1, most: 200 };
const PICTURE_LIMITS = { least: 0.02, most: 16 };

/** Each room keeps its paper while the window is open. */
export const papers = {
  design: new Paper(MM_LIMITS, { left: 84, top: 44, right: 64, bottom: 116 }),
  // A photograph fills its canvas: its ground runs on beside it.
  mockup: new Paper(PICTURE_LIMITS, { left: 0, top: 0, right: 0, bottom: 0 }),
  // Above lie the benches, below what the page shows.
  print: new Paper(MM_LIMITS, { left: 40, top: 56, right: 40, bottom: 64 }),
};
