import { Argument } from '@commander-js/extra-typings';
import { givable } from '#access/policy/giving.ts';
import { withDatabase } from '../database.ts';
import type { AnyCommand } from './command.ts';

const inWhich = ['--network <SLUG>', 'which network, where there are several'] as const;

/** The commands about people: who is there, who may do what, and how someone comes in whom mail does not reach. */
export function addPeople(program: AnyCommand): void {
	program.commandsGroup('People:');
	addFinding(program);
	addRoles(program);
	addWaysIn(program);
}

function addFinding(program: AnyCommand): void {
	const people = program.command('people').description('find people by name or address');
	people
		.command('find')
		.description('who has these words in their name or address, whether they joined and what they may do')
		.argument('<WORDS>', 'part of a name, kana or address')
		.option(...inWhich)
		.action(async (words, { network }) => {
			const { findPeople } = await import('../people.ts');
			return withDatabase((url) => findPeople(url, words, network));
		});
	people
		.command('show')
		.description(
			'how someone stands: address, invitation, membership, sign-in and mails; nothing they confided'
		)
		.argument('<EMAIL>', 'their address')
		.option(...inWhich)
		.action(async (email, { network }) => {
			const { showPerson } = await import('../people.ts');
			return withDatabase((url) => showPerson(url, email, network));
		});
}

function addRoles(program: AnyCommand): void {
	const role = program.command('role').alias('roles').description('list, give and take roles');
	role.command('list')
		.description('name everyone who runs a network, reads for it or manages it')
		.option(...inWhich)
		.action(async ({ network }) => {
			const { listRoles } = await import('../roles.ts');
			return withDatabase((url) => listRoles(url, network));
		});
	for (const [name, what] of [
		['give', 'give a member a role'],
		['take', 'take a role from a member']
	] as const)
		role.command(name)
			.description(`${what}; they are told, and the audit log says that the operator did it`)
			.argument('<EMAIL>', 'the member’s address')
			.addArgument(new Argument('<ROLE>', 'which role').choices(givable))
			.option(...inWhich)
			.action(async (email, wanted, { network }) => {
				const { changeRole } = await import('../roles.ts');
				return withDatabase((url) => changeRole(url, name, email, wanted, network));
			});
}

function addWaysIn(program: AnyCommand): void {
	program
		.command('steward')
		.description('make stewards')
		.command('add')
		.description(
			'make someone a steward, also who is no member yet; prints the link by which they sign in'
		)
		.argument('<EMAIL>', 'their address')
		.option(...inWhich)
		.option('--name <NAME>', 'what they are called, where the network does not know them')
		.option('--admin', 'an administrator as well')
		.action(async (email, { network, name, admin }) => {
			const { addSteward } = await import('../steward.ts');
			return withDatabase((url) => addSteward(url, email, { network, name, admin }));
		});
	program
		.command('link')
		.description(
			'print a fresh link by which a member signs in, someone who left comes back, someone joins who was invited, or a leaver proves who asked to join'
		)
		.argument('<EMAIL>', 'their address')
		.option(...inWhich)
		.action(async (email, { network }) => {
			const { printLink } = await import('../link.ts');
			return withDatabase((url) => printLink(url, email, network));
		});
	program
		.command('second-factor')
		.description('help those who lost their second factor')
		.command('reset')
		.description('take passkeys, authenticator app and recovery codes away from someone who lost them')
		.argument('<EMAIL>', 'their address')
		.option(...inWhich)
		.action(async (email, { network }) => {
			const { resetSecondFactor } = await import('../second-factor.ts');
			return withDatabase((url) => resetSecondFactor(url, email, network));
		});
}
