import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

/** Every file under these folders, as paths from the root, in the order of the alphabet. */
export function filesIn(...folders: string[]): string[] {
	return folders
		.flatMap((folder) =>
			fs
				.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
		)
		.toSorted();
}

export function textOf(file: string): string {
	return fs.readFileSync(path.join(root, file), 'utf8');
}

/** Migrations before 0032 have been released, and a released migration is never changed. */
export function isReleased(file: string): boolean {
	return file.startsWith('db/migrations/') && path.basename(file) < '0032';
}
