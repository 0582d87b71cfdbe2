import { expect, test } from 'vitest';
import { kindsOf } from './notification.ts';

test('an alumnus is not asked about what only the desk, hosts or colleagues are told', () => {
	const kinds = kindsOf({ roles: ['alumnus'] });
	for (const kind of [
		'mail_ill',
		'mail_unsure',
		'webhook_off',
		'desk_message',
		'application',
		'opening_check',
		'opening_closed',
		'survey_closed'
	])
		expect(kinds).not.toContain(kind);
	for (const kind of ['outreach', 'welcome', 'check_in', 'would_tell']) expect(kinds).not.toContain(kind);
	for (const kind of ['mention', 'message', 'opening', 'event_announced']) expect(kinds).toContain(kind);
});

test('an employee hears of calls and talks, not of posts', () => {
	const kinds = kindsOf({ roles: ['employee'] });
	expect(kinds).toContain('outreach');
	expect(kinds).toContain('talk');
	expect(kinds).not.toContain('reaction');
	expect(kinds).not.toContain('opening');
});

test('the desk hears of mail that is ill', () => {
	expect(kindsOf({ roles: ['steward'] })).toContain('mail_ill');
});
