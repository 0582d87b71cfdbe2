import * as m from '#locales/messages.ts';
import { reasonName } from '#people/departures/reason.ts';
import { calledName, type Named } from '#people/persons/person.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { letter, type Block, type Letter } from '#platform/mail/template.ts';

export type Told = {
	changeId: string;
	title: string;
	thenWords: string;
	nowWords: string;
	voiceWords: string;
	voiceTitle: string;
	voiceName: string;
};
type Concerned = Named & { locale: Locale; reason: string; weight: number };
type Sender = { network: string; origin: string; unsubscribe: string };

/** The mail that tells someone of a change: what was then, what is now, and which of their reasons it answers. */
export function matchLetter(
	person: Concerned,
	change: Told,
	{ network, origin, unsubscribe }: Sender
): Letter {
	const voice: Block[] = change.voiceWords
		? [{ quote: change.voiceWords, by: [change.voiceTitle, change.voiceName].filter(Boolean).join(' ') }]
		: [];
	const reason = reasonName(person.reason);
	const address = `${origin}/me/why?change=${change.changeId}`;
	const why = `${m.match_mail_why({ address: `${origin}/me/account#consents` })} ${m.why_mail({ address })}`;
	return letter(
		change.title,
		[
			{ say: m.match_mail_greeting({ name: calledName(person, person.locale) }) },
			{ say: m.match_mail_intro({ title: change.title }) },
			{ was: change.thenWords, now: change.nowWords },
			...voice,
			{ quiet: person.weight === 2 ? m.match_because_if({ reason }) : m.match_because({ reason }) },
			{ button: m.match_mail_button(), href: `${origin}/since/${change.changeId}` }
		],
		{ network, why, unsubscribe }
	);
}
