/** How a job stands: given up, at work, due, or due later. */
export const jobStates = ['failed', 'running', 'waiting', 'later'] as const;
export type JobState = (typeof jobStates)[number];
