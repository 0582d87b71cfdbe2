/**
 * Okaeri is Apache-2.0. Fails where a dependency's licence forbids being part of such a project, or is unknown.
 * Reads package-lock.json, which names every package of every platform with its licence.
 */
import fs from 'node:fs';
import path from 'node:path';
import { root, textOf } from './sources.ts';

type Package = { name: string; licence: string; isForDevelopment: boolean };
type Locked = { license?: string; dev?: boolean; link?: boolean };

/** Licences that ask for a notice at most. Every dependency may have one. */
const free = new Set([
	'0BSD',
	'Apache-2.0',
	'BlueOak-1.0.0',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'CC0-1.0',
	'ISC',
	'MIT',
	'MIT-0',
	'PostgreSQL',
	'Python-2.0',
	'Unicode-3.0',
	'Unlicense',
	'Zlib'
]);

/** Licences with a condition, the packages that may have them, and why the condition is met. */
const withReason = [
	{
		licence: 'LGPL-3.0-or-later',
		packages: /^@img\/sharp-/,
		reason: 'libvips is a library of its own that sharp links dynamically; it is installed unchanged and can be replaced'
	},
	{
		licence: 'MPL-2.0',
		packages: /^(ical\.js|web-push|lightningcss(-.*)?)$/,
		reason: 'holds for the files of the package alone; we use them unchanged, and their source is public'
	},
	{
		licence: 'OFL-1.1',
		packages: /^@fontsource(-variable)?\//,
		reason: 'a font that is part of the product, and is not sold by itself'
	}
];

/** What tools may have besides: they make and test the product, and are no part of it. */
const forDevelopment = new Set(['CC-BY-4.0', 'MPL-2.0', 'PSF-2.0', 'MIT License']);

const packages = readPackages();
const refused = packages.filter((dependency) => !isAllowed(dependency));
for (const { name, licence, isForDevelopment } of refused)
	console.error(`${name} (${isForDevelopment ? 'for development' : 'in the product'}): ${licence}`);
if (refused.length > 0) {
	console.error('Take another package, or allow the licence in bin/check-licences.ts with a reason.');
	process.exitCode = 1;
}

function readPackages(): Package[] {
	const lock = JSON.parse(textOf('package-lock.json')) as {
		packages: Record<string, Locked>;
	};
	return Object.entries(lock.packages)
		.filter(([place, locked]) => place !== '' && !locked.link)
		.map(([place, locked]) => ({
			name: place.replace(/^.*node_modules\//, ''),
			licence: locked.license ?? installedLicence(place) ?? 'unknown',
			isForDevelopment: locked.dev ?? false
		}));
}

/** Where the lock file names no licence, the installed package may. */
function installedLicence(place: string): string | undefined {
	const file = path.join(root, place, 'package.json');
	if (!fs.existsSync(file)) return undefined;
	return (JSON.parse(fs.readFileSync(file, 'utf8')) as { license?: string }).license;
}

/** Licences may be joined: 'MIT OR GPL-3.0' lets us choose, 'MIT AND Zlib' holds us to both. */
function isAllowed({ name, licence, isForDevelopment }: Package): boolean {
	const isOneAllowed = (one: string) =>
		free.has(one) ||
		(isForDevelopment && forDevelopment.has(one)) ||
		withReason.some((exception) => exception.licence === one && exception.packages.test(name));
	return licence
		.replaceAll(/[()]/g, '')
		.split(' OR ')
		.some((choice) => choice.split(' AND ').every(isOneAllowed));
}
