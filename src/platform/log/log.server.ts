import pino from 'pino';

/** Structured log on standard error, from the level that LOG_LEVEL names (checked with the other settings). Never pass it reasons, standings, mail bodies or addresses. */
export const log = pino(
	{ level: process.env.LOG_LEVEL || 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime },
	pino.destination({ dest: 2, sync: true })
);
