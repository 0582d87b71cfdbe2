/**
 * Data for a page that is made on the server only. SvelteKit writes what a load gives into the page for the browser, even
 * if no script there uses it. What is wrapped in this is not sent.
 */
export class Unsent<T> {
	readonly value: T;
	constructor(value: T) {
		this.value = value;
	}
}
