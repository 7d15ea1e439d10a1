/** Places of the window that take a dropped file for something else than artwork. */
import type { Attachment } from 'svelte/attachments';
import type { DropKind, DropPlace } from '../types/View';

/** Drawings and documents with layers are artwork wherever they are dropped. */
const PICTURE = /\.(jpe?g|png|webp|avif|tiff?|bmp|gif)$/i;
const TAKES: Record<DropKind, RegExp> = {
  photo: PICTURE,
  proof: /\.(jpe?g|png|webp|avif|tiff?|bmp|gif|pdf)$/i,
};

type Taker = {
  kind: DropKind;
  /** Whether it takes anything now. */
  open: () => boolean;
  take: (file: File) => void;
};

class Drops {
  /** The last to come is the foremost. */
  #places: { node: Element; taker: Taker }[] = [];

  /** What is dropped on that element is the taker's, while it is there. */
  place(taker: Taker): Attachment {
    return (node) => {
      const place = { node, taker };
      this.#places.push(place);
      return () => {
        this.#places = this.#places.filter((other) => other !== place);
      };
    };
  }

  /** Takes a file that was dropped alone on such a place; `false` when it is none. */
  take(target: EventTarget | null, files: readonly File[]): boolean {
    const [file] = files;
    if (!file || files.length > 1) return false;
    const place = this.#open().findLast(({ node }) => target instanceof Node && node.contains(target));
    if (!place || !TAKES[place.taker.kind].test(file.name)) return false;
    place.taker.take(file);
    return true;
  }

  /** Where the shell is to take what is dropped for something else. */
  places(): DropPlace[] {
    return this.#open().map(({ node, taker }) => {
      const { x, y, width, height } = node.getBoundingClientRect();
      return { area_px: [x, y, width, height], kind: taker.kind };
    });
  }

  #open() {
    return this.#places.filter(({ taker }) => taker.open());
  }
}

export const drops = new Drops();
