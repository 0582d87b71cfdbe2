/** What is typed one a line, each once. */
export const typedLines = (text: string): string[] => [
	...new Set(
		text
			.split('\n')
			.map((line) => line.trim())
			.filter(Boolean)
	)
];
