import fs from 'node:fs';

const usual = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/** The Chromium of this machine: CHROMIUM_PATH, or where systems usually have it. Undefined leaves it to Playwright's own. */
export function chromiumPath(): string | undefined {
	return [process.env.CHROMIUM_PATH, ...usual].find((path) => path && fs.existsSync(path));
}
