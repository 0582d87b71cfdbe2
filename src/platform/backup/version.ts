import fs from 'node:fs';
import path from 'node:path';

/** The version of this program, as package.json has it. */
export function productVersion(): string {
	const file = path.resolve(import.meta.dirname, '../../../package.json');
	return (JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string }).version;
}
