const wordsAtMost = 2000;

/** Names that PostgreSQL and JavaScript put into quotes are ours; whatever else stands in quotes came from somebody. */
const ofOurs =
	/(?:constraint|relation|column|table|index|function|procedure|type|schema|role|policy|setting|parameter|reading|property|module|package) $/;
const values =
	/"(?:[^"\\\n]|\\.){0,1000}"|(?<![\p{L}\p{N}])'[^'\n]{0,1000}'(?![\p{L}\p{N}])|`[^`\n]{0,1000}`|「[^」\n]{0,1000}」/gu;
const name = /^["'`][A-Za-z_$@][\w$@/.:-]{0,100}["'`]$/;

/**
 * The words of an error without what may be a person's: addresses of mails and of pages, long numbers, words in other
 * letters than the code is written in, and what stands in quotes, but for names of ours such as a constraint's.
 */
export function withoutValues(words: string): string {
	return words
		.slice(0, wordsAtMost)
		.replaceAll(/("[^"\n]{1,64}"|[^\s<>()"',;:@]{1,64})@[\p{L}\p{N}.-]{1,253}/gu, '…@…')
		.replaceAll(/\b(https?|wss?|smtps?|postgres(?:ql)?):\/\/[^\s<>"']+/gi, '$1://…')
		.replaceAll(/\b(ENOTFOUND|EAI_AGAIN|EREFUSED)(?: \S+)/g, '$1 …')
		.replaceAll(values, (quoted, at: number, all: string) =>
			quoted.includes('…@…')
				? '…@…'
				: name.test(quoted) && ofOurs.test(all.slice(Math.max(0, at - 20), at))
					? quoted
					: '"…"'
		)
		.replaceAll(/\)=\((?!…@…\))[^)\n]{0,1000}\)/g, ')=(…)')
		.replaceAll(/(?<![\w-])\+?\d[\d ()-]{7,20}\d(?![\w-])/g, '…')
		.replaceAll(/[^\p{ASCII}…’‘“”–—\s]+/gu, '…');
}
