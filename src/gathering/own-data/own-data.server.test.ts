import { beforeAll, expect, test } from 'vitest';
import yauzl from 'yauzl';
import { beginConversation, writeMessage } from '#gathering/conversations/writing.server.ts';
import { addPicture } from '#gathering/uploads/uploads.server.ts';
import type { Actor } from '#access/actor/actor.server.ts';
import { writeNote } from '#people/notes/notes.server.ts';
import { NotFound, TooMany } from '#platform/http/failures.ts';
import { limits } from '#access/limits/limits.server.ts';
import sharp from 'sharp';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { codesOf, columnsShown } from '#test/fixtures/own-data-columns.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { decisions, parts } from './decisions.ts';
import { makeOwnData } from './making.server.ts';
import { askForOwnData, takeOwnData, takingOf } from './own-data.server.ts';
import { pageOf } from './page.server.ts';
import { columnName } from './words/columns.ts';
import { textOf } from './words/text.ts';
import { titleOf } from './words/titles.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let theirs: Hikari;
beforeAll(async () => {
	hikari = await foundHikari(own.owner, 'hikari');
	theirs = await foundHikari(own.owner, 'theirs');
});

/** The files in the zip that a member takes, by name. */
async function filesOf(actor: Actor): Promise<Map<string, Buffer>> {
	const { bytes, pieces } = await takeOwnData(actor);
	const zip = Buffer.from(await new Response(pieces).arrayBuffer());
	expect(zip.length).toBe(bytes);
	const read = await yauzl.fromBufferPromise(zip, { lazyEntries: true, autoClose: false });
	const files = new Map<string, Buffer>();
	for await (const entry of read.eachEntry()) {
		const parts: Buffer[] = [];
		for await (const part of await read.openReadStreamPromise(entry)) parts.push(part as Buffer);
		files.set(entry.fileName, Buffer.concat(parts));
	}
	return files;
}

/** A paper that the desk gave 中村, to be fetched for so many more days. */
async function sendPaper(name: string, days: number): Promise<void> {
	const { nakamura, hashimoto } = hikari;
	await own.owner.query(
		`with r as (
			insert into paper_request (network_id, person_id, kind, state, answered_by, answered_at)
			values ($1, $2, 'employment', 'sent', $3, now())
			returning network_id, paper_request_id
		)
		insert into paper_file (network_id, paper_request_id, name, media_type, bytes, expires_at)
		select network_id, paper_request_id, $4, 'application/pdf', convert_to('%PDF ' || $4, 'UTF8'),
			now() + make_interval(days => $5)
		from r`,
		[nakamura.networkId, nakamura.personId, hashimoto.personId, name, days]
	);
}

/** 森, who blocked 中村 by then, had reacted to a post of theirs. */
async function reactBefore(): Promise<void> {
	const { nakamura, mori } = hikari;
	await own.owner.query(
		`insert into notification (network_id, person_id, kind, subject_id, path, actor_ids)
		values ($1, $2, 'reaction', new_id(), '/', array[$3::uuid])`,
		[nakamura.networkId, nakamura.personId, mori.personId]
	);
}

/** Days, reasons and parts have words that a person reads; ids and names of columns stand nowhere. */
function expectReadable(page: string): void {
	expect(page).toMatch(/<dd>転勤[^<]*<\/dd>/);
	expect(page).toMatch(/<dt>退職日<\/dt><dd>2021年3月31日<\/dd>/);
	expect(page).not.toMatch(/<dd>[0-9a-f]{8}-|<dd>\d{4}-\d\d-\d\d/);
	const bare = [...page.matchAll(/<(?:dt|h2)>([\w ]+)<\/(?:dt|h2)>/g)].map(([, name]) => name);
	expect(bare).toEqual([]);
}

