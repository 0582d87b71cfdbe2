import { measureWire } from './compression.ts';
import { measureDigests } from './digests.ts';
import { measureEventLoop } from './event-loop.ts';
import { measureHome } from './home.ts';
import { measureImport } from './imports.ts';
import { measureInstall } from './install.ts';
import { measureLists } from './lists.ts';
import { measureMatching } from './matching.ts';
import type { Measured } from './measured.ts';
import { measureMemory } from './memory.ts';
import { measurePeople } from './people.ts';
import { withDatabase, withLarge, withProduct } from './product.ts';
import { measureRoundTrips } from './round-trips.ts';
import { measurePages, measureSearch } from './scale.ts';
import type { Server } from './server.ts';
import { weighPages } from './weight.ts';

/** How large what is measured shall be: numbers of things, but for seconds and minutes. */
export type Sizes = Record<
	| 'seconds'
	| 'minutes'
	| 'people'
	| 'posts'
	| 'touchpoints'
	| 'rounds'
	| 'departures'
	| 'rows'
	| 'members'
	| 'listed'
	| 'digests',
	number
> & { withoutList: boolean; pages: string[] };

/** A part of the bench: which rows of the budgets it measures, and how. `isLong` where it takes more than a few minutes. */
type Part = {
	rows: string;
	isLong?: boolean;
	measure: (server: Server, sizes: Sizes) => Promise<Measured[]>;
};

export const parts: Record<string, Part> = {
	home: {
		rows: 'Home against a fixed page; bytes on the wire; JavaScript and CSS',
		measure: (server, { seconds }) =>
			withProduct(server, async (product) => [
				...(await measureHome(product, seconds)),
				...(await weighPages(product)),
				...(await measureWire(product))
			])
	},
	trips: { rows: 'Round trips of any alumni page', measure: measureRoundTrips },
	loop: {
		rows: 'The event loop under 1 MB of the worst',
		measure: (server) => withProduct(server, measureEventLoop)
	},
	memory: {
		rows: 'Memory of the web process at full load',
		measure: (server, { minutes }) => withProduct(server, (product) => measureMemory(product, minutes))
	},
	digests: {
		rows: 'The weekly digest against fixed mails',
		measure: (server, { digests }) => withDatabase(server, (url) => measureDigests(url, digests))
	},
	matching: {
		rows: 'Matching a published change against a scan of the departures',
		measure: (server, { departures }) => withDatabase(server, (url) => measureMatching(url, departures))
	},
	imports: {
		rows: 'An HR import against COPY, and its memory',
		measure: (server, { rows, withoutList }) =>
			withDatabase(server, () => measureImport(server, rows, withoutList))
	},
	people: {
		rows: 'Hiding, comparing and erasing people',
		measure: (server, { members }) => withDatabase(server, (url) => measurePeople(url, members))
	},
	lists: {
		rows: 'The desk’s list of people',
		measure: (server, { listed }) => withDatabase(server, (url) => measureLists(url, listed))
	},
	install: { rows: 'node_modules, and npm start on a fresh checkout', measure: measureInstall },
	scale: {
		rows: 'Any page, boards and searches on a large network against a small one',
		isLong: true,
		measure: (server, sizes) =>
			withLarge(server, sizes, async (product) => [
				...(await measurePages(product, sizes.rounds, sizes.pages)),
				...(await measureSearch(product.large, sizes.rounds))
			])
	}
};

/** The rows of the budgets that are measured elsewhere. */
export const elsewhere: readonly Measured[] = [
	{
		what: 'First paint of Home on a slow phone (Lighthouse mobile)',
		budget: 'performance ≥ 95, accessibility 100, best practices 100',
		measured: 'by hand, see docs/performance.md',
		kept: null
	},
	{
		what: 'Kill -9 of web, worker or database under load',
		budget: 'no acknowledged write lost, no job lost, none done twice',
		measured: 'npm run faults',
		kept: null
	}
];
