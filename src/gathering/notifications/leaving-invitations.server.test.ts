import { describe, expect, test } from 'vitest';
import { leaveList, listBy, rejoinList } from './leaving-lists.server.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import {
	address,
	daysPass,
	here,
	importFile,
	invite,
	linkIn,
	mayContact,
	ofNetwork,
	optOut,
	own
} from '#test/fixtures/invitations.ts';
import { join } from '#people/invitations/joining.server.ts';
import { invitationDesk, invitePerson, sendWave } from '#people/invitations/waves.server.ts';

describe('who opts out with one click', () => {
	test('is not written to any more, by a wave or one by one', async () => {
		const mail = await invite();
		expect(await listBy(here().network, linkIn(mail, 'unsubscribe'))).toMatchObject({
			list: 'invitation'
		});
		await optOut(mail);
		await optOut(mail);
		expect(await mayContact()).toEqual({ stopped: true });
		await daysPass(40);
		await expect(
			sendWave(here().hashimoto, { called: '第2回', size: 10, again: true })
		).rejects.toMatchObject({ why: 'nobody_to_invite' });
		await expect(invitePerson(here().hashimoto, here().watanabeId, true)).rejects.toThrow(Invalid);
		expect(await invitationDesk(here().hashimoto)).toMatchObject({ ready: 0, optedOut: 1 });
	});

	test('stays out when a file brings the address again, whatever became of the record', async () => {
		await optOut(await invite());
		await importFile('渡邉', 'A-1');
		expect(await mayContact()).toEqual({ stopped: true });
		await ofNetwork('delete from contact where network_id = $1 and email = $2', address());
		await importFile('渡辺', 'B-7');
		expect(await mayContact(), 'the same address under another name').toEqual({ stopped: true });
		await ofNetwork(
			`update contact set email = 'other@x.example', do_not_contact = false where network_id = $1 and email = $2`,
			address()
		);
		await ofNetwork(
			`update contact set email = $2 where network_id = $1 and email = 'other@x.example'`,
			address()
		);
		expect(await mayContact(), 'an address that was mended').toEqual({ stopped: true });
		const [kept] = await ofNetwork<{ text: string }>(
			`select row_to_json(o)::text as text from opt_out o where network_id = $1`
		);
		expect(kept!.text).not.toContain('watanabe');
	});
});

describe('opting out', () => {
	test('stops nobody in another network', async () => {
		const mail = await invite();
		const other = await foundHikari(own.owner, 'another');
		await own.owner.query('update contact set email = $1 where person_id = $2', [
			address(),
			other.watanabeId
		]);
		await expect(leaveList(other.network, linkIn(mail, 'unsubscribe'))).rejects.toThrow(NotFound);
		await optOut(mail);
		const { rows } = await own.owner.query('select do_not_contact from contact where person_id = $1', [
			other.watanabeId
		]);
		expect(rows).toEqual([{ do_not_contact: false }]);
	});

	test('can take it back, but not what the desk had stopped', async () => {
		const mail = await invite();
		await optOut(mail);
		await rejoinList(here().network, linkIn(mail, 'unsubscribe'));
		expect(await mayContact()).toEqual({ stopped: false });
		await ofNetwork(
			'update contact set do_not_contact = true where network_id = $1 and email = $2',
			address()
		);
		await optOut(mail);
		await rejoinList(here().network, linkIn(mail, 'unsubscribe'));
		expect(await mayContact()).toEqual({ stopped: true });
	});

	test('may still join, and is then a member like others', async () => {
		const mail = await invite();
		await optOut(mail);
		await join(here().network, linkIn(mail, 'join'), {
			consents: ['network'],
			reasons: [],
			reasonWords: '',
			standing: { canReturn: 'unknown', wantsToReturn: 'unknown' },
			password: '',
			locale: 'ja',
			today: '2026-11-23'
		});
		expect(await mayContact()).toEqual({ stopped: false });
		await optOut(mail);
		expect(await mayContact(), 'a member decides on their own page').toEqual({ stopped: false });
	});
});
