/** Days before a planned return from which the desk is reminded that nobody leads its welcome yet. */
export const daysToPrepare = 14;

export type PlannedState = 'planned' | 'missed';
