/** How a thing came to the collection, or where it is. */
export const STATUSES = ['made', 'bought', 'wished', 'lent', 'traded'] as const;
export type Status = (typeof STATUSES)[number];
