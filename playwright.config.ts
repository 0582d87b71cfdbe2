import '#platform/clock/ahead.ts';
import { defineConfig } from '@playwright/test';
import { chromiumPath } from './test/journey/chromium.ts';

const executablePath = chromiumPath();
const pages = { testMatch: 'pages.spec.ts', dependencies: ['crash'] };

export default defineConfig({
	testDir: 'test/journey',
	testMatch: '*.spec.ts',
	globalSetup: './test/journey/product.ts',
	// Each file starts a product of its own, or works in a network of its own. The one that kills processes goes first,
	// then the longest, so that both workers end at about the same time.
	workers: 2,
	projects: [
		{ name: 'crash', testMatch: 'crash.spec.ts' },
		{ name: 'pages in Japanese', ...pages, use: { locale: 'ja-JP' } },
		{ name: 'pages in English', ...pages, use: { locale: 'en-GB' } },
		{ name: 'founding', testMatch: 'founding.spec.ts', dependencies: ['crash'] },
		{ name: 'journeys', testIgnore: /(crash|pages|founding)\.spec\.ts/, dependencies: ['crash'] }
	],
	timeout: 900_000, // a journey is a whole story; beside other work one took more than ten minutes
	expect: { timeout: 15_000 },
	reporter: [['line']],
	outputDir: 'test-results',
	use: {
		actionTimeout: 20_000,
		viewport: { width: 1280, height: 900 },
		screenshot: 'only-on-failure', // a trace of everything slows each step: ask for it with --trace on
		launchOptions: {
			...(executablePath ? { executablePath } : {}),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	}
});
