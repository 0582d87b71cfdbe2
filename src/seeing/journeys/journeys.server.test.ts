import { beforeAll, expect, test } from 'vitest';
import { setConsents } from '#people/consents/consents.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { attributionOf } from '#seeing/attribution/attribution.server.ts';
import { attributeRehire } from '#seeing/attribution/tasks.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { journeyOf } from './journeys.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let rehireId: string;

/** 森 健一 read a letter, was called, visited, and came back. */
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	const { networkId } = hikari.network;
	const { personId } = hikari.mori;
	await own.owner.query(
		`insert into touchpoint (network_id, person_id, kind, happened_at)
		values ($1, $2, 'letter_read', now() - interval '90 days'),
			($1, $2, 'called', now() - interval '1 hour'),
			($1, $2, 'visited', now())`,
		[networkId, personId]
	);
	const { rows } = await own.owner.query(
		`insert into rehire (network_id, person_id, company_id, tenure_id, returned_on, recorded_by)
		select network_id, person_id, company_id, tenure_id, '2024-04-01', $2
		from tenure
		where person_id = $1
		returning rehire_id`,
		[personId, hikari.hashimoto.personId]
	);
	rehireId = rows[0].rehire_id as string;
});

test('a return is attributed once by each rule, however often it is worked out', async () => {
	await attributeRehire({ ...hikari.network, rehireId });
	await attributeRehire({ ...hikari.network, rehireId });
	const { shares, said } = await attributionOf(hikari.hashimoto, rehireId);
	expect(shares.map(({ rule, kind }) => [rule, kind])).toEqual([
		['assisted', 'called'],
		['assisted', 'letter_read'],
		['first', 'letter_read'],
		['last', 'called']
	]);
	expect(said).toEqual([]);
});

test('a talk leads back only where it was not called off', async () => {
	const { networkId } = hikari.network;
	const { personId } = hikari.mori;
	const { rows } = await own.owner.query(
		`insert into casual_talk (network_id, alumnus_id, alumnus_time_zone, starts_at, ends_at)
		values ($1, $2, 'Asia/Tokyo', now() + interval '1 day', now() + interval '25 hours')
		returning talk_id`,
		[networkId, personId]
	);
	await own.owner.query(
		`insert into touchpoint (network_id, person_id, kind, subject_id, happened_at)
		values ($1, $2, 'talk_booked', $3, now() - interval '10 minutes')`,
		[networkId, personId, rows[0].talk_id]
	);
	await own.owner.query('update rehire set recorded_at = now() where rehire_id = $1', [rehireId]);
	const last = async () => {
		await attributeRehire({ ...hikari.network, rehireId });
		const { shares } = await attributionOf(hikari.hashimoto, rehireId);
		return shares.find(({ rule }) => rule === 'last')?.kind;
	};
	expect(await last()).toBe('talk_booked');
	await own.owner.query(
		`update casual_talk set state = 'cancelled', cancelled_by = 'host' where talk_id = $1`,
		[rows[0].talk_id]
	);
	expect(await last()).toBe('called');
	await own.owner.query(`delete from touchpoint where kind = 'talk_booked' and person_id = $1`, [personId]);
});

test('a journey shows its steps, the latest first, with the part they had in the return; visits are counted', async () => {
	const journey = await journeyOf(hikari.hashimoto, hikari.mori.personId);
	expect(journey.person).toMatchObject({ familyName: '森', givenKana: hikari.mori.givenKana });
	expect(journey.tenures).toHaveLength(1);
	expect(journey.steps.map((step) => [step.kind, step.shares.length])).toEqual([
		['called', 2],
		['letter_read', 2]
	]);
	expect(journey.visits).toBe(1);
	expect(journey.rehires).toMatchObject([{ rehireId, returnedOn: '2024-04-01' }]);
});

test('who has not agreed to hear from former colleagues is shown with that, and nobody can be asked to write to them', async () => {
	const { personId } = hikari.nakamura;
	const notCalled = async () => (await journeyOf(hikari.hashimoto, personId)).notCalled;
	expect(await notCalled()).toBe('no_consent');
	await inNetwork(hikari.network, (db) =>
		setConsents(db, hikari.network, personId, ['network', 'former_manager'])
	);
	expect(await notCalled()).toBeUndefined();
});
