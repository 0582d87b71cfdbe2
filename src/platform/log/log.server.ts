import pino from 'pino';
import { aboutNow } from './about.server.ts';
import { loggedError } from './failure.ts';
import { logLevels } from './levels.ts';

/** In development the log is for eyes; everywhere else it is one JSON object a line. */
async function destination(): Promise<pino.DestinationStream> {
	if (process.env.NODE_ENV !== 'development') return pino.destination({ dest: 2, sync: true });
	const { default: pretty } = await import('pino-pretty');
	return pretty({ destination: 2, sync: true, colorize: process.stderr.isTTY });
}

/**
 * The structured log on standard error, from the level that LOG_LEVEL names (checked with the other settings). Each line
 * says to which request, route or job it belongs.
 * Never give it names, reasons, standings, mail bodies, addresses of mails or pages, or tokens.
 */
export const log = pino(
	{
		level: logLevels.find((level) => level === process.env.LOG_LEVEL) ?? 'info', // another is told by `config`
		base: null,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (level) => ({ level }) },
		mixin: () => ({ ...aboutNow() }),
		serializers: { error: loggedError }
	},
	await destination()
);

/** What nobody caught ends the process, as it would without this; but the log tells it without the row that it was about. */
export function logCrashes(): void {
	process.on('uncaughtException', (error) => {
		log.fatal({ error }, 'The process ends: nobody caught this');
		process.exit(1);
	});
}
