import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * What the work that runs belongs to. Every line of the log says it. A job keeps the request that it was left by, so that
 * what one click set off is found by one id. It names nobody: a route is named by its pattern, and not by its address.
 */
export type About = {
	/** The id of the request. */
	request?: string | undefined;
	/** The route's pattern, such as `/(desk)/desk/people/[person]`. */
	route?: string | undefined;
	/** The name of the job. */
	job?: string | undefined;
	/** The span of a trace that the work is, where traces are made. */
	span?: string | undefined;
};

const storage = new AsyncLocalStorage<About>();

/** Does work, and remembers for as long as it takes what it belongs to. */
export const workAbout = <T>(about: About, work: () => T): T => storage.run(about, work);

/** What the work that runs now belongs to; undefined outside of requests and jobs. */
export const aboutNow = (): About | undefined => storage.getStore();
