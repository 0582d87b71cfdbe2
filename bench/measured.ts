/** One line of the result: what was measured, its budget, the figure, and whether the budget was kept: null where this run does not tell. */
export type Measured = { what: string; budget: string; measured: string; kept: boolean | null };
