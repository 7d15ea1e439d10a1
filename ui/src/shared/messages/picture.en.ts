/** The words for pictures of scenes, in English. */
export const picture = {
  kind: 'Kind of picture',
  kinds: { still: 'Still', moving: 'Moving', sheet: 'Contact sheet' },
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
  shows: 'Shows',
  sheetOf: { carriers: 'Carriers', sets: 'Sets' },
  sheetHints: { carriers: 'These charms on several carriers', sets: 'Several of your sets' },
  exportSheet: 'Export contact sheet',
  frameOf: (n: number, all: number) => `${n} of ${all}`,
  writing: 'Writing…',
};
