import { sql } from 'kysely';
import { leaveStandingChanged } from '#people/standings/changed.server.ts';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJobs } from '#platform/jobs/jobs.server.ts';
import { placeWords } from './placing.server.ts';
import { reasonsIn, sure } from './reading/reading.ts';

const atOnce = 500;
/** A reading that is less sure than this is not worth anyone's time at the desk. */
const worthAsking = 0.25;

type Unread = { tenureId: string; view: 'stated' | 'revisited'; words: string; hasCodes: boolean };
type Read = {
	tenureId: string;
	view: Unread['view'];
	code: string;
	restsOn: string[];
	confidence: number;
};

/**
 * Reads the words about leaving that nobody gave reasons for, 500 at a time. A sure reason goes into the
 * record, in the view that the words belong to, and is marked as read from them; the person sees it on
 * their page and can correct it. A less sure reason goes to the desk as a suggestion, beside those of words that say
 * the same. Words are read once.
 */
export async function readWords(where: InNetwork): Promise<void> {
	while ((await inNetwork(where, (db) => readNext(db, where))) === atOnce) continue;
	await placeWords(where);
}

/** Gives how many words were looked at. */
async function readNext(db: Db, { networkId }: InNetwork): Promise<number> {
	const unread = await nextUnread(db);
	const found = unread.filter((row) => !row.hasCodes).flatMap(reasonsOf);
	const forRecord = found.filter(({ confidence }) => confidence >= sure);
	const forDesk = found.filter(({ confidence }) => confidence < sure && confidence >= worthAsking);
	await addToRecord(db, forRecord);
	await suggestToDesk(db, networkId, forDesk);
	await markRead(db, unread);
	await countAnew(db, forRecord, networkId);
	return unread.length;
}

function reasonsOf({ tenureId, view, words }: Unread): Read[] {
	return reasonsIn(words)
		.filter((reason) => reason.words.length > 0)
		.map(({ code, words: restsOn, confidence }) => ({ tenureId, view, code, restsOn, confidence }));
}

/** The next words to read, locked. Words that another worker has locked are left out. */
async function nextUnread(db: Db): Promise<Unread[]> {
	const hasCodes = sql`exists (
		select from departure_reason r
		where r.tenure_id = w.tenure_id
			and r.view = w.view
	)`;
	const { rows } = await sql<Unread>`
		select w.tenure_id, w.view, w.words, ${hasCodes} as has_codes
		from departure_word w
		where w.read_at is null
			and w.view <> 'desk'
		order by w.tenure_id
		limit ${atOnce}
		for update skip locked
	`.execute(db);
	return rows;
}

async function addToRecord(db: Db, reasons: readonly Read[]): Promise<void> {
	await sql`
		insert into departure_reason (network_id, tenure_id, view, code, said_on, is_read)
		select w.network_id, w.tenure_id, w.view, x.code, w.said_on, true
		from jsonb_to_recordset(${JSON.stringify(reasons)}::jsonb) as x("tenureId" uuid, view text, code text)
		join departure_word w on w.tenure_id = x."tenureId"
			and w.view = x.view
		on conflict do nothing
	`.execute(db);
}

async function suggestToDesk(db: Db, networkId: string, reasons: readonly Read[]): Promise<void> {
	await sql`
		insert into reason_suggestion (network_id, tenure_id, view, code, rests_on, percent)
		select
			${networkId}::uuid, x."tenureId", x.view, x.code,
			array(select jsonb_array_elements_text(x."restsOn")),
			round(x.confidence * 100)
		from jsonb_to_recordset(${JSON.stringify(reasons)}::jsonb)
			as x("tenureId" uuid, view text, code text, "restsOn" jsonb, confidence real)
		on conflict do nothing
	`.execute(db);
}

async function markRead(db: Db, rows: readonly Unread[]): Promise<void> {
	for (const { tenureId, view } of rows)
		await db
			.updateTable('departureWord')
			.set({ readAt: new Date() })
			.where('tenureId', '=', tenureId)
			.where('view', '=', view)
			.execute();
}

type Added = { tenureId: string; view: string };
/** `personId` is null for someone who is no member. */
type Counting = Added & { personId: string | null };

/**
 * Sets which view counts after reasons were added to some (rule 7: what the person said last). Where an
 * added view counts now, the person's matches follow. The boards are counted anew, also where none is a member.
 */
export async function countAnew(db: Db, added: readonly Added[], networkId: string): Promise<void> {
	if (added.length === 0) return;
	await leaveStandingChanged(db, { networkId });
	const counting = await setCountingViews(db, [...new Set(added.map(({ tenureId }) => tenureId))]);
	const isAdded = new Set(added.map(({ tenureId, view }) => `${tenureId} ${view}`));
	const spoke = counting.filter(({ tenureId, view }) => isAdded.has(`${tenureId} ${view}`));
	await leaveJobs(
		db,
		'person.spoke',
		spoke.flatMap(({ personId }) => (personId ? [{ job: { networkId, personId } }] : []))
	);
}

/** `countingView` of reason.ts, in SQL for many departures at once. */
async function setCountingViews(db: Db, tenureIds: string[]): Promise<Counting[]> {
	const { rows } = await sql<Counting>`
		update departure d
		set counting_view = case
			when v.revisited is not null and (v.stated is null or v.revisited >= v.stated) then 'revisited'
			when v.stated is not null then 'stated'
			when v.desk is not null then 'desk'
		end
		from (
			select
				tenure_id,
				max(said_on) filter (where view = 'stated') as stated,
				max(said_on) filter (where view = 'revisited') as revisited,
				max(said_on) filter (where view = 'desk') as desk
			from departure_reason
			where tenure_id = any (${tenureIds}::uuid[])
			group by tenure_id
		) v
		where d.tenure_id = v.tenure_id
		returning
			(select m.person_id from membership m where m.person_id = d.person_id) as person_id,
			d.tenure_id, d.counting_view as view
	`.execute(db);
	return rows;
}
