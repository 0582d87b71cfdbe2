import type { Named } from '#people/persons/person.ts';

/** How the network takes leavers who ask to join: not at all, after a look of the desk, or at once where everything fits. */
export const claimRules = ['off', 'look', 'at_once'] as const;

/** How many days the link works that proves the address of a claim. */
export const claimLinkDays = 3;
/** After how many days a claim is erased, whatever became of it. */
export const claimDays = 30;

/** What a leaver says of themselves and of their time here. */
export type ClaimWish = Required<Named> & {
	number: string;
	joinedYear: number | null;
	leftYear: number;
	department: string;
	words: string;
	address: string;
};

/** What of a claim is compared with a record, in the order in which the desk sees it. */
export const compared = ['name', 'kana', 'number', 'joined', 'left', 'department', 'address'] as const;
export type Compared = (typeof compared)[number];
/** Whether a part is the same; null where one of the two does not say. */
export type Comparison = Record<Compared, boolean | null>;

export type Fit = 'exact' | 'near';

/**
 * How well a claim fits a record. It fits exactly where nothing differs, the name and the year of leaving are the same,
 * and so is something that former colleagues do not know: the employee number, or the address in the file.
 */
export function fitOf(same: Comparison): Fit {
	const differs = compared.some((part) => part !== 'address' && same[part] === false);
	const isKnown = same.name === true && same.left === true;
	return !differs && isKnown && (same.number === true || same.address === true) ? 'exact' : 'near';
}

/** A record that a claim may be about. */
export type Candidate = Required<Named> & {
	personId: string;
	email: string | null;
	isMember: boolean;
	isEmployed: boolean;
	doNotContact: boolean;
	/** Something allows the desk to write to the address in the file. */
	mayBeWritten: boolean;
	numbers: string[];
	stays: { company: string; startedOn: string; endedOn: string | null; department: string }[];
	same: Comparison;
};

/** What of a record tells how carefully it is to be looked at. */
export type Weighed = Pick<Candidate, 'email' | 'isMember' | 'isEmployed' | 'doNotContact'>;

/** Why nobody is let into a record without a look of the desk. */
export function whyLook({ isMember, isEmployed, doNotContact, email }: Weighed, address: string) {
	if (isMember) return 'is_member';
	if (isEmployed) return 'is_employed';
	if (doNotContact) return 'do_not_contact';
	return email !== null && email !== address ? 'other_address' : undefined;
}
