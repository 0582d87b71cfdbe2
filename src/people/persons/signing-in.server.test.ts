import { beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#platform/database/id.ts';
import { foundHikari, type Hikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { answerSignInWish, askForSignInLink } from './signing-in.server.ts';

const own = useOwnDatabase();
let hikari: Hikari;
let email: string;
beforeAll(async () => {
	hikari = await foundHikari(own.owner);
	const { rows } = await own.owner.query('select email from contact where person_id = $1', [
		hikari.nakamura.personId
	]);
	email = rows[0].email as string;
});
beforeEach(() => own.owner.query('delete from mail'));

const mails = async () =>
	(await own.owner.query(`select address from mail where kind = 'sign_in'`)).rows.map((row) => row.address);

test('a wish for a link is answered once, also where its job comes again after it was answered', async () => {
	await askForSignInLink(hikari.network, email, '/home');
	const { rows } = await own.owner.query(
		`select payload from graphile_worker._private_jobs where key like 'sign_in %'`
	);
	await answerSignInWish(rows[0].payload);
	await answerSignInWish(rows[0].payload);
	expect(await mails()).toEqual([email]);
});

test('two wishes are answered each, and so is one that an older version left', async () => {
	const wish = { ...hikari.network, email, next: '/home' };
	await answerSignInWish({ ...wish, wishId: newId() });
	await answerSignInWish({ ...wish, wishId: newId() });
	await answerSignInWish(wish);
	expect(await mails()).toEqual([email, email, email]);
});
