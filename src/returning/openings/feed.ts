import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { isBroken, meant, storable } from '#people/hr-imports/cells.ts';
import { readDay } from '#people/hr-imports/dates.ts';
import { decoderOf, findEncoding } from '#people/hr-imports/encoding.ts';
import { isEmpty } from '#people/hr-imports/row.ts';
import { parserOptions, separators } from '#people/hr-imports/shape.ts';
import { openingFields, payIsSound } from './opening-form.ts';

const feedRow = z
	.object({
		...openingFields,
		externalId: z.string().trim().min(1, 'required').max(200, 'too_long'),
		reasons: z
			.string()
			.default('')
			.transform((text) => text.split(/[\s、,;|]+/).filter(Boolean)),
		remote: z
			.union([z.boolean(), z.string()])
			.default(false)
			.transform((said) => said === true || /^(1|true|yes|y|可|○|あり|はい)$/i.test(String(said)))
	})
	.omit({ audience: true })
	.refine(payIsSound, { message: 'pay_not_sound', path: ['payMost'] });
export type FeedRow = z.output<typeof feedRow>;
export type FeedProblem = { row: number; externalId: string; field: string; problem: string };
export type Feed = { rows: FeedRow[]; problems: FeedProblem[] };

/** A file of openings may be so large. */
export const bytesAtMost = 10_000_000;
const rowsAtMost = 5000;

/**
 * The column headings of applicant tracking systems in Japan and abroad, compared without blanks, marks and
 * case.
 */
const headings: [keyof FeedRow, RegExp][] = [
	['externalId', /^(求人|案件|募集|ポジション)?(id|番号|no|コード)$/],
	['externalId', /^(job|req(uisition)?|posting|opening|external|position)(id|number|no|code)$/],
	[
		'title',
		/^(求人|募集|ポジション|職種)?(タイトル|名|件名|名称)$|^職種$|^(job|position|posting)?(title|name)$/
	],
	['businessRange', /^業務(内容)?の?変更の?範囲$|^(business|duties)range$/],
	['placeRange', /^(就業|勤務)(場所|地)の?変更の?範囲$|^(place|location)range$/],
	['business', /^(業務|仕事|職務)内容$|^(job)?(description|duties|business)$/],
	['place', /^(就業|勤務)(場所|地)$|^(location|place|office|worklocation)$/],
	['employment', /^雇用(形態|区分)$|^(employment|employmenttype|jobtype)$/],
	['contract', /^(契約期間|雇用期間)$|^contract(period|term)?$/],
	['trial', /^試用期間$|^(trial|probation)(period)?$/],
	['hours', /^(就業|勤務)時間$|^(working)?hours$/],
	['overtime', /^(時間外|残業)(労働)?(の有無)?$|^overtime$/],
	['holidays', /^休(日|暇)(・?休暇|休暇)?$|^holidays$/],
	['pay', /^(賃金|給与|年収|月給)$|^(pay|salary|compensation|wage)$/],
	['insurance', /^(加入)?(社会)?保険$|^(social)?insurance$/],
	['smoking', /^(受動)?喫煙(防止|対策|防止措置)?$|^smoking(rule|policy)?$/],
	['recruiter', /^(募集者|募集主|求人者)(名|の氏名又は名称)?$|^(recruiter|employer)$/],
	['wanted', /^(応募資格|求める人物像?|応募条件|歓迎条件)$|^(wanted|requirements|qualifications)$/],
	['remote', /^(在宅|リモート|テレワーク)(勤務|可)?$|^remote$/],
	['reasons', /^(応える|対応する)?(退職)?理由(コード)?$|^reasons$/],
	[
		'closesOn',
		/^(募集|応募)?(締切|終了|期限)(日)?$|^(closes|closing|end|expiry)(on|date)?$|^validthrough$/
	],
	['payLeast', /^(年収|給与)?下限$|^(pay|salary)(min|least|from)$|^min(pay|salary)$/],
	['payMost', /^(年収|給与)?上限$|^(pay|salary)(max|most|to)$|^max(pay|salary)$/],
	['payPer', /^(給与)?単位$|^pay(per|unit)$/],
	['language', /^(言語|language|lang)$/]
];

const employmentNamed: [FeedRow['employment'], RegExp][] = [
	['fixed_term', /契約|有期|fixed/i],
	['part_time', /パート|アルバイト|時短|part/i],
	['contractor', /業務委託|contractor|freelance/i],
	['temporary', /派遣|臨時|temp/i],
	['permanent', /正社員|正職員|無期|full|perm/i]
];

/**
 * Reads a file of openings: CSV (also as Excel writes it in Japan) or JSON (a list, or a list under `openings`, `jobs`
 * or `data`). Rows that cannot be taken are listed as problems. Throws if the file is neither CSV nor JSON.
 */
