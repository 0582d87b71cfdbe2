import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { act, door } from '#access/doors/doors.server.ts';
import { someWords } from '#access/doors/form.ts';
import {
	letMailAgain,
	mailStops,
	saveWatchWords,
	stopsAtOnce,
	watchWords
} from '#gathering/care/desk-care.server.ts';
import { outcomes } from '#gathering/care/care.ts';
import { reports, reportsAtOnce, settle, undo } from '#gathering/care/reports.server.ts';
import { readAtOnce } from '#platform/database/network.server.ts';
import { cutText } from '#platform/text/clean.ts';

export const load = door('care.see', async ({ event, actor }) => {
	const { searchParams } = event.url;
	const which = searchParams.get('which') === 'settled' ? 'settled' : 'waiting';
	const from = z.uuid().safeParse(searchParams.get('from')).data;
	const [found, words, stops] = await readAtOnce(actor, (db) =>
		Promise.all([
			reports(db, actor, which, from),
			watchWords(db),
			mailStops(db, searchParams.get('stops') ?? '')
		])
	);
	return {
		reports: found,
		which,
		words,
		stops,
		now: new Date(),
		saved: searchParams.has('saved'),
		moreStops:
			stops.length === stopsAtOnce ? `?stops=${encodeURIComponent(stops.at(-1)!.address)}#mail` : null,
		next: found.length === reportsAtOnce ? `?which=${which}&from=${found.at(-1)!.reportId}` : null
	};
});

export const actions = {
	settle: act(
		'care.see',
		z.object({
			report: z.uuid(),
			outcome: z.enum(outcomes),
			reason: someWords(1000),
			days: z.coerce.number().int().min(1).max(365).default(7)
		}),
		async ({ actor }, { report, outcome, reason, days }) => {
			await settle(actor, report, outcome, reason, days);
			redirect(303, '/desk/care?saved');
		}
	),
	undo: act('care.see', z.object({ report: z.uuid() }), async ({ actor }, { report }) => {
		await undo(actor, report);
		redirect(303, '/desk/care?which=settled&saved');
	}),
	words: act('care.see', z.object({ words: someWords(20_000) }), async ({ actor }, { words }) => {
		await saveWatchWords(
			actor,
			[
				...new Set(
					words
						.split('\n')
						.map((word) => cutText(word.trim(), 50))
						.filter(Boolean)
				)
			].slice(0, 500)
		);
		redirect(303, '/desk/care?saved#words-title');
	}),
	mail: act('care.see', z.object({ address: z.string().max(300) }), async ({ actor }, { address }) => {
		await letMailAgain(actor, address);
		redirect(303, '/desk/care?saved#mail');
	})
};