test('a member takes home what they said, what is known of them and what they sent, and nobody else’s words', async () => {
	const { nakamura, igarashi, hashimoto } = hikari;
	const picture = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#0a6' } })
		.png()
		.toBuffer();
	await addPicture(nakamura, new File([new Uint8Array(picture)], '../../桜.png', { type: 'image/png' }));
	await sendPaper('源泉徴収票.pdf', 30);
	await sendPaper('昔の証明書.pdf', -1);
	const say = (words: string) => ({ words, html: '', ticket: crypto.randomUUID(), uploads: [] });
	const talk = await beginConversation(nakamura, [igarashi.personId], '', say('<b>こんにちは</b>'));
	await writeMessage(igarashi, talk, say('五十嵐だけの言葉'));
	await writeNote(hashimoto, nakamura.personId, '事務局だけのメモ');
	await own.owner.query(`insert into block (network_id, person_id, blocked_id) values ($1, $2, $3)`, [
		nakamura.networkId,
		hikari.mori.personId,
		nakamura.personId
	]);

	await reactBefore();
	await askForOwnData(nakamura);
	expect(await takingOf(nakamura)).toMatchObject({ madeAt: null });
	await expect(takeOwnData(nakamura), 'not before it is made').rejects.toThrow(NotFound);
	await makeOwnData({ networkId: nakamura.networkId, personId: nakamura.personId });
	const files = await filesOf(nakamura);
	const names = [...files.keys()];
	expect(names.slice(0, 2)).toEqual(['data.json', 'index.html']);
	expect(names[2]).toMatch(/^files\/[0-9a-f-]{36}-[^/]*桜\.png\.webp$/);
	expect(names.slice(3)).toEqual([expect.stringMatching(/^files\/[0-9a-f-]{36}-源泉徴収票\.pdf$/)]);
	expect(files.get(names[3]!)!.toString()).toBe('%PDF 源泉徴収票.pdf');
	expect((await sharp(files.get(names[2]!)).metadata()).format).toBe('webp');

	const text = files.get('data.json')!.toString();
	const { data } = JSON.parse(text);
	expect(data.person).toMatchObject([{ family_name: '中村', given_name: 'さくら' }]);
	expect(data.contact).toMatchObject([{ email: 'nakamura@hikari.example.jp' }]);
	expect(data.message).toMatchObject([{ words: '<b>こんにちは</b>' }]);
	expect(data.conversation_with).toMatchObject([{ with: '五十嵐 亮' }]);
	expect(data.departure).toHaveLength(1);
	expect(data.departure_reason).toMatchObject([{ code: 'relocation' }]);
	expect(data.tenure).toMatchObject([{ manager_id: '森 健一' }]);
	expect(data.notification).toContainEqual(expect.objectContaining({ kind: 'reaction', actor_ids: ['…'] }));
	expect(data.consent.length).toBeGreaterThan(0);
	const page = files.get('index.html')!.toString();
	expect(page).toContain('&lt;b&gt;こんにちは');
	expect(page).not.toContain('<b>');
	expectReadable(page);
	for (const word of [
		'五十嵐だけの言葉',
		'事務局だけのメモ',
		hikari.mori.personId,
		igarashi.personId,
		'igarashi@',
		'"hash"',
		'_hash"',
		'ticket'
	])
		expect(text.includes(word), word).toBe(false);
	expect(data.block, 'who shut them out is not theirs to know').toBeUndefined();
});

test('they are told on their page and by mail, also who wants no contact, and each taking is noted', async () => {
	const { nakamura } = hikari;
	const told = await own.owner.query(
		`select kind, path from notification where person_id = $1 and kind = 'own_data'`,
		[nakamura.personId]
	);
	expect(told.rows).toEqual([{ kind: 'own_data', path: '/me/data' }]);
	const mails = await own.owner.query(`select status, body_text from mail where kind = 'own_data'`);
	expect(mails.rows).toEqual([{ status: 'waiting', body_text: expect.stringContaining('/me/data') }]);
	const { rows } = await own.owner.query(
		`select act, actor_id from audit where act like 'own_data.%' order by audit_id`
	);
	expect(rows.map(({ act }) => act)).toEqual(['own_data.ask', 'own_data.take']);
});

test('nobody else takes it, no other network, and nobody after seven days', async () => {
	const { nakamura, hashimoto, igarashi } = hikari;
	for (const someone of [
		hashimoto,
		igarashi,
		theirs.nakamura,
		{ ...theirs.nakamura, personId: nakamura.personId }
	])
		await expect(takeOwnData(someone)).rejects.toThrow(NotFound);
	await own.owner.query(`update own_data set made_at = now() - interval '7 days'`);
	expect(await takingOf(nakamura)).toBeUndefined();
	await expect(takeOwnData(nakamura)).rejects.toThrow(NotFound);
	await askForOwnData(nakamura);
	const { rows } = await own.owner.query('select count(*)::int as n from own_data_piece');
	expect(rows, 'what was made before goes').toEqual([{ n: 0 }]);
	for (let at = 2; at < limits['own_data.day'].points; at++) await askForOwnData(nakamura);
	await expect(askForOwnData(nakamura)).rejects.toThrow(TooMany);
	await makeOwnData({ networkId: theirs.network.networkId, personId: nakamura.personId });
	expect(await takingOf(nakamura), 'not made from elsewhere').toMatchObject({ madeAt: null });
});

