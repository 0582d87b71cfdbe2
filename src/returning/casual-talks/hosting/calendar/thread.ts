import { parentPort, workerData } from 'node:worker_threads';
import { busyTimes, type Within } from '../busy.ts';
import { CalendarRefused } from './refused.ts';

/** The thread in which a stranger's calendar is read (reading.server.ts). It answers with the busy times or the problem. */
const { text, within } = workerData as { text: string; within: Within };

function answer() {
	try {
		return { spans: busyTimes(text, within) };
	} catch (failure) {
		if (failure instanceof CalendarRefused) return { problem: failure.problem };
		throw failure;
	}
}

parentPort!.postMessage(answer(), []);
