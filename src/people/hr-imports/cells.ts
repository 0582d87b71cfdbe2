/** What a spreadsheet would take for a formula when a cell begins with it. */
const formulaSign = '[=+\\-@＝＋－＠\\t\\r\\n]';
const formula = new RegExp(`^${formulaSign}`);
const guard = new RegExp(`^'(?=${formulaSign}|[0-9０-９])`);
const formulaText = /^="(.*)"$/s;

/**
 * A cell as it was meant. Spreadsheets keep the zeros of a number by writing it as a formula (`="0012"`) or
 * behind an apostrophe (`'0012`), and `guarded` writes an apostrophe before what looks like a formula. An
 * apostrophe that begins a name ('t Hart) stays.
 */
export function meant(cell: string): string {
	const bare = guard.test(cell) ? cell.slice(1) : cell;
	return formulaText.exec(bare)?.[1]?.replaceAll('""', '"') ?? bare;
}

/** A cell that a spreadsheet does not take for a formula, and that `meant` reads back as it was. */
export function guarded(cell: string): string {
	return formula.test(cell) ? `'${cell}` : cell;
}

/** Does a cell hold bytes that are no text in the file's encoding, or signs that the database cannot keep? */
export function isBroken(cell: string): boolean {
	return cell.includes('\ufffd');
}

/** A cell that the database can keep: a NUL and half of a surrogate pair become U+FFFD, as other unreadable signs do. */
export function storable(cell: string): string {
	if (cell.isWellFormed() && !cell.includes('\u0000')) return cell;
	return cell.toWellFormed().replaceAll('\u0000', '\ufffd');
}
