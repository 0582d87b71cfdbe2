import type { RequestEvent } from '@sveltejs/kit';

/**
 * Asks the browser to forget what it keeps for us: pages to read without a connection, words that were not sent, its
 * place for pushes. For whoever signs out, since the next person in front of it may be someone else.
 */
export function clearBrowser({ setHeaders }: Pick<RequestEvent, 'setHeaders'>): void {
	setHeaders({ 'clear-site-data': '"storage"' });
}
