/** Exports: no dialog stands between the button and the file; the notice says where it is. */
import * as backend from '../backend';
import type { AnimationOrder, PictureOrder, SheetOrder } from '../types/Order';
import type { ExportView, Progress } from '../types/View';
import { session } from './session.svelte';
import { attempt, toasts } from './toasts.svelte';

/** Widths a picture can have: a chat, a shop's listing, a poster. */
export const PICTURE_WIDTHS = [1080, 2048, 3840] as const;
/** Widths an animation can have: a chat, a post, a full-width post. */
export const ANIMATION_WIDTHS = [480, 720, 1080] as const;

/** What a picture of a scene can be. */
export type PictureKind = 'still' | 'moving' | 'sheet';

class Exports {
  /** Exports under way. */
  running = $state(0);
  progress = $state.raw<Progress | null>(null);
  /** The share of the work that is done; `null` while nobody knows. */
  done = $derived(this.progress && this.progress.done / Math.max(1, this.progress.total));
  /** The last print file that was proven, and what it is of. */
  proven = $state.raw<{ of: string; file: ExportView } | null>(null);
  /** How pictures of scenes are written. */
  still = $state.raw<PictureOrder>({ shape: 'as_seen', width: 2048, ground: true, format: 'png' });
  /** How scenes in motion are written. */
  moving = $state.raw<AnimationOrder>({
    shape: 'square',
    width: 720,
    format: 'webp',
    motion: 'swing',
    frames: 72,
    fps: 24,
    seed: 1,
  });
  /** Which kind of picture the Mock-up room makes. */
  kind = $state.raw<PictureKind>('still');
  /** The last picture that the room made. */
  saved = $state.raw<ExportView | null>(null);

  async print() {
    const { charm, recipe } = session;
    if (!charm || !recipe) return;
    const of = JSON.stringify([charm, recipe.id]);
    this.proven = null;
    const file = await this.#write(
      backend.exportPrint(charm.id, recipe.id, (progress) => this.hear(progress)),
    );
    if (file) this.proven = { of, file };
  }

  async cut() {
    if (session.charm) await this.#write(backend.exportCut(session.charm.id));
  }
  async gangSheet(sheet: string, recipe: string) {
    await this.#write(backend.exportSheet(sheet, recipe, (progress) => this.hear(progress)));
  }
  async picture() {
    const { scene } = session;
    if (scene) await this.#keep(backend.exportPicture(scene.id, this.still));
  }
  async animation() {
    const { scene } = session;
    if (scene)
      await this.#keep(backend.exportAnimation(scene.id, this.moving, (progress) => this.hear(progress)));
  }
  contactSheet(order: SheetOrder) {
    return this.#keep(backend.exportContactSheet(order, (progress) => this.hear(progress)));
  }
  /** A card, a tech pack or a bundle. */
  async paper(work: Promise<ExportView>) {
    await this.#write(work);
  }
  async project() {
    await this.#write(backend.exportProject());
  }

  stop() {
    if (this.progress) void attempt(backend.cancel(this.progress.job));
  }

  /** How far work has come; word that comes late is of work that has ended. */
  hear(progress: Progress) {
    if (this.running > 0) this.progress = progress;
  }

  async #keep(work: Promise<ExportView>) {
    this.saved = null;
    this.saved = await this.#write(work);
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
