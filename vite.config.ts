import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	worker: { format: 'es' },
	plugins: [
		sveltekit({
			adapter: adapter({ precompress: true }),
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
		})
	],
	test: {
		include: [
			'src/**/*.test.ts',
			'test/**/*.test.ts',
			'bin/**/*.test.ts',
			'locales/**/*.test.ts',
			'demo/**/*.test.ts'
		],
		globalSetup: ['test/setup/database.ts'],
		setupFiles: ['test/setup/locale.ts'],
		testTimeout: 30_000,
		hookTimeout: 60_000,
		pool: 'forks',
		maxWorkers: 2 // each waits for PostgreSQL half of its time
	}
});
