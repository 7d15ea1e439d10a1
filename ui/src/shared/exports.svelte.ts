/** Exports: no dialog stands between the button and the file; the notice says where it is. */
import * as backend from '../backend';
import type { PictureOrder } from '../types/Order';
import type { ExportView, Progress } from '../types/View';
import { session } from './session.svelte';
import { attempt, toasts } from './toasts.svelte';

/** Widths a picture can have: a chat, a shop's listing, a poster. */
export const PICTURE_WIDTHS = [1080, 2048, 3840] as const;

class Exports {
  /** Exports under way. */
  running = $state(0);
  progress = $state.raw<Progress | null>(null);
  /** The last print file that was proven, and what it is of. */
  proven = $state.raw<{ of: string; file: ExportView } | null>(null);
  /** How pictures of scenes are written. */
  still = $state.raw<PictureOrder>({ shape: 'as_seen', width: 2048, ground: true, format: 'png' });

  async print() {
    const { charm, recipe } = session;
    if (!charm || !recipe) return;
    const of = JSON.stringify([charm, recipe.id]);
    this.proven = null;
    const file = await this.#write(
      backend.exportPrint(charm.id, recipe.id, (progress) => (this.progress = progress)),
    );
    if (file) this.proven = { of, file };
  }

  async cut() {
    if (session.charm) await this.#write(backend.exportCut(session.charm.id));
  }
  async picture() {
    if (session.scene) await this.#write(backend.exportPicture(session.scene.id, this.still));
  }
  async project() {
    await this.#write(backend.exportProject());
  }

  stop() {
    if (this.progress) void attempt(backend.cancel(this.progress.job));
  }

  async #write(work: Promise<ExportView>) {
    this.running += 1;
    const file = await attempt(work);
    this.running -= 1;
    this.progress = null;
    if (file) toasts.exported(file);
    return file;
  }
}

export const exports = new Exports();
