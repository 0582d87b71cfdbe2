import { beforeEach, describe, expect, test } from 'vitest';
import { NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { sendApplication } from './applications.server.ts';
import { ownApplication } from './following.server.ts';
import { takeStep } from './handling.server.ts';
import { putBackApplication, tellWithdrawn, withdrawApplication } from './withdrawing.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
let applicationId: string;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
	applicationId = await apply();
	await takeStep(hikari.hashimoto, applicationId, { status: 'interviewing', words: '', revision: 1 });
	await own.owner.query(
		`insert into webhook_endpoint (network_id, url, types, secret, made_by)
		values ($1, 'https://ats.example.jp/', '{application.withdrawn,application.changed}', '\\x00', $2)`,
		[hikari.network.networkId, hikari.hashimoto.personId]
	);
});

const apply = () =>
	sendApplication(hikari.nakamura, {
		openingId: null,
		companyId: hikari.digitalId,
		words: 'また一緒に働きたいです。',
		answers: [],
		withProfile: false,
		cv: null
	});
const steps = async () =>
	(await ownApplication(hikari.nakamura, applicationId)).steps.map((step) => step.status);
const tell = () => tellWithdrawn({ ...hikari.network, applicationId });

async function toldOutside(): Promise<string[]> {
	const { rows } = await own.owner.query(
		'select type from webhook_message where network_id = $1 order by message_id',
		[hikari.network.networkId]
	);
	return rows.map((row) => row.type as string);
}

describe('an application that was withdrawn by mistake', () => {
	test('goes on where it was, and no other system ever hears of it', async () => {
		await withdrawApplication(hikari.nakamura, applicationId);
		expect(await toldOutside()).toEqual([]);
		await putBackApplication(hikari.nakamura, applicationId);
		await tell();
		expect(await toldOutside()).toEqual([]);
		expect(await steps()).toEqual(['received', 'interviewing']);
		expect(await ownApplication(hikari.nakamura, applicationId)).toMatchObject({
			status: 'interviewing'
		});
	});

	test('is told to other systems after ten minutes, and told again when it is put back', async () => {
		await withdrawApplication(hikari.nakamura, applicationId);
		await own.owner.query(`update application set changed_at = now() - interval '11 minutes'`);
		await tell();
		await putBackApplication(hikari.nakamura, applicationId);
		expect(await toldOutside()).toEqual(['application.withdrawn', 'application.changed']);
	});
});

describe('an application that was withdrawn stays so', () => {
	test('for everyone but who sent it', async () => {
		await expect(putBackApplication(hikari.nakamura, applicationId), 'it runs').rejects.toThrow(NotFound);
		await withdrawApplication(hikari.nakamura, applicationId);
		await expect(putBackApplication(hikari.igarashi, applicationId)).rejects.toThrow(NotFound);
		await putBackApplication(hikari.nakamura, applicationId);
		await expect(putBackApplication(hikari.nakamura, applicationId)).rejects.toThrow(NotFound);
	});

	test('after a day, and while another one for the same runs', async () => {
		await withdrawApplication(hikari.nakamura, applicationId);
		const other = await apply();
		await expect(putBackApplication(hikari.nakamura, applicationId)).rejects.toMatchObject({
			why: 'already_applied'
		});
		await withdrawApplication(hikari.nakamura, other);
		await own.owner.query(`update application set changed_at = now() - interval '25 hours'`);
		await expect(putBackApplication(hikari.nakamura, applicationId)).rejects.toMatchObject({
			why: 'undo_is_over'
		});
		expect(await steps()).toEqual(['received', 'interviewing', 'withdrawn']);
	});
});
