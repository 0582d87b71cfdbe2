import { expect, test } from 'vitest';
import type { ChangeDraft } from '#telling/changes/change.ts';
import { draftChange } from '#telling/changes/changes.server.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { publishAtOnce } from '#test/fixtures/telling.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { matchChange } from './matching.server.ts';
import { reachOf } from './reach.server.ts';

const own = useOwnDatabase();

const draft: ChangeDraft = {
	language: 'ja',
	title: '転勤のない道',
	thenWords: '全国転勤が前提でした。',
	nowWords: '勤務地を選べます。',
	since: '2026-10-01',
	forWhom: '',
	companyId: null,
	reasons: ['relocation'],
	voiceName: '',
	voiceTitle: '',
	voiceWords: '',
	employments: [],
	parts: []
};

test('someone counts as told once its mail went out: not while it waits, and not where it failed', async () => {
	const hikari = await foundHikari(own.owner);
	const id = await draftChange(hikari.hashimoto, draft);
	await publishAtOnce(hikari.hashimoto, id, 1);
	await matchChange({ ...hikari.network, changeId: id });
	const told = async (status: string) => {
		await own.owner.query(`update mail set status = $2, sent_at = null where network_id = $1`, [
			hikari.network.networkId,
			status
		]);
		const { rows } = await own.owner.query(
			`select count(*)::int as n from touchpoint where network_id = $1 and kind = 'told'`,
			[hikari.network.networkId]
		);
		const { mailed, unsent } = await reachOf(hikari.hashimoto, id);
		return { touched: rows[0].n, mailed, unsent };
	};
	for (const status of ['waiting', 'failed', 'stopped', 'cancelled', 'expired', 'unsure'])
		expect(await told(status), status).toEqual({ touched: 0, mailed: 0, unsent: 1 });
	const sent = { touched: 1, mailed: 1, unsent: 0 };
	expect(await told('sent')).toEqual(sent);
	expect(await told('sent')).toEqual(sent);
});
