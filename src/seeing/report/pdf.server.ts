import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { config } from '#platform/config/config.ts';

const run = promisify(execFile);
const usual = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable'
];
const secondsAtMost = 60;

/** The Chromium that prints: the one that is configured, or where systems usually have it. Undefined where there is none. */
export function printer(): string | undefined {
	const configured = config().CHROMIUM_PATH;
	return (configured ? [configured] : usual).find((file) => fs.existsSync(file));
}

/** One printing at a time: each takes a browser's memory. */
let before: Promise<unknown> = Promise.resolve();

/** Prints a page that stands for itself as PDF. Its policy lets it run no script and load nothing. Throws where it fails. */
export function printed(chromium: string, html: string): Promise<Buffer> {
	const next = before.then(() => print(chromium, html));
	before = next.then(
		() => undefined,
		() => undefined
	);
	return next;
}

async function print(chromium: string, html: string): Promise<Buffer> {
	const folder = await fs.promises.mkdtemp(path.join(os.tmpdir(), 'okaeri-report-'));
	try {
		const [page, pdf] = [path.join(folder, 'report.html'), path.join(folder, 'report.pdf')];
		await fs.promises.writeFile(page, html);
		await run(
			chromium,
			[
				'--headless=new',
				'--no-sandbox',
				'--disable-gpu',
				'--disable-dev-shm-usage',
				`--user-data-dir=${path.join(folder, 'profile')}`,
				'--no-pdf-header-footer',
				`--print-to-pdf=${pdf}`,
				`file://${page}`
			],
			{ timeout: secondsAtMost * 1000, env: { HOME: folder, PATH: process.env.PATH ?? '' } }
		);
		return await fs.promises.readFile(pdf);
	} finally {
		await fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 3 });
	}
}
