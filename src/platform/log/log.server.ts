import pino from 'pino';
import { loggedError } from './failure.ts';

/**
 * The structured log on standard error, from the level that LOG_LEVEL names (checked with the other settings).
 * Never give it reasons, standings, mail bodies or addresses.
 */
export const log = pino(
	{
		level: process.env.LOG_LEVEL || 'info',
		base: null,
		timestamp: pino.stdTimeFunctions.isoTime,
		serializers: { error: loggedError }
	},
	pino.destination({ dest: 2, sync: true })
);
