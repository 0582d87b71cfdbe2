import type { RequestEvent } from '@sveltejs/kit';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Network } from '#access/actor/actor.server.ts';
import type { Decision } from '#access/doors/doors.server.ts';
import { offBy, partWords, presets } from '#access/parts/part-names.ts';
import {
	addressOf,
	holdingOf,
	isOperationOff,
	isRouteOff,
	partOf,
	parts,
	type Part
} from '#access/parts/parts.ts';
import { policy } from '#access/policy/policy.ts';
import { partsHave, saveParts } from '#access/settings/parts.server.ts';
import { settingsOf } from '#access/settings/settings.server.ts';
import { digestsFor } from '#gathering/digests/gathering-digest.server.ts';
import { kinds, kindsOf, type NotificationKind } from '#gathering/notifications/notification.ts';
import { notificationsOf } from '#gathering/notifications/notifications.server.ts';
import { notify } from '#gathering/notifications/notify.server.ts';
import { openapi } from '#outside/api/openapi.server.ts';
import { operations } from '#outside/api/operations.server.ts';
import { serve } from '#outside/api/serving.server.ts';
import { inNetwork, readNetwork } from '#platform/database/network.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { leaveMail } from '#platform/mail/mail.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { roomsOf } from '../../src/routes/(members)/rooms.ts';
import { menuOf } from '../../src/routes/(desk)/drawers.ts';
import { goRound } from '../../src/rounds.server.ts';
import { confide } from './confiding.ts';

/*
 * Whatever a network has switched off is gone everywhere. What belongs to a part is said in `access/parts/parts.ts` alone;
 * these tests hold that table against the product, and walk the product with each part off.
 */

type Door = ((event: RequestEvent) => Promise<unknown>) & { decision?: Decision };
const modules = import.meta.glob<{ load?: Door; GET?: Door }>(
	'../../src/routes/**/+{page.server,server}.ts',
	{ eager: true }
);
const ways = Object.entries(modules).flatMap(([file, module]) =>
	(['load', 'GET'] as const).flatMap((method) => {
		const door = module[method];
		return door
			? [{ route: file.replace('../../src/routes', '').replace(/\/\+.*/, '') || '/', door }]
			: [];
	})
);

const own = useOwnDatabase();
let hikari: Hikari;
let params: Record<string, string>;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	params = await confide(own.owner, hikari);
	await own.owner.query(`update "group" set name = 'MARK-groups'`);
	await own.owner.query(`update event set title = 'MARK-events'`);
	await own.owner.query(`update opening set title = 'MARK-openings'`);
	await own.owner.query(
		`update post set words = 'MARK-groups', html = 'MARK-groups' where group_id is not null`
	);
});

async function switchOff(off: Part[]): Promise<void> {
	const { revisions } = await settingsOf(hikari.hashimoto);
	await saveParts(hikari.hashimoto, revisions.parts, off);
}

type Outcome = 'off' | 'missing' | 'refused' | 'led' | 'answered' | 'failed';

async function visit(
	route: string,
	door: Door,
	actor: Actor,
	off: Part[]
): Promise<{ is: Outcome; text: string }> {
	const network: Network = { ...hikari.network, partsOff: off };
	const event = {
		locals: {
			network,
			actor: { ...actor, partsOff: off },
			locale: 'ja',
			timeZone: 'Asia/Tokyo',
			waiting: {}
		},
		url: new URL('http://x.example/x?q=MARK'),
		params,
		route: { id: route },
		cookies: { get: () => undefined, getAll: () => [], set: () => undefined, delete: () => undefined },
		setHeaders: () => undefined,
		request: new Request('http://x.example/'),
		getClientAddress: () => '127.0.0.1'
	} as unknown as RequestEvent;
	try {
		const data = await asReader({ locale: 'ja', timeZone: 'Asia/Tokyo', off }, () => door(event));
		if (!(data instanceof Response)) return { is: 'answered', text: JSON.stringify(data) ?? '' };
		if (data.headers.get('content-type') === 'text/event-stream') {
			await data.body?.cancel();
			return { is: 'answered', text: '' };
		}
		return { is: 'answered', text: await data.text() };
	} catch (failure) {
		return { is: kindOf(failure), text: '' };
	}
}

function kindOf(failure: unknown): Outcome {
	const { status, body } = failure as { status?: number; body?: { isOff?: boolean } };
	if (body?.isOff) return 'off';
	if (status === 303) return 'led';
	const { name } = (failure as Error).constructor;
	if (status === 404 || name === 'NotFound') return 'missing';
	return name === 'Forbidden' ? 'refused' : 'failed';
}

describe('the table of parts', () => {
	test('names only what there is', () => {
		const addresses = ways.map(({ route }) => addressOf(route));
		const wrong = parts.flatMap((part) => [
			...holdingOf[part].permissions.filter((name) => !(name in policy)),
			...holdingOf[part].notices.filter((name) => !kinds.some((kind) => kind === name)),
			...holdingOf[part].routes.filter(
				(top) => !addresses.some((at) => at === top || at.startsWith(`${top}/`))
			),
			...holdingOf[part].operations.filter(
				(top) => !operations.some(({ path }) => path.startsWith(top))
			)
		]);
		expect(wrong).toEqual([]);
	});

	test('knows the address of each door that needs a permission of a part, so that it is missing and not refused', () => {
		const unknown = ways.filter(({ route, door }) => {
			const part = partOf(door.decision ?? '');
			return part !== undefined && !isRouteOff(route, [part]);
		});
		expect(unknown.map(({ route }) => route)).toEqual([]);
	});

	test('has words for each part, and each preset leaves something on', () => {
		expect(Object.keys(partWords).sort()).toEqual([...parts].sort());
		for (const preset of presets) expect(offBy(preset).length).toBeLessThan(parts.length);
	});
});