export function readFeed(bytes: Uint8Array): Feed {
	const text = decoderOf(findEncoding(bytes))
		.decode(bytes)
		.replace(/^\uFEFF/, '');
	const records = /^\s*[[{]/.test(text) ? fromJson(text) : fromCsv(text);
	if (records.length > rowsAtMost) throw new Error('Too many rows');
	const feed: Feed = { rows: [], problems: [] };
	const seen = new Set<string>();
	for (const [at, record] of records.entries()) {
		const externalId = String(record.externalId ?? '');
		const broken = Object.entries(record).find(([, value]) => isBroken(storable(String(value))));
		if (broken) {
			feed.problems.push({ row: at + 1, externalId, field: broken[0], problem: 'not_usable' });
			continue;
		}
		const read = readRecord(record, externalId);
		if (!read.success) {
			for (const issue of read.error.issues.slice(0, 3))
				feed.problems.push({ row: at + 1, externalId, ...problemOf(issue) });
			continue;
		}
		if (seen.has(read.data.externalId)) {
			feed.problems.push({ row: at + 1, externalId, field: 'externalId', problem: 'repeated' });
			continue;
		}
		seen.add(read.data.externalId);
		feed.rows.push(read.data);
	}
	return feed;
}

function readRecord(record: Raw, externalId: string) {
	return feedRow.safeParse({
		...record,
		externalId,
		employment: employmentOf(record.employment),
		reasons: Array.isArray(record.reasons) ? record.reasons.join(' ') : record.reasons,
		closesOn: closingDay(record.closesOn)
	});
}

/** A day in any form that HR files have, '' for none, and what no schema takes for an impossible or unclear one. */
const closingDay = (said: unknown) => {
	const read = readDay(String(said ?? ''));
	if ('none' in read) return '';
	return 'day' in read && !read.guessed ? read.day : 'unreadable';
};

function problemOf(issue: z.core.$ZodIssue): { field: string; problem: string } {
	const field = String(issue.path[0] ?? '');
	if (/^[a-z_]+$/.test(issue.message)) return { field, problem: issue.message };
	return { field, problem: issue.code === 'invalid_type' ? 'required' : 'not_usable' };
}

/** The kind of employment that a source's own word stands for; the word itself if we know none. */
function employmentOf(word: unknown): string | undefined {
	if (word === undefined || word === '') return undefined;
	const known = employmentNamed.find(([name, pattern]) => name === word || pattern.test(String(word)));
	return known?.[0] ?? String(word);
}

type Raw = Partial<Record<keyof FeedRow, unknown>>;

const someList = z.array(z.unknown()).optional();
const listInside = z
	.object({ openings: someList, jobs: someList, data: someList })
	.transform((file) => file.openings ?? file.jobs ?? file.data);

function fromJson(text: string): Raw[] {
	const read = JSON.parse(text, wholeNumbers) as unknown;
	const list = Array.isArray(read) ? read : listInside.parse(read);
	if (!list) throw new Error('No list of openings');
	return list.map((item) => {
		const record = z.record(z.string(), z.unknown()).parse(item);
		return renamed(Object.entries(record).filter(([, value]) => value !== null));
	});
}

/** Numbers that JavaScript cannot tell apart (ids over 2^53) stay as they are written. */
function wholeNumbers(this: unknown, _key: string, value: unknown, context?: { source?: string }): unknown {
	const source = context?.source ?? '';
	return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source)
		? source
		: value;
}

const options = { ...parserOptions, skip_empty_lines: true };

/** The one separator of a file: with it, the first line has the most headings that we know. */
function separatorOf(text: string): string {
	const known = (delimiter: string) =>
		(parse(text.slice(0, 65_536), { ...options, delimiter, to: 1 }) as string[][])[0]?.filter(keyOf)
			.length ?? 0;
	return separators.reduce((best, one) => (known(one) > known(best) ? one : best));
}

function fromCsv(text: string): Raw[] {
	const rows = parse(text, { ...options, delimiter: separatorOf(text) }) as string[][];
	const [head, ...body] = rows
		.filter((row) => !isEmpty(row))
		.map((row) => row.map((cell) => meant(cell.trim())));
	if (!head || !head.some((name) => keyOf(name) === 'title')) throw new Error('No heading row');
	return body.map((row) => renamed(head.map((name, at) => [name, row[at] ?? ''] as const)));
}

const keyOf = (name: string) => {
	const bare = name
		.normalize('NFKC')
		.replace(/[\s()_./\\#*:：※【】「」'"-]/g, '')
		.toLowerCase();
	return headings.find(([key, pattern]) => key.toLowerCase() === bare || pattern.test(bare))?.[0];
};

function renamed(entries: readonly (readonly [string, unknown])[]): Raw {
	const record: Raw = {};
	for (const [name, value] of entries) {
		const key = keyOf(name);
		if (key && record[key] === undefined) record[key] = typeof value === 'number' ? String(value) : value;
	}
	return record;
}
