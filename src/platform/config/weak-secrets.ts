/** Fewer different signs than this are a pattern, however long. */
const fewestDifferent = 10;

/** Words of examples and first tries. A secret that is made of them and of filling is none. */
const placeholders = [
	/change.?(me|this|it)/i,
	/replace.?(me|this|with)/i,
	/your.{0,3}(secret|key|password|own)/i,
	/(my|the|some|super|default|insert).{0,3}(secret|key|password)/i,
	/p[a@]ssw[o0]rd|secret.?key|letmein|qwerty|okaeri/i,
	/example|placeholder|dummy|sample/i,
	/123456789|abcdefgh/i
];

/** What makes a secret easy to guess, in words; undefined where nothing does. Long ones of chance never have any of it. */
export function weaknessOf(secret: string): string | undefined {
	if (new Set(secret).size < fewestDifferent)
		return `it has fewer than ${fewestDifferent} different characters`;
	if (/^(.{1,16})\1+.{0,15}$/su.test(secret)) return 'it says the same again and again';
	if (placeholders.some((words) => words.test(secret)))
		return 'it holds words that examples and lists of passwords hold';
	return undefined;
}
