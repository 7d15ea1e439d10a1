/** A file of the person's, asked for by the window's own dialog. */
import * as backend from '../backend';
import { attempt } from '../shared/toasts.svelte';
import type { BlobHash } from '../types/BlobHash';

/** What a picture's file may end in. */
const PICTURES = '.png,.jpg,.jpeg,.webp,.avif,.gif,.tif,.tiff,.bmp,.svg,.psd,.ora,.pdf';

/** Asks for one file; `null` when the person thinks better of it. */
export function pickFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.onchange = () => resolve(input.files?.[0] ?? null);
    input.oncancel = () => resolve(null);
    input.click();
  });
}

/** Asks for a picture and keeps its file; `null` when there is none, after a failure has been shown. */
export async function pickArtwork(): Promise<BlobHash | null> {
  const file = await pickFile(PICTURES);
  return file && attempt(backend.keepArtwork(file));
}
