/** Rows set in columns: each is as wide as its longest cell, counted in the places that a terminal gives characters. */
export function inColumns(rows: readonly (readonly string[])[]): string {
	const widths = rows.reduce<number[]>(
		(found, row) => row.map((cell, at) => Math.max(found[at] ?? 0, placesOf(cell))),
		[]
	);
	return rows
		.map((row) =>
			row
				.map((cell, at) => cell + ' '.repeat(widths[at]! - placesOf(cell)))
				.join('  ')
				.trimEnd()
		)
		.join('\n');
}

/** Japanese characters take two places. */
const placesOf = (text: string) => [...text].length + (text.match(wide)?.length ?? 0);
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g;
