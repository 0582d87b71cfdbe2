import { expect } from '@playwright/test';
import ICAL from 'ical.js';
import type { ParsedMail } from 'mailparser';
import { submit, type Return } from './return.ts';

// A casual talk is booked, moved, called off, booked anew and held.

/** The mails to the alumnus that carry a calendar entry. */
export const calendarMails = ({ mails }: Return) =>
	mails().filter((mail) => mail.attachments.some((one) => one.contentType === 'text/calendar'));

/** What a mail's calendar entry says (RFC 5545, 5546). */
function entryOf(mail: ParsedMail) {
	const file = mail.attachments.find((one) => one.contentType === 'text/calendar')!;
	const calendar = new ICAL.Component(ICAL.parse(file.content.toString('utf8')) as never);
	const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
	return {
		method: String(calendar.getFirstPropertyValue('method')),
		uid: event.uid,
		sequence: Number(event.sequence),
		start: event.startDate.toJSDate().getTime(),
		organizer: String(event.organizer),
		attendees: event.attendees.length
	};
}

/** The alumnus books a talk at one of the host's free times. Gives its path. */
export async function book({ guest, host }: Return, time: number): Promise<string> {
	await guest.go(`/come-back/talk?host=${host.id}`);
	await guest.page.locator('input[name=startsAt]').nth(time).check();
	await submit(guest, '?/book');
	return new URL(guest.page.url()).pathname;
}

/** The alumnus finds the opening, and takes the door to just talk. Gives the path of the talk. */
export async function alumnusJustTalks(walk: Return): Promise<string> {
	const { guest, title, w } = walk;
	await guest.go('/openings');
	await guest.page.getByRole('link', { name: title }).click();
	await guest.look();
	await guest.sees(w('doors.talk_fact_1'));
	await guest.page.locator('section.doors a[href="/come-back/talk"]').click();
	const talk = await book(walk, 1);
	await guest.sees(w('talk.is_booked'));
	return talk;
}

/** The alumnus moves the talk. The host calls it off by mistake, puts it back, and calls it off. */
export async function moveAndCallOff(walk: Return, talk: string): Promise<void> {
	const { guest, colleague, w } = walk;
	await guest.go(`${talk}?move`);
	await guest.page.locator('input[name=startsAt]').nth(2).check();
	await submit(guest, '?/move&move');
	await colleague.go(talk);
	await colleague.sees(w('talk.brief_not'));
	await submit(colleague, '?/cancel');
	await submit(colleague, '?/putBack');
	await colleague.sees(w('talk.is_put_back'));
	await submit(colleague, '?/cancel');
	await tenMinutesPass(walk, talk);
}

/** Lets the others be told now that the talk is off, instead of ten minutes later. */
async function tenMinutesPass({ gathering }: Return, talk: string): Promise<void> {
	const { rowCount } = await gathering.database.query(
		'update graphile_worker._private_jobs set run_at = now() where key = $1',
		[`talk.called_off:${talk.split('/').at(-1)}`]
	);
	expect(rowCount).toBe(1);
}

/** The calendar entries since the talk was booked have one UID and a growing SEQUENCE. */
export async function calendarFollows(walk: Return, talk: string, before: number): Promise<void> {
	await expect.poll(() => calendarMails(walk).length, { timeout: 30_000 }).toBe(before + 3);
	const entries = calendarMails(walk)
		.slice(before)
		.map(entryOf)
		.sort((a, b) => a.sequence - b.sequence);
	const uid = `${talk.split('/').at(-1)}@okaeri`;
	expect(entries.map(({ method, uid, sequence }) => ({ method, uid, sequence }))).toEqual([
		{ method: 'REQUEST', uid, sequence: 0 },
		{ method: 'REQUEST', uid, sequence: 1 },
		{ method: 'CANCEL', uid, sequence: 4 }
	]);
	expect(entries[1]!.start).toBe(entries[2]!.start);
	expect(entries[0]!.start).not.toBe(entries[1]!.start);
	for (const entry of entries)
		expect([entry.organizer.startsWith('mailto:'), entry.attendees]).toEqual([true, 1]);
}

/** After the talk the host writes a few lines without judging. The alumnus reads them, and the desk does not. */
export async function hostWritesAfterwards(walk: Return, talk: string): Promise<void> {
	const { gathering, colleague, guest, steward, say, w } = walk;
	await gathering.database.query(
		`update casual_talk
		set starts_at = now() - interval '2 hours',
			ends_at = now() - interval '90 minutes'
		where talk_id = $1`,
		[talk.split('/').at(-1)]
	);
	await colleague.go(talk);
	await colleague.page.locator('#thanks textarea').fill(say('評価はAです。', 'I rated you highly.'));
	await submit(colleague, '?/thank');
	await colleague.sees(w('problem.words_judge'));
	const lines = say(
		'今日はありがとうございました。現場でまた会えたら、うれしいです。',
		'Thank you for today. It was good to hear how you are.'
	);
	await colleague.page.locator('#thanks textarea').fill(lines);
	await submit(colleague, '?/thank');
	await guest.go('/messages');
	await guest.page
		.getByRole('link')
		.filter({ hasText: lines.slice(0, 12) })
		.first()
		.click();
	await guest.sees(lines);
	await steward.go('/desk/talks');
	await expect(steward.page.locator('main')).not.toContainText(lines.slice(0, 12));
}
