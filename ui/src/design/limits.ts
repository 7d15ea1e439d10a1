/**
 * How far the sliders and handles reach, in millimetres. The core has the last word; a figure typed beyond
 * a slider's end is taken as far as the core takes it.
 */
export const LIMITS = {
  size: { least: 5, most: 1000 },
  border: { least: 0, most: 8, typedMost: 20 },
  smoothing: { least: 0, most: 5, typedMost: 10 },
  join: { least: 0, most: 10, typedMost: 20 },
  least_neck: { least: 0, most: 8, typedMost: 20 },
  hole: { least: 1, most: 20 },
  slot: { least: 2, most: 60 },
  wall: { least: 0.5, most: 20 },
  fillet: { least: 0, most: 20 },
  shift: 500,
  pull: 30,
  bleed: { least: 0, most: 5, typedMost: 10 },
  speck: { least: 0, most: 10, typedMost: 50 },
  line: { least: 0.1, most: 3 },
  detail: { least: 0.05, most: 5 },
  choke: { least: 0, most: 1, typedMost: 2 },
} as const;
