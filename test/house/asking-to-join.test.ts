import { describe, expect, test } from 'vitest';
import { actions, load } from '#routes/(public)/claim/+page.server.ts';
import { optOut } from '#people/invitations/opting-out.server.ts';
import { makePassOn, ownPassOn, withdrawPassOn } from '#people/passing-on/passing-on.server.ts';
import { inNetwork } from '#platform/database/network.server.ts';
import { Forbidden, NotFound } from '#platform/http/failures.ts';
import {
	answer,
	ask,
	claim,
	event,
	here,
	mails,
	nakamura,
	prove,
	rows,
	rule,
	watanabe,
	type Said
} from '#test/fixtures/claims.ts';
import { acceptClaim, claimsAtDesk } from '#people/claims/deciding.server.ts';

describe('nobody learns by asking whether someone is in the file', () => {
	test('page, mail and proof are the same for whoever asks about whom', async () => {
		await rule('at_once');
		const cases: [string, Said][] = [
			['exact', watanabe],
			['near', { ...watanabe, number: '', leftYear: '2019' }],
			['none', { ...watanabe, familyName: '宇宙', givenName: '人', number: '999999' }],
			['a member', nakamura],
			['who works here', { ...watanabe, familyName: '森', givenName: '健一' }],
			[
				'who wants to be left alone',
				{ ...watanabe, familyName: '五十嵐', givenName: '亮', leftYear: '2019' }
			]
		];
		await rows(
			'update contact set do_not_contact = true where network_id = $1 and person_id = $2',
			here().igarashi.personId
		);
		const told = new Map<string, string>();
		for (const [name, said] of cases) {
			const email = `${name.replaceAll(' ', '-')}@mail.example.jp`;
			const { told: asked, token } = await ask({ ...said, email });
			expect(token, name).not.toBe('');
			told.set(name, `${asked}\n${await prove(token, email)}`);
		}
		const [first] = told.values();
		for (const [name, words] of told) expect(words, name).toBe(first);
		expect(first).not.toMatch(/417|2020|生産/);
	});

	test('an address that wants no invitations gets no mail, and the page says the same', async () => {
		const free = await answer(actions.default(event(watanabe) as never));
		await inNetwork(here().network, (db) => optOut(db, here().network, 'stop@mail.example.jp'));
		const barred = await answer(
			actions.default(event({ ...watanabe, email: 'stop@mail.example.jp' }) as never)
		);
		expect(barred).toBe(free);
		expect((await mails()).map(({ status }) => status)).toEqual(['waiting', 'stopped']);
	});

	test('asked for one address again and again, the page says the same and the mails end', async () => {
		const told = new Set<string>();
		for (let at = 0; at < 6; at++)
			told.add(
				await answer(actions.default(event({ ...watanabe, email: 'many@mail.example.jp' }) as never))
			);
		expect(told.size).toBe(1);
		expect(await mails()).toHaveLength(3);
	});
});

test('where the network takes no claims, the page is not there', async () => {
	await rule('off');
	await expect(load(event({}) as never)).rejects.toThrow(NotFound);
	await expect(actions.default(event(watanabe) as never)).rejects.toThrow(NotFound);
});

test('a link that is passed on names its member, counts who joined, and can be withdrawn', async () => {
	await makePassOn(here().mori);
	const { link } = await ownPassOn(here().mori);
	const visit = event({});
	visit.url.searchParams.set('from', link!.code);
	expect(await load(visit as never)).toMatchObject({ introducer: { familyName: '森' } });
	await claim({ ...watanabe, from: link!.code });
	const [waiting] = await claimsAtDesk(here().hashimoto, 'waiting', 0);
	expect(waiting!.intro).toMatchObject({ familyName: '森' });
	await acceptClaim(here().hashimoto, waiting!.claimId, here().watanabeId);
	expect((await ownPassOn(here().mori)).link!.joined).toBe(0);
	await rows('update invitation set used_at = now() where network_id = $1');
	expect((await ownPassOn(here().mori)).link!.joined).toBe(1);
	await withdrawPassOn(here().mori);
	expect(await load(visit as never)).toMatchObject({ introducer: undefined, code: '' });
	await expect(makePassOn(here().nakamura), 'alumni only where the network lets them').rejects.toThrow(
		Forbidden
	);
	await rows(`update network set passing_on = 'members' where network_id = $1`);
	await makePassOn(here().nakamura);
});
