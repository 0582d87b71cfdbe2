import type { Givable } from '#access/policy/giving.ts';
import { changeRoleByOperator, holdersByOperator } from '#gathering/roles/given-by-operator.server.ts';
import { fullName } from '#people/persons/person.ts';
import { Invalid, NotFound } from '#platform/http/failures.ts';
import { answer } from './answering.ts';
import { readAddress } from './found.ts';
import { oneNetwork } from './networks.ts';
import { asOwner } from './owner.ts';
import { inColumns } from './table.ts';

/** Prints everyone who runs a network, reads for it or manages it. */
export async function listRoles(url: string, slug: string | undefined): Promise<void> {
	const network = await asOwner(url, (client) => oneNetwork(client, slug));
	const held = await holdersByOperator(network);
	const rows = held.map((person) => [
		fullName(person, 'ja'),
		person.email ?? 'no address',
		person.roles.join(', '),
		person.seenOn ? `last seen on ${person.seenOn}` : 'never seen'
	]);
	answer(rows.length > 0 ? inColumns(rows) : `Nobody runs ${network.slug}: okaeri steward add EMAIL`, {
		network: network.slug,
		people: held
	});
}

/** Gives a member a role, or takes it, and prints which they have then. */
export async function changeRole(
	url: string,
	way: 'give' | 'take',
	address: string,
	role: Givable,
	slug: string | undefined
): Promise<void> {
	const email = readAddress(address, `okaeri role ${way} EMAIL ROLE`);
	const network = await asOwner(url, (client) => oneNetwork(client, slug));
	const change = { role, isGiven: way === 'give' };
	const { before, after } = await changeRoleByOperator(network, email, change).catch((failure: unknown) => {
		throw inWords(failure, email, role, network.slug);
	});
	const isChanged = before.join() !== after.join();
	answer(
		isChanged
			? `${email} is ${after.join(', ')} of ${network.slug} now, and is told by mail.`
			: `Nothing was changed: ${email} is ${after.join(', ')} of ${network.slug}.`,
		{ network: network.slug, email, before, after, isChanged }
	);
}

/** Why a role was not changed, with what to do. */
function inWords(failure: unknown, email: string, role: string, slug: string): unknown {
	if (failure instanceof NotFound)
		return new Error(
			`No member of ${slug} has the address ${email}. okaeri steward add EMAIL makes someone a member who is none.`
		);
	const words: Record<string, string> = {
		role_of_alumnus: `${email} left the company: who is an alumnus cannot be an employee as well. A return is recorded at the desk.`,
		role_for_desk_only: `${email} needs to be steward first: only who works at the desk can be ${role}.`,
		role_needed: `${role} is the only role of ${email}: give another first, or remove them at the desk.`,
		several_people: `Several members of ${slug} have the address ${email}. Mend that at the desk first (/desk/people).`,
		last_steward: `${email} is the last steward of ${slug}: make another first (okaeri role give EMAIL steward).`,
		last_admin: `${email} is the last administrator of ${slug}: make another first (okaeri role give EMAIL admin).`
	};
	if (!(failure instanceof Invalid)) return failure;
	const known = words[failure.why];
	return known ? new Error(known, { cause: failure }) : failure;
}
