/** The words for hardware that does not fit, in English. */
export const misfits = {
  rules: {
    no_hole: {
      title: 'No hole to hang by',
      remedy: 'Add a hole, or choose a screw-eye if the body is thick enough.',
    },
    ring_in_hole: {
      title: 'Hole too small for the ring',
      remedy: 'Make the hole wider, or choose thinner hardware.',
    },
    ball_in_hole: {
      title: 'Hole too small for the balls',
      remedy: 'Make the hole wider, or choose a ring.',
    },
    ring_round_wall: { title: 'Hole too far from the edge', remedy: 'Move the hole nearer to the edge.' },
    screw_in_body: { title: 'Body too thin for the screw', remedy: 'Hang it by a hole and a ring.' },
    screw_too_long: {
      title: 'Charm too low for the screw',
      remedy: 'Make the charm larger, or hang it by a hole and a ring.',
    },
  } as Record<string, { title: string; remedy: string } | undefined>,
  widen: (size: string) => `Make the hole ${size} wide`,
  choose: (kit: string) => `Choose ${kit} instead`,
};
