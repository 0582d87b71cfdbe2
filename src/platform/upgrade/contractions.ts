const line = /^-- contracts since (\d+\.\d+\.\d+): (.+?)\s*$/gm;

/** What a migration says that it takes away, with the release since which no code needs it (docs/decisions/0051). */
export function contractions(text: string): Map<string, string> {
	return new Map([...text.matchAll(line)].map(([, release, thing]) => [thing!, release!]));
}

/** Is a release before another? Both are written as 1.2.3. */
export function isEarlier(release: string, than: string): boolean {
	const [a, b] = [release, than].map((version) => version.split('.').map(Number));
	const at = a!.findIndex((number, at) => number !== b![at]);
	return at >= 0 && a![at]! < b![at]!;
}
