import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// The tests of the rooms follow each other in one process: a process for each took a quarter of their time,
// and test/setup/anew.ts keeps them apart. Whoever changes the process itself (settings, clock, servers, modules that are
// replaced) has one alone.
const rooms = [
	'src/{returning,telling,seeing}/**/*.test.ts',
	'src/gathering/!(notifications)/**/*.test.ts',
	'src/people/!(hr-imports|single-sign-on)/**/*.test.ts'
];

/**
 * Svelte marks in the HTML where its own scripts would take a page over. None of ours is taken over (src/routes/+layout
 * .server.ts: `csr = false`), so that the marks were a tenth of Home for nobody.
 */
const withoutMarks: Plugin = {
	name: 'okaeri-without-marks',
	enforce: 'post',
	transform: {
		filter: { id: /\.svelte$/ },
		handler: (code, _id, options) =>
			options?.ssr
				? code
						.replaceAll(/<!--(?:\[-?\d*|\])?-->/g, '')
						.replaceAll(/\$\$renderer\.push\((['"`])\1\);/g, ';')
				: undefined
	}
};

export default defineConfig({
	worker: { format: 'es' },
	// Nothing reads maps of the server's sources, and nobody a list of sizes: both took time of every build.
	build: { sourcemap: false, reportCompressedSize: false },
	plugins: [
		sveltekit({
			// each build goes into a folder of its own: bin/commands/build.ts
			adapter: adapter({ precompress: true, out: process.env.OKAERI_BUILD_INTO ?? 'build/by-hand' }),
			// the same sources give the same build, byte for byte (bin/release.ts)
			version: { name: process.env.OKAERI_MADE_OF ?? String(Date.now()) },
			inlineStyleThreshold: 0,
			csp: {
				mode: 'nonce',
				directives: {
					'default-src': ['none'],
					'script-src': ['self'],
					'style-src': ['self'],
					'style-src-attr': ['none'],
					'img-src': ['self', 'data:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'form-action': ['self'],
					'manifest-src': ['self'],
					'worker-src': ['self'],
					'frame-src': ['self'],
					'frame-ancestors': ['none'],
					'base-uri': ['none']
				}
			}
		}),
		withoutMarks
	],
	test: {
		globalSetup: ['test/setup/database.ts'],
		setupFiles: ['test/setup/anew.ts'],
		testTimeout: 30_000,
		hookTimeout: 60_000,
		pool: 'forks',
		maxWorkers: 2, // each waits for PostgreSQL half of its time
		projects: [
			{ extends: true, test: { name: 'rooms', include: rooms, isolate: false } },
			{
				extends: true,
				test: {
					name: 'alone',
					// not `exclude`, which would take the place of what the command line leaves out
					include: [
						'{src,test,bin,locales,demo}/**/*.test.ts',
						...rooms.map((files) => `!${files}`)
					]
				}
			}
		]
	}
});
