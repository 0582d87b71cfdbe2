/** What a program is told of a command: one JSON value. */
export type Data = Readonly<Record<string, unknown>>;

let isForProgram = false;

/** From now on answers are JSON, for a program, or words for a person. */
export function answerPrograms(wanted: boolean): void {
	isForProgram = wanted;
}

/** Prints what a command found or did, once: in words, or with --json as data. Both say the same. */
export function answer(words: string, data: Data): void {
	console.log(isForProgram ? JSON.stringify(data, null, 2) : words);
}

/** Prints why a command did not work, in one line that says what to do. With --json it is `{"error": …}`. */
export function answerFailure(words: string): void {
	if (isForProgram) console.log(JSON.stringify({ error: words }, null, 2));
	else console.error(words);
}
