/**
 * Makes sure that the tests find a Chromium. Takes the machine's own; else its package manager installs one (as root);
 * else Playwright does.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { chromium } from '@playwright/test';
import fs from 'node:fs';
import { chromiumPath } from '../../test/journey/chromium.ts';

const run = (command: string, ...args: string[]) =>
	spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0;
const found = () =>
	chromiumPath() ?? (fs.existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined);

if (!found() && process.getuid?.() === 0 && run('apt-get', '--version')) {
	console.error('There is no Chromium here yet; the system’s package manager installs it.');
	if (run('apt-get', 'update'))
		run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
}
if (!found()) {
	console.error('There is no Chromium here yet; Playwright installs its own.');
	run(
		process.execPath,
		path.resolve(import.meta.dirname, '../../node_modules/@playwright/test/cli.js'),
		'install',
		'--with-deps',
		'chromium'
	);
}
if (!found()) {
	console.error(
		'The tests need a Chromium. Install one, or say where it is: CHROMIUM_PATH=/path/to/chromium npm test'
	);
	process.exit(1);
}
