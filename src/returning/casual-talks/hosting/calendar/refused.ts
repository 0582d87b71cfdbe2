/**
 * Why a calendar is not taken: it cannot be fetched or is none, it repeats something within a day, or it holds more than
 * may be read.
 */
export type CalendarProblem = 'unreadable' | 'sub_daily' | 'too_much';

/** Thrown for a calendar that is not taken. */
export class CalendarRefused extends Error {
	readonly problem: CalendarProblem;
	constructor(problem: CalendarProblem) {
		super(`Calendar refused: ${problem}`);
		this.problem = problem;
	}
}
