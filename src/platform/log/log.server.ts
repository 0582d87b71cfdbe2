import pino from 'pino';
import { config } from '#platform/config/config.ts';

/** Structured log on standard error. Never pass it reasons, standings, mail bodies or addresses. */
export const log = pino(
	{ level: config().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime },
	pino.destination({ dest: 2, sync: true })
);
