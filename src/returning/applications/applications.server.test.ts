import { beforeEach, describe, expect, test } from 'vitest';
import { Forbidden, Invalid, NotFound, Stale } from '#platform/http/failures.ts';
import { bytesOf } from '#gathering/uploads/uploads.server.ts';
import { today } from '#platform/clock/today.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { sendApplication, type ApplicationForm } from './applications.server.ts';
import { ownApplication } from './following.server.ts';
import { recordRehire, undoRehire } from '../rehires/rehires.server.ts';
import { stepBack } from './stepping-back.server.ts';
import { applicationAtDesk, takeStep } from './handling.server.ts';
import { withdrawApplication } from './withdrawing.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let round = 0;
beforeEach(async () => {
	hikari = await foundHikari(own.owner, `round-${++round}`);
});
const form = (more: Partial<ApplicationForm> = {}): ApplicationForm => ({
	openingId: null,
	companyId: hikari.digitalId,
	words: 'また一緒に働きたいです。',
	answers: [],
	withProfile: true,
	cv: null,
	...more
});
const mails = async () =>
	(
		await own.owner.query(
			`select body_text, subject
			from mail
			where network_id = $1 and kind = 'application'
			order by created_at, mail_id`,
			[hikari.network.networkId]
		)
	).rows;
const pdf = () =>
	new File(['%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'], 'cv.pdf', {
		type: 'application/pdf'
	});

describe('a profile that goes with an application', () => {
	test('takes no more of the profile along than the company is shown', async () => {
		await own.owner.query(
			`update person set headline = '品質の人', present_company = '北斗重機' where person_id = $1`,
			[hikari.nakamura.personId]
		);
		const show = async (audience: string) =>
			own.owner.query(
				`insert into profile (network_id, person_id, present_for, career_for)
				values ($1, $2, $3, $3)
				on conflict (network_id, person_id) do update
				set present_for = $3, career_for = $3`,
				[hikari.network.networkId, hikari.nakamura.personId, audience]
			);
		for (const audience of ['nobody', 'alumni']) {
			await show(audience);
			const id = await sendApplication(hikari.nakamura, form());
			const { profile } = await applicationAtDesk(hikari.hashimoto, id);
			expect(profile).toEqual({ headline: '', presentCompany: '', tenures: [] });
			await withdrawApplication(hikari.nakamura, id);
		}
		await show('everyone');
		const id = await sendApplication(hikari.nakamura, form());
		const { profile } = await applicationAtDesk(hikari.hashimoto, id);
		expect(profile).toMatchObject({ headline: '品質の人', presentCompany: '北斗重機' });
	});
});

describe('an application', () => {
	test('is sent by the alumnus, received in kind words, and seen by the desk with what came with it', async () => {
		const id = await sendApplication(hikari.nakamura, form({ cv: pdf() }));
		expect((await mails())[0].body_text).toMatch(/中村さん、ご応募ありがとうございます/);
		const atDesk = await applicationAtDesk(hikari.hashimoto, id);
		expect(atDesk).toMatchObject({
			words: 'また一緒に働きたいです。',
			profile: { tenures: [{ department: '製造本部 生産技術部' }] },
			uploads: [{ name: 'cv.pdf' }]
		});
		expect(JSON.stringify(atDesk)).not.toMatch(/relocation|standing/);
		expect((await bytesOf(hikari.hashimoto, atDesk.uploads[0]!.uploadId, 'full')).name).toBe('cv.pdf');
		for (const other of [hikari.igarashi, hikari.mori, hikari.ishikawa])
			await expect(bytesOf(other, atDesk.uploads[0]!.uploadId, 'full')).rejects.toThrow(NotFound);
		const { rows } = await own.owner.query(
			`select count(*)::int as n from audit where act = 'application.look' and network_id = $1`,
			[hikari.network.networkId]
		);
		expect(rows[0].n).toBe(1);
	});

	test('runs once for each opening, and once without one, also when sent twice at the same moment', async () => {
		const tries = await Promise.allSettled(
			[1, 2, 3, 4].map(() => sendApplication(hikari.nakamura, form()))
		);
		expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
		await expect(sendApplication(hikari.nakamura, form())).rejects.toMatchObject({
			why: 'already_applied'
		});
		await expect(
			sendApplication(hikari.nakamura, form({ openingId: crypto.randomUUID() }))
		).rejects.toThrow(NotFound);
		expect(await mails()).toHaveLength(1);
	});

	test('is followed by who sent it, and by nobody else', async () => {
		const id = await sendApplication(hikari.nakamura, form());
		expect((await ownApplication(hikari.nakamura, id)).steps.map((step) => step.status)).toEqual([
			'received'
		]);
		await expect(ownApplication(hikari.igarashi, id)).rejects.toThrow(NotFound);
		await expect(applicationAtDesk(hikari.mori, id)).rejects.toThrow(Forbidden);
		await expect(
			takeStep(hikari.ishikawa, id, { status: 'refused', words: '', revision: 1 })
		).rejects.toThrow(Forbidden);
		await expect(sendApplication(hikari.mori, form())).rejects.toThrow(Forbidden);
		await expect(sendApplication(hikari.hashimoto, form())).rejects.toThrow(Forbidden);
	});
});

