import * as m from '#locales/messages.ts';
import type { CalendarProblem } from './refused.ts';

const words: Record<CalendarProblem, () => string> = {
	unreadable: m.hosting_calendar_problem,
	sub_daily: m.hosting_calendar_sub_daily,
	too_much: m.hosting_calendar_too_much
};

/** Why a host's other calendar was not read, and what they can do about it. */
export const problemWords = (problem: CalendarProblem) => words[problem]();
