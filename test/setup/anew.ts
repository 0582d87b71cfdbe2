import '#platform/clock/ahead.ts';
import { afterAll, vi } from 'vitest';

// Test files follow each other in one process, which keeps what comes from node_modules. Each loads our own modules
// anew, so that it finds no setting, cache or connection of the file before it, and leaves the surroundings as they were.
vi.resetModules();
const surroundings = { ...process.env };
afterAll(() => {
	vi.useRealTimers();
	for (const name of Object.keys(process.env)) if (!(name in surroundings)) delete process.env[name];
	Object.assign(process.env, surroundings);
});

/** Tests read Japanese at Tokyo's clock unless they say otherwise. */
const { assumeReader } = await import('#platform/locale/reader.server.ts');
assumeReader({ locale: 'ja', timeZone: 'Asia/Tokyo' });
process.env.LOG_LEVEL ??= 'silent';
process.env.OKAERI_SECRET ??= 'a secret for tests that is long enough to sign with';
// Starting a browser for each page that is asked for takes minutes; what prints is tested where it belongs.
process.env.CHROMIUM_PATH ??= '/nowhere';
