/** One drag of the hand: it ends when the button is let go; Escape or the right button puts everything back. */

export type Drag = {
  /** The pointer moved by that much since the start. */
  move: (by: { x: number; y: number }, event: PointerEvent) => void;
  /** The button was let go; `moved` tells a drag from a click. */
  end: (moved: boolean, event: PointerEvent) => void;
  abort: () => void;
};

/** A hand on a button is never quite still. */
const STILL_PX = 3;

export function startDrag(event: PointerEvent, drag: Drag) {
  const off = new AbortController();
  const { signal } = off;
  const start = { x: event.clientX, y: event.clientY };
  const pointer = event.pointerId;
  let moved = false;
  const abort = () => {
    off.abort();
    drag.abort();
  };
  window.addEventListener(
    'pointermove',
    (now) => {
      if (now.pointerId !== pointer) return;
      const by = { x: now.clientX - start.x, y: now.clientY - start.y };
      moved ||= Math.hypot(by.x, by.y) >= STILL_PX;
      if (moved) drag.move(by, now);
    },
    { signal },
  );
  window.addEventListener(
    'pointerup',
    (now) => {
      if (now.pointerId !== pointer) return;
      off.abort();
      drag.end(moved, now);
    },
    { signal },
  );
  window.addEventListener('pointercancel', abort, { signal });
  window.addEventListener('blur', abort, { signal });
  const stop = (wrong: Event) => {
    wrong.preventDefault();
    wrong.stopImmediatePropagation();
    abort();
  };
  window.addEventListener('keydown', (now) => now.key === 'Escape' && stop(now), { signal, capture: true });
  window.addEventListener('contextmenu', stop, { signal, capture: true });
  window.addEventListener('pointerdown', (now) => now.button === 2 && stop(now), { signal, capture: true });
}