describe.each(parts)('with %s off', (part) => {
	beforeAll(() => switchOff([part]));

	test.each(['nakamura', 'mori', 'hashimoto'] as const)(
		'its pages are not there for %s, all others are as before, and nothing of it is on them',
		async (name) => {
			const actor = hikari[name];
			const wrong: string[] = [];
			for (const { route, door } of ways) {
				const now = await visit(route, door, actor, [part]);
				if (isRouteOff(route, [part])) {
					if (now.is !== 'off') wrong.push(`${route} is ${now.is}`);
					continue;
				}
				const before = await visit(route, door, actor, []);
				if (now.is !== before.is && now.is !== 'missing')
					wrong.push(`${route}: ${before.is}, now ${now.is}`);
				if (now.text.includes(`MARK-${part}`)) wrong.push(`${route} tells of it`);
			}
			expect(wrong).toEqual([]);
		}
	);

	test('no menu leads to it', () => {
		for (const actor of [hikari.nakamura, hikari.mori, hikari.hashimoto]) {
			const who = { ...actor, partsOff: [part] };
			const menus = [roomsOf(who), menuOf(who, {}, [])];
			const links = [...JSON.stringify(menus).matchAll(/"href":"([^"]*)"/g)].map(([, href]) => href!);
			expect(links.length).toBeGreaterThan(5);
			expect(links.filter((href) => isRouteOff(href, [part]))).toEqual([]);
		}
	});
});

describe.each(parts)('with %s off, behind the pages,', (part) => {
	beforeAll(() => switchOff([part]));

	test('nobody is told of it, on the page, by mail or in the digest', async () => {
		const { nakamura, network } = hikari;
		const reader = { ...nakamura, partsOff: [part] };
		for (const kind of holdingOf[part].notices) {
			await tell(kind as NotificationKind);
			expect(kindsOf({ roles: ['alumnus', 'steward'], partsOff: [part] })).not.toContain(kind);
		}
		const { rows } = await own.owner.query(
			'select kind from notification where kind = any ($1) and about = $2',
			[holdingOf[part].notices, 'MARK-told']
		);
		expect(rows).toEqual([]);
		const told = await readNetwork(network, (db) => notificationsOf(db, reader));
		expect(told.filter(({ kind }) => holdingOf[part].notices.includes(kind))).toEqual([]);
		const digests = await readNetwork(network, (db) => digestsFor(db, [nakamura.personId]));
		expect(JSON.stringify([...digests.values()])).not.toContain(`MARK-${part}`);
	});

	test('the API does not serve it, and its document does not name it', async () => {
		const network = { ...hikari.network, partsOff: [part] };
		for (const path of holdingOf[part].operations) {
			const request = new Request(`http://x.example/api/v1${path}`);
			expect((await serve(network, request, path.slice(1), '127.0.0.1')).status).toBe(404);
		}
		const paths = Object.keys(openapi('http://x.example', [part]).paths);
		expect(paths.filter((path) => isOperationOff(path, [part]))).toEqual([]);
		expect(paths.length).toBeGreaterThan(10);
	});

	test('its jobs are not left', async () => {
		await goRound(hikari.network);
		const { rows } = await own.owner.query<{ name: string }>(
			'select task_identifier as name from graphile_worker.jobs'
		);
		expect(rows.map(({ name }) => name).filter((name) => holdingOf[part].jobs.includes(name))).toEqual(
			[]
		);
		expect(rows.length).toBeGreaterThan(0);
		await own.owner.query('delete from graphile_worker._private_jobs');
	});
});

const tell = (kind: NotificationKind) =>
	inNetwork(hikari.network, (db) =>
		notify(db, hikari.network, {
			kind,
			to: [hikari.nakamura.personId, hikari.hashimoto.personId],
			by: null,
			subjectId: crypto.randomUUID(),
			path: '/home',
			about: 'MARK-told'
		})
	);

test('what waits when a part goes off is quiet: notices count as seen, mails are stopped; all of it is kept', async () => {
	await switchOff([]);
	const { hashimoto, network, nakamura } = hikari;
	await tell('event_announced');
	const letter = { subject: 'x', signedBy: () => ({ text: 'x', html: 'x' }) };
	const mailId = await inNetwork(network, (db) =>
		leaveMail(db, network, {
			kind: 'talk',
			personId: nakamura.personId,
			address: 'n@hikari.example.jp',
			letter
		})
	);
	const before = await partsHave(hashimoto);
	expect(before.groups).toBeGreaterThan(0);
	await switchOff([...parts]);
	const { rows: unseen } = await own.owner.query(
		`select from notification where kind = 'event_announced' and seen_at is null`
	);
	expect(unseen).toEqual([]);
	const { rows: mails } = await own.owner.query('select status from mail where mail_id = $1', [mailId]);
	expect(mails).toEqual([{ status: 'stopped' }]);
	await switchOff([]);
	expect(await partsHave(hashimoto)).toEqual(before);
});
