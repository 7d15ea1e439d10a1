/** Where placements are going: the anchor of each, by its id. */
export type Goals = ReadonlyMap<string, string>;

export const NO_GOALS: Goals = new Map();
