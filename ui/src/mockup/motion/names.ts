/** The motions, in the order they are offered, with their keys and signs. */
import Bus from '@lucide/svelte/icons/bus-front';
import Footprints from '@lucide/svelte/icons/footprints';
import Metronome from '@lucide/svelte/icons/metronome';
import type { Keys } from '../../shared/shortcuts';
import type { MotionName } from '../../types/Motion';

export const MOTION_NAMES: readonly MotionName[] = ['swing', 'walk', 'bus'];
export const MOTION_KEYS: Readonly<Record<MotionName, Keys>> = { swing: 'S', walk: 'W', bus: 'B' };
export const MOTION_ICONS = { swing: Metronome, walk: Footprints, bus: Bus };
