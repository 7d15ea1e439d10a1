/** The charms of the scene in motion. */
import { tick } from 'svelte';
import * as backend from '../../backend';
import { exports } from '../../shared/exports.svelte';
import { toasts } from '../../shared/toasts.svelte';
import type { Point } from '../../shared/zoom';
import type { MotionName } from '../../types/Motion';
import type { Placement, Scene } from '../../types/Project';
import { scenery } from '../scenery.svelte';
import { Parts, partsOf } from './parts';
import { Player } from './player';
import { trackOf } from './track';

/** A hand that flicks harder only makes the picture unreadable, in mm/s. */
const HARDEST = 900;
/** A push across twists a charm too, as none is quite even: degrees a second for a mm/s. */
const TWIST = 0.2;

type Motion = MotionName | 'push';

class Motions {
  /** What is played, or about to be. */
  now = $state<Motion | null>(null);
  /** Whether the parts that swing are shown in place of the whole sprites. */
  shown = $state(false);
  /** The elements that move. */
  parts = new Parts();
  #player = new Player(() => this.stop());
  /** Whoever wants something later has the say. */
  #wish = 0;

  /** Plays a motion round and round; the same again stops it. */
  toggle(scene: Scene, motion: MotionName) {
    if (this.now === motion) return this.stop();
    exports.moving = { ...exports.moving, motion };
    this.play(scene, motion);
  }

  /** Plays a motion round and round, just as it would be saved. */
  play(scene: Scene, motion: MotionName) {
    const { frames, fps, seed } = exports.moving;
    const order = { motion, seconds: frames / fps, seed };
    void this.#play(scene, motion, () => backend.startMotion(scene.id, order));
  }

  /** Pushes a charm at `speed`, in mm/s; what moves goes on from where it is. */
  push(scene: Scene, placement: Placement, speed: Point) {
    const hard = Math.min(1, HARDEST / Math.max(1, Math.hypot(speed.x, speed.y)));
    const speed_mm: [number, number] = [speed.x * hard, speed.y * hard];
    const order = { placement: placement.id, speed_mm, twist_deg: speed_mm[0] * TWIST };
    void this.#play(scene, 'push', () =>
      backend.pushCharm(scene.id, { ...order, from: this.#player.moment }),
    );
  }

  /** Fetches the parts, so that a push to come is felt at once; what fails is told when it comes. */
  prepare() {
    this.#loaded().catch(() => undefined);
  }

  /** Everything hangs still again. */
  stop() {
    this.#wish += 1;
    this.#player.stop();
    this.now = null;
    this.shown = false;
  }

  #loaded(): Promise<unknown> {
    const sprites = (scenery.view?.placements ?? []).flatMap(partsOf);
    return Promise.all(sprites.map(([, sprite]) => loaded(backend.pictureUrl(sprite.picture))));
  }

  async #play(scene: Scene, motion: Motion, ask: () => ReturnType<typeof backend.startMotion>) {
    const wish = ++this.#wish;
    this.now = motion;
    try {
      const [view] = await Promise.all([ask(), this.#loaded()]);
      if (wish !== this.#wish || !scenery.view) return;
      this.shown = true;
      await tick();
      this.#player.play(trackOf(view), this.parts.moved(scene, scenery.view));
    } catch (thrown) {
      if (wish !== this.#wish) return;
      this.stop();
      toasts.failed(backend.asErrorView(thrown));
    }
  }
}

async function loaded(url: string) {
  const image = new Image();
  image.src = url;
  await image.decode();
}

export const motions = new Motions();
