import * as m from '#locales/messages.ts';

/** What a file can tell otherwise than the network has it. Each is a kind that the desk ticks as a whole. */
export const differenceFields = [
	'name',
	'kana',
	'email',
	'number',
	'started_on',
	'ended_on',
	'department',
	'title',
	'employment',
	'manager',
	'reason'
] as const;
export type DifferenceField = (typeof differenceFields)[number];

export type Difference = {
	rowNo: number;
	lineNo: number;
	personId: string;
	familyName: string;
	givenName: string;
	before: string | null;
	after: string | null;
	/** The person gave it themselves, or the desk recorded it: it is overwritten by an explicit tick only. */
	isOwn: boolean;
	isTicked: boolean;
	outcome: 'taken' | 'kept' | 'changed' | null;
};

/** The differences of one kind: how many, how many of them are ticked or were taken over, and the first. */
export type DifferenceKind = {
	field: DifferenceField;
	all: number;
	ticked: number;
	own: number;
	taken: number;
	examples: Difference[];
};

export const differenceName: Record<DifferenceField, () => string> = {
	name: m.column_name,
	kana: m.import_kana,
	email: m.field_email,
	number: m.field_number,
	started_on: m.field_started_on,
	ended_on: m.field_ended_on,
	department: m.field_department,
	title: m.field_title,
	employment: m.field_employment,
	manager: m.import_manager,
	reason: m.field_reason
};

export const outcomeText: Record<'taken' | 'kept' | 'changed', () => string> = {
	taken: m.import_taken,
	kept: m.import_kept,
	changed: m.import_changed_since
};
