import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor/actor.server.ts';
import { settle, undo } from '#gathering/care/reports.server.ts';
import { letMailAgain } from '#gathering/care/desk-care.server.ts';
import { revokeToken } from '#outside/tokens/tokens.server.ts';
import {
	addEndpoint,
	endpointsAtDesk,
	sendTest,
	switchEndpoint
} from '#outside/webhooks/endpoints.server.ts';
import { stopWithoutMaker } from '#outside/webhooks/makers.server.ts';
import { goOnOrStop, stopWaves } from '#people/invitations/batches.server.ts';
import { closeOpening } from '#returning/openings/openings.server.ts';
import { withdrawEdition } from '#telling/stories/editions.server.ts';
import { openingBody, useApi } from '#test/fixtures/api.ts';

const api = useApi();
let lines: () => Promise<string[]>;
beforeAll(async () => {
	const { owner } = api.own;
	await owner.query(`select set_config('okaeri.network_id', $1, false)`, [api.hikari.network.networkId]);
	lines = async () => {
		const { rows } = await owner.query(
			'select act from audit where network_id = $1 order by at, audit_id',
			[api.hikari.network.networkId]
		);
		return rows.map((row) => row.act as string);
	};
});

/** What the audit log gains by some work, whether it is refused or does nothing. */
async function noted(work: () => Promise<unknown>): Promise<string[]> {
	const before = (await lines()).length;
	await work().catch(() => undefined);
	return (await lines()).slice(before);
}

async function insert(table: string, row: Record<string, unknown>): Promise<string> {
	const names = ['network_id', ...Object.keys(row)];
	const { rows } = await api.own.owner.query(
		`insert into ${table} (${names.join(', ')})
		values (${names.map((_, at) => `$${at + 1}`).join(', ')})
		returning *`,
		[api.hikari.network.networkId, ...Object.values(row)]
	);
	return rows[0][`${table.replace('invitation_', '').replace('api_', '')}_id`] as string;
}

describe('the audit log says only what happened', () => {
	test('of a token that is revoked twice', async () => {
		await api.token('for once', ['people.read']);
		const { rows } = await api.own.owner.query(`select token_id from api_token where name = 'for once'`);
		const revoke = () => revokeToken(api.hikari.hashimoto, rows[0].token_id as string);
		expect(await noted(revoke)).toEqual(['api_token.revoke']);
		expect(await noted(revoke)).toEqual([]);
		await expect(revoke()).rejects.toThrow('No such token');
	});

	test('of an opening that is closed already', async () => {
		const close = (revision: number) => closeOpening(api.hikari.hashimoto, api.openingId, revision);
		const revision = async () =>
			(await api.own.owner.query('select revision from opening where opening_id = $1', [api.openingId]))
				.rows[0].revision as number;
		const now = await revision();
		expect(await noted(() => close(now))).toEqual(['opening.close']);
		const next = await revision();
		expect(await noted(() => close(next))).toEqual([]);
		await expect(close(next)).rejects.toMatchObject({ why: 'opening_closed' });
	});

	test('of an edition that is not out, a wave that does not run, a measure and a stop that are not there', async () => {
		const { hashimoto, nakamura, igarashi } = api.hikari;
		const nothing = crypto.randomUUID();
		expect(await noted(() => withdrawEdition(hashimoto, nothing, 'alumni'))).toEqual([]);
		expect(await noted(() => stopWaves(hashimoto, [nothing]))).toEqual([]);
		expect(await noted(() => letMailAgain(hashimoto, 'nobody@example.jp'))).toEqual([]);
		const reportId = await insert('report', {
			subject: 'person',
			subject_id: nakamura.personId,
			about_id: nakamura.personId,
			reporter_id: igarashi.personId,
			why: 'other'
		});
		expect(await noted(() => settle(hashimoto, reportId, 'left', '', 7))).toHaveLength(1);
		expect(await noted(() => undo(hashimoto, reportId)), 'nothing was done').toEqual([]);
	});
});

test('a wave that someone stops at the moment when the worker looks stays stopped', async () => {
	const { owner } = api.own;
	const waveId = await insert('invitation_wave', {
		called: '第1回',
		made_by: api.hikari.hashimoto.personId,
		size: 20,
		batch: 10,
		released: 10,
		state: 'running'
	});
	await owner.query(
		`insert into invitation (network_id, wave_id, person_id, sent_at, used_at)
		values ($1, $2, $3, now(), now())`,
		[api.hikari.network.networkId, waveId, api.hikari.watanabeId]
	);
	await owner.query('begin');
	await owner.query(`update invitation_wave set state = 'stopped' where wave_id = $1`, [waveId]);
	const looking = goOnOrStop({ ...api.hikari.network, waveId });
	await isWaiting();
	await owner.query('commit');
	await looking;
	const { rows } = await owner.query('select state, released from invitation_wave where wave_id = $1', [
		waveId
	]);
	expect(rows).toEqual([{ state: 'stopped', released: 10 }]);
});

/** Resolves when something waits for the owner's transaction. */
async function isWaiting(): Promise<void> {
	const waiting = `
		select from pg_stat_activity
		where datname = current_database()
			and wait_event_type = 'Lock'
	`;
	while ((await api.own.owner.query(waiting)).rowCount === 0)
		await new Promise((again) => setTimeout(again, 10));
}

test('every writing operation of the API on endpoints and openings is in the audit log, by its token', async () => {
	const body = { url: 'https://hooks.example.com/audited', types: ['opening.opened'] };
	let made = '';
	expect(
		await noted(async () => {
			const answer = await api.ask('POST', '/webhook-endpoints', { body });
			made = ((await answer.json()) as { id: string }).id;
		})
	).toEqual(['api.makeWebhookEndpoint']);
	expect(await noted(() => api.ask('DELETE', `/webhook-endpoints/${made}`))).toEqual([
		'api.dropWebhookEndpoint'
	]);
	expect(await noted(() => api.ask('DELETE', `/webhook-endpoints/${made}`)), 'a second time').toEqual([]);
	expect(
		await noted(() => api.ask('PUT', '/openings/by-number/B-9', { body: openingBody(api.hikari) }))
	).toEqual(['api.putOpening']);
});

describe('an endpoint', () => {
	test('ends with its maker’s role, and goes on for whoever resumes it', async () => {
		const { hikari, own } = api;
		await own.owner.query(`update membership set roles = roles || '{admin}' where person_id = $1`, [
			hikari.ishikawa.personId // so that the maker is not the last one
		]);
		await own.owner.query(`update membership set roles = '{employee,admin}' where person_id = $1`, [
			hikari.mori.personId
		]);
		const admin: Actor = { ...hikari.mori, roles: ['employee', 'admin'] };
		await addEndpoint(admin, 'https://hooks.example.com/mori', ['opening.opened']);
		const found = async () =>
			(await endpointsAtDesk(hikari.hashimoto)).endpoints.find((one) => one.url.endsWith('/mori'))!;
		const { endpointId } = await found();
		const look = () => stopWithoutMaker({ ...hikari.network, endpointId });
		await look();
		expect(await found()).toMatchObject({ isOn: true });
		await own.owner.query(`update membership set roles = '{employee}' where person_id = $1`, [
			hikari.mori.personId
		]);
		await sendTest(hikari.hashimoto, endpointId);
		await look();
		expect(await found()).toMatchObject({ isOn: false, offWhy: 'maker' });
		await switchEndpoint(hikari.hashimoto, endpointId, true);
		await look();
		expect(await found(), 'hers now').toMatchObject({ isOn: true, offWhy: null });
	});
});
