import type { Named } from '#people/persons/person.ts';

/** Within how many days a merge can be undone. */
export const daysToUnmerge = 30;

/** What of a person is chosen when two entries become one. */
export const fieldsToChoose = ['name', 'kana', 'presentCompany', 'address'] as const;
export type FieldToChoose = (typeof fieldsToChoose)[number];
/** Whose value stands afterwards: that of the entry which stays, or of the one which goes. */
export type Choice = 'kept' | 'gone';
export type Choices = Record<FieldToChoose, Choice>;

export type Entry = Required<Named> & {
	personId: string;
	revision: number;
	presentCompany: string;
	email: string | null;
	basis: string | null;
	basisOn: string | null;
	basisNote: string | null;
	doNotContact: boolean;
	mailsPerMonth: number | null;
	contactRevision: number;
	isMember: boolean;
	numbers: string[];
	tags: string[];
	notes: number;
	stays: {
		companyId: string;
		companyJa: string;
		companyEn: string;
		startedOn: string;
		endedOn: string | null;
		department: string;
		title: string;
		employment: string;
	}[];
};

/** The value of a field as the page shows it. Empty where the entry has none. */
export function valueOf(entry: Entry, field: FieldToChoose): string {
	switch (field) {
		case 'name':
			return [entry.familyName, entry.givenName].filter(Boolean).join(' ');
		case 'kana':
			return [entry.familyKana, entry.givenKana].filter(Boolean).join(' ');
		case 'presentCompany':
			return entry.presentCompany;
		case 'address':
			return entry.email ?? '';
	}
}

/** What is chosen before anybody chooses: the value of the entry that stays, unless it has none. */
export function choiceAtFirst(kept: Entry, gone: Entry, field: FieldToChoose): Choice {
	return !valueOf(kept, field) && valueOf(gone, field) ? 'gone' : 'kept';
}

/** A member signs in by their address, so it stays; of two addresses that are the same there is nothing to choose. */
export function canChoose(kept: Entry, gone: Entry, field: FieldToChoose): boolean {
	if (field === 'address' && kept.isMember) return false;
	const [mine, theirs] = [valueOf(kept, field), valueOf(gone, field)];
	return theirs !== '' && mine !== theirs;
}
