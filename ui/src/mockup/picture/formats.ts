/** The kinds of file, by the names people know. */
import type { AnimationFormat, PictureFormat } from '../../types/Order';

export const STILL_FORMATS: { value: PictureFormat; label: string }[] = [
  { value: 'png', label: 'PNG' },
  { value: 'webp', label: 'WebP' },
  { value: 'jpeg', label: 'JPEG' },
];

export const MOVING_FORMATS: { value: AnimationFormat; label: string }[] = [
  { value: 'webp', label: 'WebP' },
  { value: 'gif', label: 'GIF' },
  { value: 'apng', label: 'APNG' },
  { value: 'mp4', label: 'MP4' },
];
