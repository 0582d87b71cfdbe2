import { beforeEach, expect, test, vi } from 'vitest';
import { claimBy } from '#people/claims/claims.server.ts';
import { acceptClaim, claimsAtDesk } from '#people/claims/deciding.server.ts';
import { invitationBy } from '#people/invitations/joining.server.ts';
import { leaveNetwork } from '#people/leaving/leaving.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { ask, compare, here, own, prove, rows, rule, slug, watanabe } from '#test/fixtures/claims.ts';
import { printLink } from '../../bin/commands/link.ts';

let said: string[];
beforeEach(async () => {
	said = [];
	vi.spyOn(console, 'log').mockImplementation((words: string) => void said.push(words));
	await rule('look');
});

const print = async (email: string) => {
	await printLink(own.url, email, slug());
	return said.at(-1)!;
};
const noted = () =>
	rows(
		`select act, actor_id, subject_id, detail->>'by' as by
		from audit
		where network_id = $1 and act in ('sign_in.link', 'claim.open', 'invitation.open')
		order by audit_id`
	);
const byOperator = (act: string, subject: string | null) => ({
	act,
	actor_id: null,
	subject_id: subject,
	by: 'operator'
});

test('a leaver who asked for their place gets a link at each step that needs one, and each is noted', async () => {
	await expect(print(watanabe.email!)).rejects.toThrow('nobody asked to join from it');
	const { token: mailed } = await ask(watanabe);
	const token = (await print(watanabe.email!)).split('/claim/')[1]!;
	expect(await claimBy(here().network, token)).toMatchObject({ isProved: false });
	await expect(claimBy(here().network, mailed), 'the mailed one').rejects.toThrow(NotFound);
	await prove(token);
	await compare();
	expect(await print(watanabe.email!)).toContain('/desk/claims; there is no link before that');
	const [waiting] = await claimsAtDesk(here().hashimoto, 'waiting', 0);
	await acceptClaim(here().hashimoto, waiting!.claimId, here().watanabeId);
	const invited = (await print(watanabe.email!)).split('/join/')[1]!;
	expect(await invitationBy(here().network, invited)).toMatchObject({ state: 'open' });
	expect(await noted()).toEqual([
		byOperator('claim.open', null),
		byOperator('invitation.open', here().watanabeId)
	]);
});

test('a member signs in by it, and who left finds the way back', async () => {
	const { nakamura } = here();
	const email = `nakamura@${slug()}.example.jp`;
	expect(await print(email)).toMatch(/signs in here, once.*\n.*next=\/$/);
	await leaveNetwork(nakamura);
	expect(await print(email)).toMatch(/left the network and can come back until.*\n.*next=\/stay$/);
	expect(await noted()).toEqual([
		byOperator('sign_in.link', nakamura.personId),
		byOperator('sign_in.link', nakamura.personId)
	]);
});
