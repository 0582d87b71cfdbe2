/** A workbook that cannot be read, and why, as the import then says. */
export class BadWorkbook extends Error {
	readonly problem: 'bad_workbook' | 'too_large_workbook' | 'old_workbook';
	constructor(problem: BadWorkbook['problem'], options?: ErrorOptions) {
		super(problem, options);
		this.problem = problem;
	}
}

const zipSign = [0x50, 0x4b, 0x03, 0x04];
const oldSign = [0xd0, 0xcf, 0x11, 0xe0];

/** Does a file begin like a workbook of Excel: a zip file, or one of the time before 2007 (or with a password)? */
export function workbookKind(start: Uint8Array): 'xlsx' | 'old' | undefined {
	if (zipSign.every((byte, at) => start[at] === byte)) return 'xlsx';
	return oldSign.every((byte, at) => start[at] === byte) ? 'old' : undefined;
}
