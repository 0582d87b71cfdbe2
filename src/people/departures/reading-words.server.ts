import { sql } from 'kysely';
import { inNetwork, type Db, type InNetwork } from '#platform/database/network.server.ts';
import { leaveJob } from '#platform/jobs/jobs.server.ts';
import { reasonsIn, sure } from './reading/reading.ts';

const atOnce = 500;
/** A guess less sure than this is not worth anyone's time at the desk. */
const worthAsking = 0.25;

/**
 * Reads the words about leaving that nobody gave reasons for, 500 at a time. What is sure goes into the record of the same view, marked as read out of their words, which the
 * person sees and corrects on their page; what is less sure goes to the desk as a suggestion. Words are read once.
 */
export async function readWords(where: InNetwork): Promise<void> {
	while ((await inNetwork(where, (db) => readNext(db, where))) === atOnce) continue;
}

type Unread = { tenureId: string; view: 'stated' | 'revisited'; words: string; hasCodes: boolean };

async function readNext(db: Db, { networkId }: InNetwork): Promise<number> {
	const { rows } =
		await sql<Unread>`select w.tenure_id, w.view, w.words, exists (select from departure_reason r where r.tenure_id = w.tenure_id and r.view = w.view) as has_codes
		from departure_word w where w.read_at is null and w.view <> 'desk' order by w.tenure_id limit ${atOnce} for update skip locked`.execute(
			db
		);
	const found = rows
		.filter((row) => !row.hasCodes)
		.flatMap(({ tenureId, view, words }) =>
			reasonsIn(words)
				.filter((reason) => reason.words.length > 0)
				.map((reason) => ({
					tenureId,
					view,
					code: reason.code,
					restsOn: reason.words,
					confidence: reason.confidence
				}))
		);
	const record = found.filter((one) => one.confidence >= sure);
	const toDesk = found.filter((one) => one.confidence < sure && one.confidence >= worthAsking);
	await sql`insert into departure_reason (network_id, tenure_id, view, code, said_on, is_read)
		select w.network_id, w.tenure_id, w.view, x.code, w.said_on, true from jsonb_to_recordset(${JSON.stringify(record)}::jsonb) as x("tenureId" uuid, view text, code text)
		join departure_word w on w.tenure_id = x."tenureId" and w.view = x.view on conflict do nothing`.execute(db);
	await sql`insert into reason_suggestion (network_id, tenure_id, view, code, rests_on, percent)
		select ${networkId}::uuid, x."tenureId", x.view, x.code, array(select jsonb_array_elements_text(x."restsOn")), round(x.confidence * 100)
		from jsonb_to_recordset(${JSON.stringify(toDesk)}::jsonb) as x("tenureId" uuid, view text, code text, "restsOn" jsonb, confidence real) on conflict do nothing`.execute(
		db
	);
	for (const row of rows)
		await db
			.updateTable('departureWord')
			.set({ readAt: new Date() })
			.where('tenureId', '=', row.tenureId)
			.where('view', '=', row.view)
			.execute();
	await countAnew(db, record, networkId);
	return rows.length;
}

/** Which view counts after reasons were added to some (rule 7: the person's latest word); where one of those counts now, their matches follow. */
export async function countAnew(
	db: Db,
	added: readonly { tenureId: string; view: string }[],
	networkId: string
): Promise<void> {
	if (added.length === 0) return;
	const tenures = [...new Set(added.map((one) => one.tenureId))];
	const { rows } = await sql<{
		personId: string | null;
		tenureId: string;
		view: string;
	}>`update departure d set counting_view = case
			when v.revisited is not null and (v.stated is null or v.revisited >= v.stated) then 'revisited' when v.stated is not null then 'stated' when v.desk is not null then 'desk' end
		from (select tenure_id, max(said_on) filter (where view = 'stated') as stated, max(said_on) filter (where view = 'revisited') as revisited, max(said_on) filter (where view = 'desk') as desk
			from departure_reason where tenure_id = any (${tenures}::uuid[]) group by tenure_id) v
		where d.tenure_id = v.tenure_id returning (select m.person_id from membership m where m.person_id = d.person_id) as person_id, d.tenure_id, d.counting_view as view`.execute(
		db
	);
	for (const { personId } of rows.filter((row) =>
		added.some((one) => one.tenureId === row.tenureId && one.view === row.view)
	))
		if (personId) await leaveJob(db, 'person.spoke', { networkId, personId });
}
