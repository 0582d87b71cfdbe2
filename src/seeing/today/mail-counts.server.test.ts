import { beforeAll, expect, test } from 'vitest';
import { Forbidden } from '#platform/http/failures.ts';
import { mailStates } from '#platform/mail/states.server.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { waitingToday } from './today.server.ts';
import { mailHealthAtDesk } from '#access/outbox/checking.server.ts';
import { openMailsAtDesk } from '#access/outbox/outbox.server.ts';
import { mails } from '#seeing/mail-list/mail-list.server.ts';
import { lookAt } from '#seeing/tables/looking.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;

/** A mail of every kind of standing: each status, kept or not, tried or not, of use or too old, due or not yet. */
beforeAll(async () => {
	await foundHikari(own.owner, 'kaede');
	await insertAll();
	hikari = await foundHikari(own.owner);
	await insertAll();
});
const insertAll = () =>
	own.owner.query(`
		insert into mail (network_id, kind, address, subject, status, is_kept, failure, expires_at, not_before)
		select current_network(), 'talk', 'a@x.example', 's', status, is_kept, failure, expires_at, not_before
		from unnest('{waiting,sent,failed,stopped,expired,unsure,cancelled}'::text[]) status
		cross join (values (false), (true)) k(is_kept)
		cross join (values (null), ('450 later')) f(failure)
		cross join (values (null), (now() - interval '1 hour'), (now() + interval '1 hour')) e(expires_at)
		cross join (values (now() - interval '1 hour'), (now() + interval '9 hours')) b(not_before)
		where not is_kept or status = 'waiting' and failure is null
		`);

/** The whole outbox, or one state of it, page by page. */
async function all(state?: (typeof mailStates)[number]): Promise<string[]> {
	const ids: string[] = [];
	for (let at: string | null = state ? `?state=${state}` : '?'; at;) {
		const page: Awaited<ReturnType<typeof lookAt>> = await lookAt(
			hikari.hashimoto,
			mails,
			new URLSearchParams(at.slice(1))
		);
		ids.push(...page.rows.map(({ id }) => id));
		at = page.next;
	}
	return ids;
}

test('each mail is in one state, and every place at the desk counts it so', async () => {
	const everything = await all();
	const byState = await Promise.all(mailStates.map((state) => all(state)));
	expect(byState.flat().toSorted()).toEqual(everything.toSorted());
	const [waiting, kept, trouble] = byState.map((ids) => ids.length);
	const counts = { waiting, kept, trouble };
	for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0);
	expect(await openMailsAtDesk(hikari.hashimoto)).toEqual(counts);
	expect(await mailHealthAtDesk(hikari.hashimoto)).toMatchObject(counts);
	expect((await waitingToday(hikari.hashimoto)).failedMails).toBe(trouble);
});

test('only the desk counts mails', async () => {
	for (const someone of [hikari.nakamura, hikari.mori])
		await expect(openMailsAtDesk(someone)).rejects.toThrow(Forbidden);
});
