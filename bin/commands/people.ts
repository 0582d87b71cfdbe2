import {
	findByOperator,
	foundAtMost,
	seeByOperator,
	type Seen,
	type SeenWhole
} from '#people/persons/by-operator.server.ts';
import { fullName } from '#people/persons/person.ts';
import { mailAddress } from '#platform/mail/address.ts';
import { answer } from './answering.ts';
import { oneNetwork } from './networks.ts';
import { asOwner } from './owner.ts';
import { inColumns } from './table.ts';

/** Prints who has these words in their name or address, whether they joined, and what they may do. */
export async function findPeople(url: string, words: string, slug: string | undefined): Promise<void> {
	if (words.trim() === '')
		throw new Error('Write a part of a name or an address: okaeri people find WORDS');
	const network = await asOwner(url, (client) => oneNetwork(client, slug));
	const found = await findByOperator(network, words);
	const rows = found.map((person) => [nameOf(person), person.email ?? 'no address', standingOf(person)]);
	const more =
		found.length === foundAtMost ? [`These are the first ${foundAtMost}: name more of the word.`] : [];
	answer(
		found.length === 0
			? `Nobody of ${network.slug} has ${words} in their name or address.`
			: [inColumns(rows), ...more].join('\n'),
		{ network: network.slug, people: found }
	);
}

/** Prints how someone stands who has this address. */
export async function showPerson(url: string, address: string, slug: string | undefined): Promise<void> {
	const email = mailAddress(address) ?? address.trim();
	const network = await asOwner(url, (client) => oneNetwork(client, slug));
	const found = await seeByOperator(network, email);
	if (found.length === 0)
		throw new Error(
			`Nobody of ${network.slug} has the address ${email}. Look by name: okaeri people find WORDS --network ${network.slug}`
		);
	answer(found.map((person) => inWords(person).join('\n')).join('\n\n'), {
		network: network.slug,
		people: found
	});
}

const nameOf = (person: Seen) => fullName(person, 'ja');
const day = (at: Date | null) => at?.toISOString().slice(0, 16).replace('T', ' ');

function standingOf({ roles, joinedAt }: Seen): string {
	return joinedAt ? `${roles.join(', ')}, since ${joinedAt.getUTCFullYear()}` : 'no member';
}

function inWords(person: SeenWhole): string[] {
	const { seenOn, suspendedUntil, invitedAt, invitationExpiresAt } = person;
	const { mailsWaiting, mailsFailed, lastMailSentAt, lastFailure } = person;
	return [
		`${nameOf(person)}  ${person.email}  ${person.personId}`,
		`  ${standingOf(person)}${seenOn ? `, last seen on ${seenOn}` : ''}`,
		...(suspendedUntil ? [`  suspended until ${day(suspendedUntil)} UTC`] : []),
		...(invitationExpiresAt
			? [`  invited ${day(invitedAt) ?? 'without a mail'}, until ${day(invitationExpiresAt)} UTC`]
			: []),
		`  mails: ${mailsWaiting} waiting, ${mailsFailed} failed, last sent ${day(lastMailSentAt) ?? 'never'}`,
		...(lastFailure ? [`  last failure of a mail: ${lastFailure}`] : [])
	];
}