describe('an application that runs', () => {
	test('tells the applicant of each step; goes forwards only; two at the desk do not overrule each other unseen', async () => {
		const id = await sendApplication(hikari.nakamura, form());
		await takeStep(hikari.hashimoto, id, { status: 'interviewing', words: '', revision: 1 });
		await expect(
			takeStep(hikari.hashimoto, id, { status: 'offered', words: '', revision: 1 })
		).rejects.toThrow(Stale);
		await expect(
			takeStep(hikari.hashimoto, id, { status: 'in_contact', words: '', revision: 2 })
		).rejects.toThrow(Invalid);
		await takeStep(hikari.hashimoto, id, {
			status: 'refused',
			words: 'ありがとうございました。またお会いしましょう。',
			revision: 2
		});
		expect((await mails()).map((mail) => mail.body_text)).toEqual([
			expect.stringContaining('確かに受け取りました'),
			expect.stringContaining('お会いできるのを楽しみに'),
			expect.stringContaining('またお会いしましょう')
		]);
		await expect(
			takeStep(hikari.hashimoto, id, { status: 'hired', words: '', revision: 3 })
		).rejects.toThrow(Invalid);
		await sendApplication(hikari.nakamura, form()); // after an end, one may try again
	});
});

describe('a step that was taken', () => {
	test('goes back with a reason that the applicant does not read, and is mailed only in words for them', async () => {
		const id = await sendApplication(hikari.nakamura, form());
		await takeStep(hikari.hashimoto, id, { status: 'refused', words: '', revision: 1 });
		const back = { status: 'interviewing' as const, reason: '人違いでした', words: '', revision: 2 };
		await expect(stepBack(hikari.mori, id, back)).rejects.toThrow(Forbidden);
		await expect(stepBack(hikari.hashimoto, id, { ...back, revision: 1 })).rejects.toThrow(Stale);
		await stepBack(hikari.hashimoto, id, back);
		await expect(
			stepBack(hikari.hashimoto, id, { ...back, status: 'offered', revision: 3 })
		).rejects.toThrow(Invalid);
		expect(await mails()).toHaveLength(2);
		const { steps } = await applicationAtDesk(hikari.hashimoto, id);
		expect(steps.at(-1)).toMatchObject({ status: 'interviewing', reason: '人違いでした' });
		expect(JSON.stringify(await ownApplication(hikari.nakamura, id))).not.toContain('人違い');
		await stepBack(hikari.hashimoto, id, {
			...back,
			status: 'received',
			words: 'すみません',
			revision: 3
		});
		expect((await mails()).at(-1)!.body_text).toContain('すみません');
	});

	test('does not come to life again beside a newer one for the same', async () => {
		const id = await sendApplication(hikari.nakamura, form());
		await takeStep(hikari.hashimoto, id, { status: 'refused', words: '', revision: 1 });
		await sendApplication(hikari.nakamura, form());
		const back = { status: 'offered' as const, reason: '人違い', words: '', revision: 2 };
		await expect(stepBack(hikari.hashimoto, id, back)).rejects.toThrow(Invalid);
	});
});

describe('an application of someone who comes back', () => {
	test('ends as hired when the return is recorded; undone, it can go on', async () => {
		const toDigital = await sendApplication(hikari.nakamura, form({ companyId: hikari.digitalId }));
		const day = today(hikari.network.timeZone);
		const rehireId = await recordRehire(
			hikari.hashimoto,
			hikari.nakamura.personId,
			hikari.digitalId,
			day
		);
		const closed = await applicationAtDesk(hikari.hashimoto, toDigital);
		expect(closed).toMatchObject({ status: 'hired', isEmployed: true });
		const back = { status: 'offered' as const, reason: '取り消し', words: '', revision: closed.revision };
		await expect(stepBack(hikari.hashimoto, toDigital, back)).rejects.toThrow(Invalid);
		await undoRehire(hikari.hashimoto, rehireId);
		await stepBack(hikari.hashimoto, toDigital, back);
		expect(await applicationAtDesk(hikari.hashimoto, toDigital)).toMatchObject({
			status: 'offered',
			isEmployed: false
		});
	});

	test('to another company ends as withdrawn when someone comes back', async () => {
		const toParent = await sendApplication(hikari.nakamura, form({ companyId: hikari.parentId }));
		const day = today(hikari.network.timeZone);
		await recordRehire(hikari.hashimoto, hikari.nakamura.personId, hikari.digitalId, day);
		expect(await applicationAtDesk(hikari.hashimoto, toParent)).toMatchObject({ status: 'withdrawn' });
	});
});

describe('an application', () => {
	test('is withdrawn by the applicant alone', async () => {
		const id = await sendApplication(hikari.nakamura, form());
		await expect(withdrawApplication(hikari.igarashi, id)).rejects.toThrow(NotFound);
		await withdrawApplication(hikari.nakamura, id);
		expect((await ownApplication(hikari.nakamura, id)).status).toBe('withdrawn');
		await expect(withdrawApplication(hikari.nakamura, id)).rejects.toThrow(NotFound);
		expect(await mails()).toHaveLength(1);
	});

	test('takes a CV, but not a file of another kind', async () => {
		await expect(
			sendApplication(hikari.nakamura, form({ cv: new File(['MZ\u0090\u0000'], 'cv.exe') }))
		).rejects.toThrow(Invalid);
		const { rows } = await own.owner.query('select from application where network_id = $1', [
			hikari.network.networkId
		]);
		expect(rows).toEqual([]);
	});
});
