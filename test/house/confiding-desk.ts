import type pg from 'pg';
import { collaborationOf } from '#gathering/collaborations/collaboration.fixture.ts';
import { askToCollaborate } from '#gathering/collaborations/collaborations.server.ts';
import { dayAt, today } from '#platform/clock/today.ts';
import { beginSendOff } from '#people/send-offs/beginning.server.ts';
import { noteTalk } from '#people/send-offs/talk.server.ts';
import { addSegment } from '#seeing/segments/segments.server.ts';
import { draftSurvey } from '#seeing/surveys/surveys.server.ts';
import type { Hikari } from '#test/fixtures/hikari.ts';

/** What the desk has before it, for nobody else: who asks for a place, who is leaving and why, what HR's file says. */
export const deskMarkers = [
	'MARKER-CLAIM',
	'marker-claim@mail.example.jp',
	'MARKER-SEND-OFF',
	'MARKER-BRIEF',
	'MARKER-STORY',
	'MARKER-HR-FILE',
	'marker-mail@mail.example.jp'
];

type Ids = Record<string, string>;

/** Gives the desk such things. Gives the parameters of the routes that lead to them. */
export async function fillDesk(owner: pg.Client, hikari: Hikari, rehire: string): Promise<Ids> {
	return {
		sendOff: await sendOff(hikari),
		outreach: await askToCall(owner, hikari),
		story: await tellStory(owner, hikari, rehire),
		mail: await mailTo(owner, hikari),
		import: await importFile(owner, hikari),
		collaboration: await askToCollaborate(hikari.nakamura, collaborationOf('画像処理')),
		segment: await addSegment(hikari.hashimoto, '開発', new URLSearchParams('department=開発')),
		survey: await draftSurvey(hikari.hashimoto, 'interest', null),
		field: 'reason',
		reason: 'relocation'
	};
}

async function made(owner: pg.Client, statement: string, values: unknown[]): Promise<string> {
	const { rows } = await owner.query<{ id: string }>(statement, values);
	return rows[0]!.id;
}

/** Someone who left asks for their place, and has proved their address. */
export const askForPlace = (owner: pg.Client, { network: { networkId } }: Hikari) =>
	made(
		owner,
		`insert into claim (
			network_id, family_name, given_name, family_kana, given_kana, left_year, number, department,
			words, address, locale, state, proved_at, link_hash, link_expires_at
		)
		values ($1, 'MARKER-CLAIM', '渚', '', '', 2019, '', '', '', 'marker-claim@mail.example.jp', 'ja',
			'waiting', now(), '\\x01', now())
		returning claim_id as id`,
		[networkId]
	);

/** 橋本 is going to leave, and said why. */
async function sendOff({ hashimoto }: Hikari): Promise<string> {
	const inTenDays = dayAt(new Date(Date.now() + 10 * 86_400_000), 'Asia/Tokyo');
	const wish = { lastOn: inTenDays, kind: null, talkerId: null };
	const id = await beginSendOff(hashimoto, { who: hashimoto.personId, ...wish });
	await noteTalk(hashimoto, id, { codes: [], words: 'MARKER-SEND-OFF', saidOn: today('Asia/Tokyo') });
	return id;
}

const askToCall = (owner: pg.Client, { network: { networkId }, hashimoto, igarashi }: Hikari) =>
	made(
		owner,
		`insert into outreach (network_id, person_id, caller_id, tie, brief, asked_by)
		values ($1, $2, $3, 'colleague', 'MARKER-BRIEF', $3)
		returning outreach_id as id`,
		[networkId, igarashi.personId, hashimoto.personId]
	);

/** 渡邉 has told how they came back, and has not agreed to any edition of it yet. */
const tellStory = (owner: pg.Client, hikari: Hikari, rehire: string) =>
	made(
		owner,
		`insert into story (network_id, person_id, rehire_id, status, path_words, asked_by, answered_at)
		values ($1, $2, $3, 'answered', 'MARKER-STORY', $4, now())
		returning story_id as id`,
		[hikari.network.networkId, hikari.watanabeId, rehire, hikari.hashimoto.personId]
	);

const mailTo = (owner: pg.Client, { network: { networkId } }: Hikari) =>
	made(
		owner,
		`insert into mail (network_id, kind, address, subject, body_text, body_html)
		values ($1, 'digest', 'marker-mail@mail.example.jp', '', '', '')
		returning mail_id as id`,
		[networkId]
	);

const importFile = (owner: pg.Client, { network: { networkId }, parentId, hashimoto }: Hikari) =>
	made(
		owner,
		`with file as (
			insert into hr_import (network_id, company_id, file_name, status, headings, columns, made_by)
			values ($1, $2, 'MARKER-HR-FILE.csv', 'read', '{理由}', '{"reason": 0}', $3)
			returning hr_import_id
		),
		row as (
			insert into hr_import_row (network_id, hr_import_id, row_no, line_no, cells, verdict, reason_words)
			select $1, hr_import_id, 1, 1, '{MARKER-HR-FILE}', 'doubtful', 'MARKER-HR-FILE'
			from file
		)
		select hr_import_id as id from file`,
		[networkId, parentId, hashimoto.personId]
	);
