/**
 * Counts lines that are too wide to read: over 140 characters, where a tab counts as 4. Prints the share, and fails
 * where it is over 0.5 %, or where a line is over 200. Only lines written by hand count.
 */
import { filesIn, isReleased, textOf } from './sources.ts';

const folders = ['src', 'bin', 'bench', 'demo', 'test', 'db/migrations'];

const isGenerated = (file: string) => file === 'src/platform/database/tables.ts';
/** Icons are drawings. */
const isDrawing = (file: string) => file.endsWith('.svg');
const isTestData = (file: string) => /\.(txt|csv|ics|json|jsonl)$/.test(file);
/** An address cannot be broken. */
const hasAddress = (line: string) => line.includes('http');

const width = (line: string) => [...line.replaceAll('\t', '    ')].length;

let lines = 0;
const wide: string[] = [];
const tooWide: string[] = [];
for (const file of writtenByHand()) {
	const text = textOf(file);
	if (text.includes('\0')) continue; // a picture
	for (const [at, line] of text.split('\n').entries()) {
		lines++;
		if (width(line) <= 140) continue;
		wide.push(`${file}:${at + 1}`);
		if (width(line) > 200 && !hasAddress(line)) tooWide.push(`${file}:${at + 1}`);
	}
}

const share = (wide.length / lines) * 100;
console.log(
	`${wide.length} of ${lines} lines are over 140 characters (${share.toFixed(2)} %), ${tooWide.length} over 200`
);
if (share > 0.5) {
	console.error(`More than 0.5 % of the lines are over 140 characters:\n${wide.join('\n')}`);
	process.exitCode = 1;
}
if (tooWide.length > 0) {
	console.error(`Lines over 200 characters:\n${tooWide.join('\n')}`);
	process.exitCode = 1;
}

function writtenByHand(): string[] {
	return filesIn(...folders).filter(
		(file) => !isGenerated(file) && !isTestData(file) && !isDrawing(file) && !isReleased(file)
	);
}
