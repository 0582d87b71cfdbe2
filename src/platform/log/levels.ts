/** How much is logged, from the most to nothing. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
