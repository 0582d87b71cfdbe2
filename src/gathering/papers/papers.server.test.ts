import { beforeAll, describe, expect, test } from 'vitest';
import { Forbidden, Invalid, NotFound } from '#platform/http/failures.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { forgetPapers, paperAtDesk, papersAtDesk, refusePaper, sendPaper } from './answering.server.ts';
import { usualItems, type PaperKind } from './paper.ts';
import { askForPaper, fetchPaper, ownPapers, withdrawPaper } from './papers.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let other: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	other = await foundHikari(own.owner, 'other');
});

const ask = (kind: PaperKind = 'employment', more: Partial<Parameters<typeof askForPaper>[1]> = {}) =>
	askForPaper(hikari.nakamura, { kind, items: [...usualItems], year: null, words: '', ...more });
const pdf = (name = '在籍証明書.pdf') => new File(['%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n'], name);
const told = async (personId: string) =>
	(
		await own.owner.query(
			`select kind from notification where person_id = $1 and kind like 'paper%' order by happened_at`,
			[personId]
		)
	).rows.map(({ kind }) => kind as string);
const newest = async () => (await ownPapers(hikari.nakamura))[0]!;

describe('a paper', () => {
	test('is asked for, answered with a file, fetched by whoever asked, and gone after its days', async () => {
		const { nakamura, hashimoto } = hikari;
		const id = await ask();
		expect(await told(hashimoto.personId)).toEqual(['paper_asked']);
		await expect(ask(), 'the same once more').rejects.toThrow('paper_asked');
		expect((await papersAtDesk(hashimoto, false)).map(({ paperRequestId }) => paperRequestId)).toEqual([
			id
		]);
		await sendPaper(hashimoto, id, { file: pdf(), answer: 'お待たせしました' });
		expect(await told(nakamura.personId)).toEqual(['paper_sent']);
		expect(await newest()).toMatchObject({
			state: 'sent',
			fileName: '在籍証明書.pdf',
			answer: 'お待たせしました'
		});
		expect(await fetchPaper(nakamura, id)).toMatchObject({ mediaType: 'application/pdf' });
		expect((await paperAtDesk(hashimoto, id)).fetchedAt).toBeInstanceOf(Date);
		await expect(sendPaper(hashimoto, id, { file: pdf(), answer: '' }), 'once').rejects.toThrow(NotFound);
		await forgetPapers(hikari.network);
		expect((await newest()).fileName, 'its days are not over').toBe('在籍証明書.pdf');
		await own.owner.query(`update paper_file set expires_at = now() - interval '1 second'`);
		await expect(fetchPaper(nakamura, id)).rejects.toThrow(NotFound);
		await forgetPapers(hikari.network);
		expect((await own.owner.query('select from paper_file')).rowCount).toBe(0);
		expect(await newest()).toMatchObject({ state: 'sent', fileName: null });
		expect(await papersAtDesk(hashimoto, false)).toEqual([]);
		expect(await papersAtDesk(hashimoto, true)).toHaveLength(1);
	});

	test('is refused with a reason, or withdrawn', async () => {
		const refused = await ask();
		await refusePaper(hikari.hashimoto, refused, '健康保険組合にお願いします');
		expect(await newest()).toMatchObject({ state: 'refused', answer: '健康保険組合にお願いします' });
		const withdrawn = await ask();
		await withdrawPaper(hikari.nakamura, withdrawn);
		await expect(refusePaper(hikari.hashimoto, withdrawn, 'x')).rejects.toThrow(NotFound);
		await expect(withdrawPaper(hikari.nakamura, refused)).rejects.toThrow(NotFound);
	});

	test.each([
		['a certificate of leaving that holds nothing', 'leaving', { items: [] }, 'required'],
		['a tax slip without a year', 'withholding', {}, 'required'],
		['another paper without words', 'other', {}, 'required']
	] as const)('%s is not asked for', async (_, kind, more, why) => {
		await expect(ask(kind, more as object)).rejects.toThrow(why);
	});

	test('holds only what was chosen, and the year only where it is of one', async () => {
		await ask('leaving', { items: ['period'], year: 2020 });
		expect(await newest()).toMatchObject({ items: ['period'], year: null });
		await ask('withholding', { year: 2025 });
		expect(await newest()).toMatchObject({ items: [], year: 2025 });
		await ask('withholding', { year: 2024 });
	});
});

describe('nobody else', () => {
	test('asks, answers, reads or fetches', async () => {
		const { nakamura, igarashi, mori, ishikawa, hashimoto } = hikari;
		const id = await ask('other', { words: '健康保険の書類' });
		for (const wrong of [mori, ishikawa, hashimoto])
			await expect(
				askForPaper(wrong, { kind: 'employment', items: [], year: null, words: '' })
			).rejects.toThrow(Forbidden);
		for (const wrong of [nakamura, igarashi, mori, ishikawa]) {
			await expect(papersAtDesk(wrong, true)).rejects.toThrow(Forbidden);
			await expect(paperAtDesk(wrong, id)).rejects.toThrow(Forbidden);
			await expect(sendPaper(wrong, id, { file: pdf(), answer: '' })).rejects.toThrow(Forbidden);
			await expect(refusePaper(wrong, id, 'x')).rejects.toThrow(Forbidden);
		}
		await expect(paperAtDesk(other.hashimoto, id)).rejects.toThrow(NotFound);
		await expect(sendPaper(other.hashimoto, id, { file: pdf(), answer: '' })).rejects.toThrow(NotFound);
		await sendPaper(hashimoto, id, { file: pdf(), answer: '' });
		for (const wrong of [igarashi, other.nakamura])
			await expect(fetchPaper(wrong, id)).rejects.toThrow(NotFound);
		for (const wrong of [mori, ishikawa, hashimoto])
			await expect(fetchPaper(wrong, id)).rejects.toThrow(Forbidden);
		expect((await ownPapers(igarashi)).length).toBe(0);
	});

	test('gets a file of another kind in', async () => {
		const id = await ask('other', { words: 'x' });
		for (const file of [null, new File(['MZ'], 'a.exe'), new File(['<html>'], 'a.pdf')])
			await expect(sendPaper(hikari.hashimoto, id, { file, answer: '' })).rejects.toThrow(Invalid);
		expect((await paperAtDesk(hikari.hashimoto, id)).state).toBe('asked');
	});
});
