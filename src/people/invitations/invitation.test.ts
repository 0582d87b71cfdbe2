import { expect, test } from 'vitest';
import { hashOf, linkState, makeLink } from './invitation.ts';

const now = new Date('2026-11-23T00:00Z');
const later = new Date('2026-12-01T00:00Z');

test('a link opens once, and within its days', () => {
	expect(linkState({ sentAt: now, expiresAt: later, usedAt: null }, now)).toBe('open');
	expect(linkState({ sentAt: now, expiresAt: later, usedAt: now }, now)).toBe('used');
	expect(linkState({ sentAt: now, expiresAt: now, usedAt: null }, now)).toBe('expired');
	expect(linkState({ sentAt: null, expiresAt: null, usedAt: null }, now)).toBe('expired');
});

test('links differ, and are kept as a hash only', () => {
	const [one, other] = [makeLink(), makeLink()];
	expect(one.token).not.toBe(other.token);
	expect(one.hash).toEqual(hashOf(one.token));
	expect(one.hash.toString('base64url')).not.toContain(one.token);
});
