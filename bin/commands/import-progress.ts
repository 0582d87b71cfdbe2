import { hrImport, type HrImport } from '#people/hr-imports/hr-imports.server.ts';

const everySecond = 1000;
const linesApart = 10_000;

/**
 * Shows on the terminal how far an import has come: one line that changes, or where the output goes to a
 * file, a line every ten seconds. Gives the function that ends it.
 */
export function showProgress(where: { networkId: string; hrImportId: string }): () => void {
	const { stderr } = process;
	let [isOver, shownAt] = [false, Date.now()];
	const show = async () => {
		const found = await hrImport(where, where.hrImportId);
		if (isOver) return;
		if (stderr.isTTY) stderr.write(`\r\u001b[K${progressOf(found)}`);
		else if (Date.now() - shownAt >= linesApart) {
			shownAt = Date.now();
			stderr.write(`${progressOf(found)}\n`);
		}
	};
	// A figure that cannot be had is shown a second later; if the database is away, the import itself says so.
	const timer = setInterval(() => void show().catch(() => undefined), everySecond);
	return () => {
		if (isOver) return;
		isOver = true;
		clearInterval(timer);
		if (stderr.isTTY) stderr.write('\r\u001b[K');
	};
}

/** How far an import has come, in words. */
export function progressOf({ status, bytes, bytesRead, rowsRead, rowsWritten }: HrImport): string {
	const rows = rowsRead.toLocaleString('en');
	if (status === 'receiving') return 'Receiving the file';
	if (status === 'reading')
		return bytesRead < bytes || rowsRead === 0
			? `Reading: ${share(bytesRead, bytes)}, ${rows} rows`
			: `Comparing ${rows} rows with each other and with who is known`;
	if (status === 'writing')
		return rowsWritten < rowsRead
			? `Loading: ${share(rowsWritten, rowsRead)}, ${rowsWritten.toLocaleString('en')} of ${rows} rows`
			: `Tying ${rows} rows to their managers`;
	return `${rows} rows`;
}

function share(part: number, whole: number): string {
	return `${whole > 0 ? Math.floor((100 * part) / whole) : 0}%`;
}
