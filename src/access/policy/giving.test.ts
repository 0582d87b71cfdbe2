import { describe, expect, test } from 'vitest';
import { givable, mayChange, mayGive, refusalOf, rolesAfter, type Givable } from './giving.ts';
import type { Role } from './policy.ts';

const who = (personId: string, ...roles: Role[]) => ({ personId, roles });
const admin = who('admin', 'employee', 'steward', 'admin');
const steward = who('steward', 'employee', 'steward');
const others = [
	who('alumnus', 'alumnus'),
	who('employee', 'employee'),
	who('executive', 'executive'),
	who('reader', 'employee', 'restricted_reader')
];
const change = (actor: typeof admin, person: typeof admin, ...wanted: Givable[]) =>
	refusalOf(actor, person, rolesAfter(person.roles, wanted));

describe('nobody gives a role above their own', () => {
	test('who runs nothing gives nothing, to nobody, and not to themselves', () => {
		for (const actor of others)
			for (const role of givable) {
				expect(mayGive(actor, role), `${actor.personId} ${role}`).toBe(false);
				expect(change(actor, who('x', 'employee'), 'employee', role)).toBe(
					role === 'employee' ? undefined : 'role_not_yours'
				);
				if (!actor.roles.includes(role)) expect(mayChange(actor, actor, role)).toBe(false);
			}
	});

	test('a steward makes employees, executives and stewards, and neither admins nor restricted readers', () => {
		const person = who('x', 'employee');
		expect(change(steward, person, 'employee', 'executive', 'steward')).toBeUndefined();
		expect(change(steward, person, 'employee', 'admin')).toBe('role_not_yours');
		expect(
			change(steward, who('x', 'employee', 'steward'), 'employee', 'steward', 'restricted_reader')
		).toBe('role_not_yours');
		expect(change(admin, person, 'employee', 'steward', 'admin', 'restricted_reader')).toBeUndefined();
	});

	test('nobody gives themselves anything, and everyone lays down their own', () => {
		expect(change(steward, steward, 'employee', 'steward', 'admin')).toBe('role_not_oneself');
		expect(change(admin, admin, 'employee', 'steward', 'admin', 'restricted_reader')).toBe(
			'role_not_oneself'
		);
		expect(change(steward, steward, 'employee')).toBeUndefined();
		expect(change(admin, admin, 'employee', 'steward')).toBeUndefined();
	});

	test('a steward takes nothing from an admin, nor the desk’s role from another steward', () => {
		expect(change(steward, admin, 'employee', 'admin')).toBe('role_of_higher');
		expect(change(steward, admin, 'employee', 'executive', 'steward', 'admin')).toBe('role_of_higher');
		expect(change(steward, who('x', 'employee', 'steward'), 'employee')).toBe('role_not_yours');
		expect(change(admin, who('x', 'employee', 'steward'), 'employee')).toBeUndefined();
	});
});

test('an alumnus stays one, may sit on the board, and becomes an employee only by coming back', () => {
	const alumnus = who('x', 'alumnus');
	expect(rolesAfter(alumnus.roles, ['executive'])).toEqual(['alumnus', 'executive']);
	expect(change(steward, alumnus, 'executive')).toBeUndefined();
	expect(change(steward, alumnus, 'employee')).toBe('role_of_alumnus');
});

test('a restricted reader is of the desk, and no more once they leave it', () => {
	const reader = who('x', 'employee', 'steward', 'restricted_reader');
	expect(rolesAfter(reader.roles, ['employee', 'restricted_reader'])).toEqual(['employee']);
	expect(change(reader, reader, 'employee')).toBeUndefined();
	const onlyReads: Role[] = ['employee', 'restricted_reader'];
	expect(refusalOf(admin, who('y', 'employee'), onlyReads)).toBe('role_for_desk_only');
});

test('someone keeps at least one role', () => {
	expect(change(steward, who('x', 'executive'))).toBe('role_needed');
});
