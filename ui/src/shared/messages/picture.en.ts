/** The words for pictures of scenes, in English. */
export const picture = {
  kind: 'Kind of picture',
  kinds: { still: 'Still', moving: 'Moving' },
  motion: 'Motion',
  motions: { swing: 'Swing', walk: 'Walk', bus: 'Bus' },
  motionHints: {
    swing: 'One push, and they swing out',
    walk: 'As when you walk with it',
    bus: 'Braking and bumps of a ride',
  },
  another: 'Another take',
  length: 'Length',
  seconds: 's',
  frames: 'Frames',
  rate: 'Frames a second',
  perSecond: 'a second',
  formatHints: {
    webp: 'Small and fine, for chats and the web',
    gif: 'Plays everywhere, in 256 colours',
    apng: 'Without loss, and large',
    mp4: 'A video, the smallest',
  },
  exportMoving: 'Export animation',
  frameOf: (n: number, all: number) => `${n} of ${all}`,
  writing: 'Writing…',
};
