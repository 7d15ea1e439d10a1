/** The words for what can go wrong at the vendor's: drift, and proofs that show something else; in English. */
import type { FindingCode, Layer, Seen } from '../../types/Press';

type Amount = (figure: string) => string;

export const watch = {
  drift: 'Drift',
  driftHint: 'No press lays white, colour and cut exactly on each other. See what that shows.',
  moves: 'What moves',
  movesOf: { white: 'Underprint', print: 'Whole print' },
  distance: 'How far',
  direction: 'Direction',
  degrees: (figure: string) => `${figure}°, clockwise from the right`,
  whiteRisk: 'Risk that white shows',
  cutRisk: 'Risk that art is cut',
  risk: (figure: string) => `${figure} of 100`,
  levels: { low: 'low', medium: 'medium', high: 'high' },
  riskHint:
    'From the share of the outline a drift shows on, weighted by how likely it is. How far presses drift is an estimate without a source: confidence low.',
  peeks: 'White past the colour',
  bare: 'Colour without white',
  cutOff: 'Cut off',
  unprinted: 'Unprinted edge',
  choke: (by: string, before: string, after: string) =>
    `Pull the white in by ${by} more: risk ${before} becomes ${after}`,
  border: (by: string, before: string, after: string) =>
    `Make the border ${by} wider: risk ${before} becomes ${after}`,
  apply: 'Apply',
  hide: 'Show the plates again',
  proof: 'Vendor’s proof',
  proofHint:
    'Choose the picture or PDF the vendor sent, or drop it here. It is laid over the charm by itself.',
  choose: 'Choose a proof…',
  release: 'Let go, and the proof is held against the charm',
  comparing: 'Laying the proof over the charm…',
  same: 'The proof shows what was meant',
  differs: (n: number) => `${n} ${n === 1 ? 'fault' : 'faults'}`,
  layers: { art: 'Artwork', white: 'White', cut: 'Cut line', holes: 'Holes' } satisfies Record<Layer, string>,
  seen: {
    seen: 'seen',
    partly: 'in part',
    missing: 'missing',
    cannot_tell: 'cannot be told',
  } satisfies Record<Seen, string>,
  at: (x: string, y: string) => `${x} from the left, ${y} from the top`,
  findings: {
    not_found: () => 'Nothing like this charm',
    cut_missing: () => 'Cut line missing',
    cut_part_missing: (figure) => `${figure} % of the cut line missing`,
    hole_missing: () => 'A hole is missing',
    white_missing: () => 'White missing',
    art_missing: () => 'Artwork missing',
    art_part_missing: () => 'Part of the artwork missing',
    size: (figure) => `Shown at ${figure} % of its size`,
    art_scaled: (figure) => `Artwork ${figure} % larger than the cut line asks for`,
    art_turned: (figure) => `Artwork turned by ${figure}°`,
    art_shifted: (figure) => `Artwork ${figure} mm off the cut line`,
    white_shifted: (figure) => `White ${figure} mm off the artwork`,
    part_shifted: (figure) => `Part of the artwork ${figure} mm off`,
    colour_changed: (figure) => `Another colour, ΔE ${figure}`,
    added: () => 'Something that was not meant',
    mirrored: () => 'Mirrored: right for the back of clear acrylic',
    turned: (figure) => `Turned by ${figure}°`,
    whole_picture: (figure) => `Whole picture lighter, darker or duller, ΔE ${figure}: the screen’s doing`,
  } as Record<FindingCode, Amount>,
};
