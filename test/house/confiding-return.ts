import type pg from 'pg';
import { asReader } from '#platform/locale/reader.server.ts';
import { recordRehire } from '#returning/rehires/rehires.server.ts';
import type { Hikari } from '#test/fixtures/hikari.ts';

/** 渡邉 is back, led by 森, and has answered a check-in for the figures alone. */
export async function bringBack(owner: pg.Client, hikari: Hikari): Promise<string> {
	const { hashimoto, mori, network, watanabeId, digitalId } = hikari;
	const rehire = await asReader({ locale: 'ja', timeZone: 'Asia/Tokyo' }, () =>
		recordRehire(hashimoto, watanabeId, digitalId, '2026-10-01')
	);
	await owner.query('update welcome set leader_id = $2 where rehire_id = $1', [rehire, mori.personId]);
	await owner.query(
		`update check_in
		set asked_at = now(), answered_at = now(), feeling = 'hard', words = 'MARKER-CHECK-IN',
			shown_to = 'figures'
		where rehire_id = $1 and stage = 'd30'`,
		[rehire]
	);
	await owner.query(
		`insert into check_in (network_id, rehire_id, side, stage, due_on, asked_at)
		values ($1, $2, 'leader', 'd30', network_today(), now())`,
		[network.networkId, rehire]
	);
	return rehire;
}

/** An opening that everyone may read. Gives its id. */
export async function openPublicly(
	owner: pg.Client,
	{ network, parentId, hashimoto }: Hikari
): Promise<string> {
	const { rows } = await owner.query(
		`insert into opening (
			network_id, company_id, title, state, opened_at, audience, owner_id, reasons
		)
		values ($1, $2, '設計', 'open', now(), 'public', $3, '{relocation}')
		returning opening_id`,
		[network.networkId, parentId, hashimoto.personId]
	);
	return rows[0].opening_id as string;
}
