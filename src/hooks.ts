import type { Transport } from '@sveltejs/kit/hooks';
import { Unsent } from '#platform/http/unsent.ts';

export const transport: Transport = {
	Unsent: {
		encode: (value) => value instanceof Unsent && 'unsent',
		decode: () => {
			throw new Error('This page is made on the server alone; it cannot go on in a browser');
		}
	}
};
