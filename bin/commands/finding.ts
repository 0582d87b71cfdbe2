/** One line of what `okaeri doctor` says. */
export type Finding = { state: 'ok  ' | 'note' | 'WARN' | 'NOT '; text: string };

/** What the states are called for programs. */
export const stateNames = { 'ok  ': 'ok', note: 'note', WARN: 'warning', 'NOT ': 'not' } as const;

export const finding = (isGood: boolean, good: string, bad: string): Finding =>
	isGood ? { state: 'ok  ', text: good } : { state: 'NOT ', text: bad };
