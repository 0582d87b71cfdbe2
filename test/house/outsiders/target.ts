import { beforeAll } from 'vitest';
import { scopes } from '#outside/api/scope.ts';
import { serve } from '#outside/api/serving.server.ts';
import { makeToken } from '#outside/tokens/tokens.server.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase, type OwnDatabase } from '#test/setup/own-database.ts';
import { confide } from '../confiding.ts';
import { idsOf } from './contents.ts';

export type Target = {
	own: OwnDatabase;
	hikari: Hikari;
	/** The network from where outsiders come. */
	kaede: Hikari;
	/** An id of everything that ひかり has, by the names of routes and forms. */
	ids: Record<string, string>;
	/** Asks かえで's API with a token of its own that has every scope. */
	askFromElsewhere: (method: string, path: string) => Promise<Response>;
};

/** ひかり with one of everything that a route names, and かえで. */
export function useTarget(): Target {
	const target = { own: useOwnDatabase() } as Target;
	beforeAll(async () => {
		const { owner } = target.own;
		target.kaede = await foundHikari(owner, 'kaede');
		target.hikari = await foundHikari(owner, 'hikari');
		const { networkId } = target.hikari.network;
		const told = await confide(owner, target.hikari);
		await insertTheRest(target);
		target.ids = {
			...told,
			...(await idsOf(owner, networkId)),
			variant: 'full',
			stage: 'd30',
			field: 'name'
		};
		const wish = { name: 'other', scopes: [...scopes], expiresOn: null };
		target.askFromElsewhere = askingWith(target.kaede, await makeToken(target.kaede.hashimoto, wish));
	});
	return target;
}

function askingWith({ network }: Hikari, token: string): Target['askFromElsewhere'] {
	return (method, path) => {
		const request = new Request(`https://alumni.example.jp/api/v1${path}`, {
			method,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			...(method === 'GET' ? {} : { body: '{}' })
		});
		return asReader({ locale: 'en', timeZone: 'Asia/Tokyo' }, () =>
			serve(network, request, path.slice(1), '198.51.100.1')
		);
	};
}

async function insertTheRest({ own: { owner }, hikari }: Target): Promise<void> {
	const { network, hashimoto, ishikawa, mori, nakamura, parentId } = hikari;
	const insert = (statement: string, values: unknown[]) =>
		owner.query(statement, [network.networkId, ...values]);
	await insert(
		`insert into letter (network_id, title, words, executive_id, author_id) values ($1, '手紙', 'お元気ですか', $2, $3)`,
		[ishikawa.personId, hashimoto.personId]
	);
	await insert(
		`insert into story (network_id, person_id, rehire_id, asked_by, status)
		select $1, tenure.person_id, rehire_id, $2, 'answered'
		from rehire
		join tenure using (network_id, tenure_id)
		where rehire.network_id = $1
		limit 1`,
		[hashimoto.personId]
	);
	await insert(
		`insert into outreach (network_id, person_id, caller_id, tie, brief, asked_by)
		values ($1, $2, $3, 'manager', 'お願いします', $4)`,
		[nakamura.personId, mori.personId, hashimoto.personId]
	);
	await insert(
		`insert into change
			(network_id, title, then_words, now_words, since, reasons, author_id, status, published_at)
		values ($1, '転勤なし', 'a', 'b', '2026-01-01', '{relocation}', $2, 'published', now())`,
		[hashimoto.personId]
	);
	await insert(`insert into hr_import (network_id, company_id, file_name) values ($1, $2, 'leavers.csv')`, [
		parentId
	]);
	await insert(
		`insert into mail (network_id, person_id, kind, address, subject, body_text, body_html)
		values ($1, $2, 'digest', 'nakamura@hikari.example.jp', 'たより', 'こんにちは', '<p>こんにちは</p>')`,
		[nakamura.personId]
	);
	await insert(
		`with kept as (
			insert into upload (network_id, owner_id, kind, name, media_type, size)
			values ($1, $2, 'file', '議事録.txt', 'text/plain', 6)
			returning upload_id
		)
		insert into upload_bytes (network_id, upload_id, variant, bytes)
		select $1, upload_id, variant, 'TARGET'
		from kept
		cross join unnest(array['full', 'thumb']) variant`,
		[nakamura.personId]
	);
	await insert(
		`insert into talk_proposal (network_id, alumnus_id, host_id, times, way)
		values ($1, $2, $3, array[now() + interval '2 days'], 'online')`,
		[nakamura.personId, mori.personId]
	);
}