test('how much of each row is theirs is decided for every column that names someone', async () => {
	const { rows } = await own.owner.query<{ place: string }>(`
		select replace(tab::text, '"', '') || '.' || col as place
		from person_columns()
		where has_table_privilege('okaeri_app', tab, 'select')
	`);
	expect(rows.map(({ place }) => place).filter((place) => !decisions.has(place))).toEqual([]);
});

const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const isIn = (locale: Locale, text: string | undefined) =>
	text !== undefined &&
	text !== '' &&
	(japanese.test(text) === (locale === 'ja') || /^(Ctrl\+)?Enter/.test(text));

test('every column, code and part that can stand on the page has words in both languages', async () => {
	const shown = await columnsShown(own.owner);
	expect(shown.length).toBeGreaterThan(300);
	expect(shown.filter((column) => codesOf(column).length > 0).length).toBeGreaterThan(70);
	const tables = [...parts.map(({ table }) => table), 'session', 'audit', 'conversation_with'];
	const wholes = [...decisions].filter(([, how]) => how === 'own').map(([at]) => at.split('.')[0]!);
	const facts = [...decisions]
		.filter(([, how]) => how === 'fact')
		.map(([at]) => at.replace(/\.(.*)/, ' ($1)'));
	for (const locale of ['ja', 'en'] as const)
		await asReader({ locale, timeZone: 'Asia/Tokyo' }, async () => {
			const nameless = shown.filter(({ table, column }) => !isIn(locale, columnName(table, column)));
			expect(nameless.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
			const bare = shown.flatMap((column) =>
				codesOf(column)
					.filter((code) => !isIn(locale, textOf(column.table, column.column, code)) && code !== '')
					.map((code) => `${column.table}.${column.column}: ${code}`)
			);
			expect(bare, 'codes').toEqual([]);
			expect([...tables, ...wholes, ...facts].filter((part) => !isIn(locale, titleOf(part)))).toEqual(
				[]
			);
			const distinct = [...new Set([...tables, ...wholes])];
			expect(new Set(distinct.map(titleOf)).size, 'no two parts under one title').toBe(distinct.length);
		});
});

test('times, lengths, zones and lists are read as people write them, and words that look like a moment stay words', async () => {
	const said = async (locale: Locale) =>
		asReader({ locale, timeZone: 'Asia/Tokyo' }, async () => [
			textOf('host_hours', 'from_time', '03:00:00'),
			textOf('host', 'rest_minutes', 15),
			textOf('person', 'time_zone', 'Asia/Tokyo'),
			textOf('membership', 'roles', ['alumnus', 'steward']),
			textOf('draft', 'place', `message:${crypto.randomUUID()}`),
			textOf('event_proposal', 'wish', { kind: 'online', startsAt: '2026-05-01T19:00', html: '<p>' }),
			textOf('message', 'words', '2026-05-01T19:00 に会いましょう'),
			textOf('message', 'words', '2026-99-99')
		]);
	expect(await said('ja')).toEqual([
		'3:00',
		'15分',
		'日本標準時',
		'アルムナイ、アルムナイ事務局',
		'メッセージ',
		'種類：オンライン\n開始：2026年5月1日 19:00',
		'2026-05-01T19:00 に会いましょう',
		'2026-99-99'
	]);
	expect((await said('en')).slice(0, 6)).toEqual([
		'3:00',
		'15 minutes',
		'Japan Standard Time',
		'Alumnus and Alumni team',
		'Messages',
		'Kind: Online\nStarts: 1 May 2026 19:00'
	]);
});

test('what someone had a part in twice stands once, and a part without a line says so', async () => {
	const plan = { state: 'planned', planned_at: '2026-05-01T01:00:00+00:00' };
	const page = await asReader({ locale: 'ja', timeZone: 'Asia/Tokyo' }, async () =>
		pageOf(
			{
				'planned_return (planned_by)': [plan],
				'planned_return (settled_by)': [plan],
				talk_pool_host: [{ pool_id: crypto.randomUUID() }]
			},
			'ひかり',
			'中村 さくら',
			new Date('2026-05-02T00:00:00Z')
		)
	);
	expect(page).toContain('<h2>再入社の予定（あなたが関わったもの）</h2>');
	expect(page.match(/<dt>状態<\/dt><dd>予定<\/dd>/g)).toHaveLength(1);
	expect(page).toContain('<article><p>ここに表示する内容はありません。</p></article>');
});
