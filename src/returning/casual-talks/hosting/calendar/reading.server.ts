import { Worker } from 'node:worker_threads';
import type { Span } from '../../slots.ts';
import type { Within } from '../busy.ts';
import { CalendarRefused, type CalendarProblem } from './refused.ts';

type Limits = { seconds: number; megabytes: number };
type Answer = { spans: Span[] } | { problem: CalendarProblem };

/**
 * The busy times of a calendar (see busyTimes), read in a thread of its own: whatever a stranger's calendar holds, it takes
 * neither more time nor more memory than this, and nothing else waits for it. Throws CalendarRefused.
 */
export async function busyTimesApart(
	text: string,
	within: Within,
	{ seconds, megabytes }: Limits = { seconds: 20, megabytes: 192 }
): Promise<Span[]> {
	const thread = new Worker(new URL('./thread.ts', import.meta.url), {
		workerData: { text, within },
		env: {},
		execArgv: [],
		resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 }
	});
	let timer: NodeJS.Timeout | undefined;
	try {
		const answer = await new Promise<Answer>((resolve, reject) => {
			timer = setTimeout(() => reject(new CalendarRefused('too_much')), seconds * 1000);
			thread.once('message', resolve);
			thread.once('error', (error: NodeJS.ErrnoException) =>
				reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new CalendarRefused('too_much') : error)
			);
			thread.once('exit', () =>
				reject(new Error('The thread that reads calendars ended without an answer'))
			);
		});
		if ('problem' in answer) throw new CalendarRefused(answer.problem);
		return answer.spans;
	} finally {
		clearTimeout(timer);
		await thread.terminate();
	}
}
