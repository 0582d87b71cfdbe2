/** One line of what `okaeri doctor` says. */
export type Finding = { state: 'ok  ' | 'note' | 'WARN' | 'NOT '; text: string };

export const finding = (isGood: boolean, good: string, bad: string): Finding =>
	isGood ? { state: 'ok  ', text: good } : { state: 'NOT ', text: bad };
