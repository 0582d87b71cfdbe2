/** Failures that people may see. Each becomes a page or a message at a field; any other error is our fault. */
export class NotFound extends Error {}
export class Forbidden extends Error {}
/** Something given cannot be taken; `field` says where, `why` is a reason that the page puts into words. */
export class Invalid extends Error {
	readonly why: string;
	readonly field: string | undefined;
	constructor(why: string, field?: string) {
		super(why);
		this.why = why;
		this.field = field;
	}
}
/** Someone else saved it since it was read. */
export class Stale extends Error {}
/** Tried too often. The next try is possible after `seconds`. */
export class TooMany extends Error {
	readonly seconds: number;
	constructor(seconds: number) {
		super(`Again in ${seconds} s`);
		this.seconds = seconds;
	}
}
