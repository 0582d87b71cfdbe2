/**
 * The house: imports run one way,
 * routes → outside → seeing → returning → telling → gathering → people → access, platform.
 */
const rooms = ['people', 'gathering', 'telling', 'returning', 'seeing', 'outside'];
const ahead = rooms.map((room, at) => ({
	name: `${room}-looks-back-only`,
	severity: 'error',
	from: { path: `^src/${room}/` },
	to: { path: `^src/(${[...rooms.slice(at + 1), 'routes'].join('|')})/` }
}));

export default {
	forbidden: [
		...ahead,
		{
			name: 'the-ground-knows-no-room',
			severity: 'error',
			from: { path: '^src/platform/' },
			to: { path: `^src/(access|ui|routes|${rooms.join('|')})/` }
		},
		{
			name: 'access-knows-no-room',
			severity: 'error',
			from: { path: '^src/access/' },
			to: { path: `^src/(ui|routes|${rooms.join('|')})/` }
		},
		{
			name: 'ui-knows-no-room',
			severity: 'error',
			from: { path: '^src/ui/' },
			to: { path: `^src/(access|routes|${rooms.join('|')})/` }
		},
		{
			name: 'rules-do-no-io',
			comment: 'what is not *.server.ts runs in both places',
			severity: 'error',
			from: {
				path: '^src/(people|gathering|telling|returning|seeing|outside)/.*\\.ts$',
				pathNot: '\\.(server|test|server\\.test)\\.ts$'
			},
			to: { path: '\\.server\\.ts$', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'no-circles',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'no-circles-of-types-in-tools',
			severity: 'error',
			from: { path: '^(bench|bin|db|demo)/' },
			to: { circular: true }
		},
		{
			name: 'nothing-unresolved',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: '^(\\$app|\\$env)|\\?(worker&)?url$' }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'require', 'node', 'default', 'types', 'svelte'],
			extensions: ['.ts', '.js', '.svelte', '.json']
		}
	}
};
