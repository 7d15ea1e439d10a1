/** Short notices at the foot of the window: what was exported, and what went wrong. */
import { asErrorView } from '../backend';
import type { ErrorCode } from '../types/ErrorCode';
import type { ExportView } from '../types/View';

export type Toast =
  | { id: number; kind: 'export'; file: ExportView }
  | { id: number; kind: 'undo'; text: string; revision: number }
  | { id: number; kind: 'error'; code: ErrorCode; message: string; hint: string | null };

/** An export stays until it is read; an error a little longer. Hovering holds any. */
const STAYS_MS = { export: 9_000, undo: 7_000, error: 12_000 };
/** More than three notices hide the work. */
const MOST = 3;

class Toasts {
  list = $state.raw<Toast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  exported(file: ExportView) {
    this.#show({ id: this.#next++, kind: 'export', file });
  }

  /** Tells of what was done last and can be taken back: the step that made the project's `revision`. */
  undoable(text: string, revision: number) {
    this.list = this.list.filter((toast) => toast.kind !== 'undo');
    this.#show({ id: this.#next++, kind: 'undo', text, revision });
  }

  /** Shows what was thrown. What the person stopped is no failure. */
  failed(thrown: unknown) {
    const { code, message, hint } = asErrorView(thrown);
    if (code === 'cancelled') return;
    this.#show({ id: this.#next++, kind: 'error', code, message, hint });
  }

  dismiss(id: number) {
    this.hold(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** Keeps a notice while it is being read. */
  hold(id: number) {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  release(id: number) {
    const toast = this.list.find((one) => one.id === id);
    if (toast)
      this.#timers.set(
        id,
        setTimeout(() => this.dismiss(id), STAYS_MS[toast.kind]),
      );
  }

  #show(toast: Toast) {
    this.list = [...this.list, toast].slice(-MOST);
    this.release(toast.id);
  }
}

export const toasts = new Toasts();

/** The answer of `work`, or `null` after its failure has been shown. */
export async function attempt<Answer>(work: Promise<Answer>): Promise<Answer | null> {
  try {
    return await work;
  } catch (thrown) {
    toasts.failed(thrown);
    return null;
  }
}
