import type pg from 'pg';
import { purposeWording, type Purpose } from '#people/consents/consent.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import { putInvitations } from './invitation-rows.ts';
import type { Put, Row } from './life.ts';
import type { Company, DemoPerson } from './people.ts';
import { asDay, daysAfter } from './random.ts';

/** Puts the people of the demo network: who they are, where they worked, why they left, and what they agreed to. */
export async function putPeople(client: pg.Client, put: Put, company: Company, now: Date): Promise<void> {
	const { people, alumni, employees } = company;
	const members = [...employees.slice(0, 8), ...alumni.filter((person) => person.joinedAt)];
	await putAccounts(client, company.networkId, members, now);
	await put(
		'person',
		people.map((person) => personRow(person, now))
	);
	await put(
		'contact',
		people.filter((person) => person.email).map((person) => contactRow(person, now))
	);
	await put(
		'employee_number',
		people.map((person) => numberRow(company, person))
	);
	await put(
		'tenure',
		people.map((person) => tenureRow(company, person))
	);
	await put('departure', alumni.map(departureRow));
	await put('departure_word', wordsOnLeaving(alumni));
	await put('departure_reason', reasonsForLeaving(alumni));
	await put(
		'membership',
		members.map((person) => membershipRow(person, now))
	);
	await put('consent', consentsOf(alumni));
	await putInvitations(put, company);
}

async function putAccounts(
	client: pg.Client,
	networkId: string,
	members: DemoPerson[],
	now: Date
): Promise<void> {
	const holders = members.map((person) => ({
		network_id: networkId,
		id: person.accountId,
		name: `${person.familyName} ${person.givenName}`,
		email: person.email,
		email_verified: true,
		created_at: person.joinedAt ?? daysAfter(now, -540),
		updated_at: now
	}));
	await client.query(
		`insert into auth.account_holder
		select * from jsonb_populate_recordset(null::auth.account_holder, $1::jsonb)
		on conflict do nothing`,
		[JSON.stringify(holders)]
	);
}

function personRow(person: DemoPerson, now: Date): Row {
	return {
		person_id: person.personId,
		family_name: person.familyName,
		given_name: person.givenName,
		family_kana: person.familyKana,
		given_kana: person.givenKana,
		locale: 'ja',
		time_zone: 'Asia/Tokyo',
		present_company: person.joinedAt ? person.presentCompany : null,
		created_at: daysAfter(now, -540)
	};
}

function contactRow(person: DemoPerson, now: Date): Row {
	return {
		person_id: person.personId,
		email: person.email,
		...basisOf(person, now),
		do_not_contact: false,
		mails_per_month: 4,
		quiet_from: '21:00',
		quiet_until: '08:00'
	};
}

/** On what basis the network may write to a person, and since when. */
function basisOf(person: DemoPerson, now: Date): { basis: string | null; basis_on: string | null } {
	const firstDay = asDay(daysAfter(now, -540));
	if (person.joinedAt) return { basis: 'joined', basis_on: asDay(person.joinedAt) };
	if (person.roles.includes('steward')) return { basis: 'joined', basis_on: firstDay };
	if (person.invitedAt) return { basis: 'notice', basis_on: firstDay };
	return { basis: null, basis_on: null };
}

const companyOf = (company: Company, person: DemoPerson) =>
	person.isDigital ? company.digitalId : company.parentId;

function numberRow(company: Company, person: DemoPerson): Row {
	return { company_id: companyOf(company, person), number: person.number, person_id: person.personId };
}

function tenureRow(company: Company, person: DemoPerson): Row {
	return {
		tenure_id: person.tenureId,
		person_id: person.personId,
		company_id: companyOf(company, person),
		started_on: person.startedOn,
		ended_on: person.endedOn,
		department: person.department,
		title: person.title,
		employment: '正社員',
		manager_id: person.managerId
	};
}

function departureRow(person: DemoPerson): Row {
	return {
		tenure_id: person.tenureId,
		person_id: person.personId,
		left_on: person.endedOn,
		learned_from: 'hr_file',
		counting_view: person.joinedAt ? 'revisited' : null,
		is_latest: true
	};
}

/** What people said on leaving; those who joined said it again. */
function wordsOnLeaving(alumni: DemoPerson[]): Row[] {
	const speakers = alumni.filter((person) => person.words);
	const said = (person: DemoPerson, view: string, day: string | null) => ({
		tenure_id: person.tenureId,
		view,
		words: person.words,
		said_on: day
	});
	return [
		...speakers.map((person) => said(person, 'stated', person.endedOn)),
		...speakers
			.filter((person) => person.joinedAt)
			.map((person) => said(person, 'revisited', asDay(person.joinedAt!)))
	];
}

function reasonsForLeaving(alumni: DemoPerson[]): Row[] {
	return alumni
		.filter((person) => person.joinedAt)
		.flatMap((person) =>
			person.reasons.map((code) => ({
				tenure_id: person.tenureId,
				view: 'revisited',
				code,
				said_on: asDay(person.joinedAt!)
			}))
		);
}

function membershipRow(person: DemoPerson, now: Date): Row {
	return {
		person_id: person.personId,
		account_id: person.accountId,
		roles: person.roles,
		joined_at: person.joinedAt ?? daysAfter(now, -540),
		seen_on: null
	};
}

/** What alumni agreed to, in the words that they were asked in. */
function consentsOf(alumni: DemoPerson[]): Row[] {
	const wordings = asReader({ locale: 'ja', timeZone: 'Asia/Tokyo' }, () =>
		Object.fromEntries(Object.entries(purposeWording).map(([purpose, wording]) => [purpose, wording()]))
	) as Record<Purpose, string>;
	return alumni.flatMap((person) =>
		person.consents.map((purpose) => ({
			consent_id: crypto.randomUUID(),
			person_id: person.personId,
			purpose,
			wording: wordings[purpose as Purpose],
			given_at: person.joinedAt,
			withdrawn_at: null,
			given_how: 'join',
			given_from: '/join'
		}))
	);
}
