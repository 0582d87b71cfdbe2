/** What npm reads of a package, and of all that are installed: package.json and package-lock.json. */
export type Manifest = {
	name: string;
	version: string;
	scripts: Record<string, string>;
	devDependencies?: Record<string, string>;
	[field: string]: unknown;
};
type Locked = {
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	peerDependenciesMeta?: Record<string, { optional?: boolean }>;
	[field: string]: unknown;
};
export type Lock = { packages: Record<string, Locked>; [field: string]: unknown };

/** What a release needs of the scripts: to start, and what follows an installation. */
const scriptsOfRelease = new Set(['start', 'postinstall']);

/** The manifest without what only makes and tests the product. */
export function manifestOfRelease(manifest: Manifest): Manifest {
	const { devDependencies: _left, scripts, ...kept } = manifest;
	const own = Object.entries(scripts).filter(([name]) => scriptsOfRelease.has(name));
	return { ...kept, name: manifest.name, version: manifest.version, scripts: Object.fromEntries(own) };
}

/**
 * The lock file without what only makes and tests the product. `npm ci --omit=dev` keeps more: what a dependency could
 * use if it were there (better-auth and Vitest, say) counts as needed there, because development has it.
 */
export function lockOfRelease(lock: Lock): Lock {
	const { devDependencies: _left, ...root } = lock.packages['']!;
	const packages = { ...lock.packages, '': root };
	const needed = reached(packages, false);
	const all = reached(packages, true);
	const kept = Object.entries(packages).filter(([place]) => all.has(place));
	return {
		...lock,
		packages: Object.fromEntries(
			kept.map(([place, locked]) => [place, marked(locked, needed.has(place))])
		)
	};
}

function marked(locked: Locked, isNeeded: boolean): Locked {
	const { dev: _dev, devOptional: _devOptional, optional: _optional, peer: _peer, ...rest } = locked;
	return isNeeded ? rest : { ...rest, optional: true };
}

/** The places of all packages that the product leads to, with or without those that may be missing. */
function reached(packages: Lock['packages'], withOptional: boolean): Set<string> {
	const places = new Set(['']);
	for (const place of places) {
		const {
			dependencies = {},
			optionalDependencies = {},
			peerDependencies = {},
			...locked
		} = packages[place]!;
		const peers = Object.keys(peerDependencies).filter(
			(name) => !locked.peerDependenciesMeta?.[name]?.optional
		);
		const optional = new Set(Object.keys(optionalDependencies));
		const needed = [...Object.keys(dependencies), ...peers].filter((name) => !optional.has(name));
		for (const name of [...needed, ...(withOptional ? optional : [])]) {
			const found = placeFrom(packages, place, name);
			if (found !== undefined) places.add(found);
		}
	}
	return places;
}

/** Where a package finds another: below itself, or further and further up. */
function placeFrom(packages: Lock['packages'], from: string, name: string): string | undefined {
	for (let above = from; ; above = above.slice(0, Math.max(0, above.lastIndexOf('/node_modules/')))) {
		const place = above === '' ? `node_modules/${name}` : `${above}/node_modules/${name}`;
		if (packages[place]) return place;
		if (above === '') return undefined;
	}
}
