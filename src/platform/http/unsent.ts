/**
 * Data of a page that is made on the server alone. SvelteKit writes out what a load gives so that a browser could go on
 * from it, even where none does; what is wrapped in this stays here.
 */
export class Unsent<T> {
	readonly value: T;
	constructor(value: T) {
		this.value = value;
	}
}
