import { tidy } from './text.ts';

export const fields = [
	'number',
	'name',
	'family_name',
	'given_name',
	'kana',
	'family_kana',
	'given_kana',
	'email',
	'started_on',
	'ended_on',
	'employment',
	'department',
	'title',
	'manager_number',
	'reason',
	'status'
] as const;
export type Field = (typeof fields)[number];

/** The position of the column from which each field is taken. */
export type Columns = Partial<Record<Field, number>>;

/** Matches a heading that one of the patterns fits from end to end. */
function anyOf(...patterns: RegExp[]): RegExp {
	return new RegExp(`^(${patterns.map((pattern) => pattern.source).join('|')})$`);
}

/** How a heading says that the column holds the reading of a name. */
const kanaWord =
	'(カナ|かな|カタカナ|仮名|フリガナ|フリカナ|ふりがな|振り?仮名|ヨミ|ヨミガナ|ヨミカナ|よみ|よみがな|読み?(仮名|がな|ガナ|カナ)?)';

/**
 * Headings as HR systems in Japan and abroad write them, without blanks, brackets and case. A heading
 * belongs to the first field that it fits, so the order matters: a manager's number is looked for before a
 * number.
 */
const headings: Record<Field, RegExp> = {
	manager_number: anyOf(
		/(直属)?(上司|上長|管理者|評価者|マネージャー?)(社員|従業員|職員)?(番号|no|id|コード|cd)?/,
		/(manager|supervisor|reportsto|linemanager)('s)?(employee)?(id|number|no|code)?/
	),
	number: anyOf(
		/(社員|従業員|職員|スタッフ|個人|人事)(番号|no|id|コード|cd)|社番|職番|番号/,
		/id|no|(employee|staff|personnel|worker|emp|person)(id|number|no|code)|badge(number|id)/
	),
	family_kana: anyOf(
		new RegExp(`(姓|氏|名字|苗字|セイ|せい)${kanaWord}|${kanaWord}(姓|氏|名字|苗字|セイ)|セイ|せい`),
		/(last|family|sur)name(kana|reading|phonetic)|phonetic(last|family)name/
	),
	given_kana: anyOf(
		new RegExp(`(名|メイ|めい)${kanaWord}|名前${kanaWord}|${kanaWord}(名|メイ)|メイ|めい`),
		/(first|given)name(kana|reading|phonetic)|phonetic(first|given)name/
	),
	kana: anyOf(
		new RegExp(`(氏名|名前|社員名|従業員名|姓名)?${kanaWord}|${kanaWord}(氏名|姓名)`),
		/氏名(カナ|かな)読み/,
		/name(kana|reading|phonetic)|kana(name)?|phoneticname|furigana/
	),
	family_name: /^(氏名姓|漢字姓|姓|氏|名字|苗字|(last|family|sur)name|surname)(漢字|kanji)?$/,
	given_name: /^(氏名名|漢字名|名|名前\(名\)|(first|given)names?|forename)(漢字|kanji)?$/,
	name: anyOf(
		/氏名|名前|お名前|社員名|従業員名|社員氏名|従業員氏名|姓名|漢字氏名|氏名漢字/,
		/(full|employee|staff|legal|worker)?name/
	),
	email: anyOf(
		new RegExp(
			'(個人|私用|連絡先|退職後|プライベート|自宅)?(e-?)?(メール|mail|メールアドレス|mailaddress|メアド)' +
				'(アドレス|address)?(個人|私用|自宅|退職後|private|personal)?'
		),
		/(private|personal|home|contact)(e-?)?mail(address)?|emailaddress/
	),
	ended_on: anyOf(
		/(最終)?退[職社](年月日|日|日付|年月)?/,
		/離職(年月)?日|退職予定(年月)?日|在籍終了日|終了日/,
		new RegExp(
			'(termination|leaving|exit|end|separation|resignation|last(working)?|left|departure|offboarding)' +
				'(date|day|on)?'
		),
		/date(of)?(leaving|termination|exit|separation)|enddate/
	),
	started_on: anyOf(
		/入[社職](年月日|日|日付|年月)?/,
		/採用(年月)?日|雇用開始日|在籍開始日|開始日|雇入(れ)?(年月)?日/,
		/(hire|hired|start|joining|join|joined|entry|onboarding|employment(start)?)(date|day|on)?/,
		/date(of)?(joining|hire|hiring|entry|employment)|originalhiredate/
	),
	employment: anyOf(
		/雇用(形態|区分|種別)|社員区分|従業員区分|契約区分|身分/,
		/(employment|contract|worker|employee)(type|class|category)|typeofemployment/
	),
	department: anyOf(
		/(最終)?(所属|部署|部門|組織)(名|部署|部門|組織)?|(退職時|最終)所属|配属(先|部署)?/,
		/department(name)?|dept|division|orgunit|organi[sz]ation(alunit)?|team|unit/
	),
	title: anyOf(
		/(最終)?(役職|職位|職階|肩書|職務)(名)?/,
		/(job|position)?title|position|jobname|grade|rank/
	),
	reason: anyOf(
		/退[職社](理由|事由)(区分|詳細|内容)?|離職(理由|事由)|理由/,
		/(reason|causes?)(for|of)?(leaving|termination|exit|separation|resignation)?/,
		/(termination|leaving|exit|separation|resignation)reason/
	),
	status: anyOf(/在籍(区分|状況|状態)|在職(区分|状況)|状態/, /(employment|employee|worker)?status/)
};

/** A heading as it is compared: plain width, small letters, no blanks, brackets or marks. */
export function bareHeading(text: string): string {
	return tidy(text)
		.normalize('NFC')
		.toLowerCase()
		.replace(/[\s()（）［］[\]【】「」"'*※:：_・./\\#＃-]/g, '')
		.replace(/(西暦|和暦|必須|任意|yyyymmdd|\d)+$/, '');
}

/**
 * Recognises the columns of a header row. A field takes the first heading that fits; a column serves one
 * field.
 */
export function findColumns(row: readonly string[]): Columns {
	const bare = row.map(bareHeading);
	const found: Columns = {};
	const taken = new Set<number>();
	for (const [field, pattern] of Object.entries(headings) as [Field, RegExp][]) {
		const at = bare.findIndex((heading, index) => !taken.has(index) && pattern.test(heading));
		if (at < 0) continue;
		found[field] = at;
		taken.add(at);
	}
	return found;
}

export type NotTaken = { column: number; heading: string };

/** The columns of a file that nothing is taken from, counted from 1. */
export function columnsNotTaken(allHeadings: readonly string[], columns: Columns): NotTaken[] {
	const taken = new Set(Object.values(columns));
	return allHeadings.flatMap((heading, at) => (taken.has(at) ? [] : [{ column: at + 1, heading }]));
}

/** Columns with others assigned to fields by hand. A name in one cell and a name in two exclude each other. */
export function withColumns(columns: Columns, assigned: readonly (readonly [Field, number])[]): Columns {
	const all: Columns = { ...columns, ...Object.fromEntries(assigned) };
	for (const [field] of assigned) {
		if (field === 'name') delete all.family_name;
		if (field === 'kana') delete all.family_kana;
		if (field === 'family_name') delete all.name;
		if (field === 'family_kana') delete all.kana;
	}
	return all;
}

/** Can people be loaded from these columns? They need at least a name and a date of joining. */
export function enough(columns: Columns): boolean {
	return (
		(columns.name !== undefined || columns.family_name !== undefined) && columns.started_on !== undefined
	);
}
