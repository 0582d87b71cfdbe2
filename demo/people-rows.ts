import type pg from 'pg';
import { purposeWording, type Purpose } from '#people/consents/consent.ts';
import { asReader } from '#platform/locale/reader.server.ts';
import type { Row } from './life.ts';
import type { Company, DemoPerson } from './people.ts';
import { asDay, daysAfter } from './random.ts';

type Put = (table: string, rows: Row[]) => Promise<void>;

export async function putPeople(
	client: pg.Client,
	put: (table: string, rows: Row[]) => Promise<void>,
	company: Company,
	now: Date
): Promise<void> {
	const { people, alumni, employees } = company;
	const members = [...employees.slice(0, 8), ...alumni.filter((one) => one.joinedAt)];
	const holders = members.map((one) => ({
		network_id: company.networkId,
		id: one.accountId,
		name: `${one.familyName} ${one.givenName}`,
		email: one.email,
		email_verified: true,
		created_at: one.joinedAt ?? daysAfter(now, -540),
		updated_at: now
	}));
	await client.query(
		'insert into auth.account_holder select * from jsonb_populate_recordset(null::auth.account_holder, $1::jsonb) on conflict do nothing',
		[JSON.stringify(holders)]
	);
	await put(
		'person',
		people.map((one) => ({
			person_id: one.personId,
			family_name: one.familyName,
			given_name: one.givenName,
			family_kana: one.familyKana,
			given_kana: one.givenKana,
			locale: 'ja',
			time_zone: 'Asia/Tokyo',
			present_company: one.joinedAt ? one.presentCompany : null,
			created_at: daysAfter(now, -540)
		}))
	);
	await put(
		'contact',
		people
			.filter((one) => one.email)
			.map((one) => ({
				person_id: one.personId,
				email: one.email,
				basis:
					one.joinedAt || one.roles.includes('steward')
						? 'joined'
						: one.invitedAt
							? 'notice'
							: null,
				basis_on: one.joinedAt
					? asDay(one.joinedAt)
					: one.invitedAt || one.roles.includes('steward')
						? asDay(daysAfter(now, -540))
						: null,
				do_not_contact: false,
				mails_per_month: 4,
				quiet_from: '21:00',
				quiet_until: '08:00'
			}))
	);
	await put(
		'employee_number',
		people.map((one) => ({
			company_id: one.isDigital ? company.digitalId : company.parentId,
			number: one.number,
			person_id: one.personId
		}))
	);
	await put(
		'tenure',
		people.map((one) => ({
			tenure_id: one.tenureId,
			person_id: one.personId,
			company_id: one.isDigital ? company.digitalId : company.parentId,
			started_on: one.startedOn,
			ended_on: one.endedOn,
			department: one.department,
			title: one.title,
			employment: '正社員',
			manager_id: one.managerId
		}))
	);
	await put(
		'departure',
		alumni.map((one) => ({
			tenure_id: one.tenureId,
			person_id: one.personId,
			left_on: one.endedOn,
			learned_from: 'hr_file',
			counting_view: one.joinedAt ? 'revisited' : null,
			is_latest: true
		}))
	);
	await put('departure_word', [
		...alumni
			.filter((one) => one.words)
			.map((one) => ({
				tenure_id: one.tenureId,
				view: 'stated',
				words: one.words,
				said_on: one.endedOn
			})),
		...alumni
			.filter((one) => one.joinedAt && one.words)
			.map((one) => ({
				tenure_id: one.tenureId,
				view: 'revisited',
				words: one.words,
				said_on: asDay(one.joinedAt!)
			}))
	]);
	await put(
		'departure_reason',
		alumni
			.filter((one) => one.joinedAt)
			.flatMap((one) =>
				one.reasons.map((code) => ({
					tenure_id: one.tenureId,
					view: 'revisited',
					code,
					said_on: asDay(one.joinedAt!)
				}))
			)
	);
	await put(
		'membership',
		members.map((one) => ({
			person_id: one.personId,
			account_id: one.accountId,
			roles: one.roles,
			joined_at: one.joinedAt ?? daysAfter(now, -540),
			seen_on: null
		}))
	);
	const wordings = asReader(
		{ locale: 'ja', timeZone: 'Asia/Tokyo' },
		() =>
			Object.fromEntries(
				Object.entries(purposeWording).map(([purpose, wording]) => [purpose, wording()])
			) as Record<Purpose, string>
	);
	await put(
		'consent',
		alumni.flatMap((one) =>
			one.consents.map((purpose) => ({
				consent_id: crypto.randomUUID(),
				person_id: one.personId,
				purpose,
				wording: wordings[purpose as Purpose],
				given_at: one.joinedAt,
				withdrawn_at: null
			}))
		)
	);
	await putInvitations(put, company);
}

async function putInvitations(
	put: (table: string, rows: Row[]) => Promise<void>,
	{ alumni, employees }: Company
): Promise<void> {
	const waves = Map.groupBy(
		alumni.filter((one) => one.invitedAt),
		(one) => asDay(one.invitedAt!)
	);
	const rows = [...waves]
		.sort(([a], [b]) => a.localeCompare(b))
		.map(([day, invited], at) => ({
			wave_id: crypto.randomUUID(),
			called: `第${at + 1}回`,
			made_by: employees[0]!.personId,
			made_at: new Date(`${day}T00:30:00Z`),
			size: invited.length,
			invited
		}));
	await put(
		'invitation_wave',
		rows.map(({ invited: _, ...row }) => row)
	);
	await put(
		'invitation',
		rows.flatMap((row) =>
			row.invited.map((one) => ({
				invitation_id: crypto.randomUUID(),
				wave_id: row.wave_id,
				person_id: one.personId,
				link_hash: null,
				sent_at: one.invitedAt,
				expires_at: daysAfter(one.invitedAt!, 14),
				used_at: one.joinedAt
			}))
		)
	);
}
