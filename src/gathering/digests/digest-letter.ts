import * as m from '#locales/messages.ts';
import { calledName, fullName, type Named } from '#people/persons/person.ts';
import * as f from '#platform/locale/format.ts';
import type { Locale } from '#platform/locale/reader.ts';
import { letter, type Block, type Letter } from '#platform/mail/template.ts';
import type { DigestOf, DigestPost, Tellings } from './digest.ts';

export type Sender = { network: string; origin: string; unsubscribe: string };
type Reader = Named & { locale: Locale };

/** The weekly digest for one person, in the language of the reader that is set (`asReader`). */
export function digestLetter(reader: Reader, digest: DigestOf, tellings: Tellings, sender: Sender): Letter {
	const { network, origin, unsubscribe } = sender;
	const name = (person: Named) => m.person_san({ name: fullName(person, reader.locale) });
	const address = `${origin}/me/notifications`;
	const why = `${m.digest_why({ address })} ${m.why_mail({ address: `${origin}/me/why#digest` })}`;
	return letter(
		subjectOf(digest, network, name),
		[
			{ say: m.digest_greeting({ name: calledName(reader, reader.locale) }) },
			...part(m.digest_posts(), postItems(digest, origin, name)),
			...part(m.digest_arrivals(), arrivalItems(digest, origin, name)),
			...part(m.digest_answers(), answerItems(tellings, origin)),
			...part(m.digest_events(), eventItems(digest, origin)),
			...part(m.digest_voices(), voiceItems(tellings, origin, name)),
			{ button: m.digest_button(), href: `${origin}/home` }
		],
		{ network, why, unsubscribe }
	);
}

type NameOf = (person: Named) => string;

/** A part of the mail with its title, or nothing where it is empty. */
const part = (title: string, items: Block[]): Block[] =>
	items.length > 0 ? [{ part: title }, ...items] : [];

function subjectOf({ posts, arrivals, arrivalCount }: DigestOf, network: string, name: NameOf): string {
	const [post] = posts;
	const [arrival] = arrivals;
	if (post) {
		const words = [...post.words.replaceAll('\n', ' ')].slice(0, 24).join('');
		return m.digest_subject_post({ name: name(post), words });
	}
	if (arrival) return m.digest_subject_arrivals({ name: name(arrival), count: arrivalCount });
	return m.digest_subject({ network });
}

const tieName: Record<DigestPost['tie'], (post: DigestPost) => string> = {
	group: (post) => m.digest_in_group({ group: post.groupName ?? '' }),
	department: () => m.digest_same_department(),
	all: () => ''
};

const postItems = ({ posts }: DigestOf, origin: string, name: NameOf): Block[] =>
	posts.map((post) => ({
		item: [name(post), tieName[post.tie](post)].filter(Boolean).join(' ・ '),
		words: post.words,
		href: `${origin}/posts/${post.postId}`
	}));

function arrivalItems({ arrivals, arrivalCount }: DigestOf, origin: string, name: NameOf): Block[] {
	if (arrivalCount === 0) return [];
	return [
		{
			item: m.digest_arrived({
				names: f.list(arrivals.map(name)),
				more: Math.max(0, arrivalCount - arrivals.length)
			}),
			words: m.digest_arrived_help(),
			href: `${origin}/people`
		}
	];
}

const answerItems = ({ answers }: Tellings, origin: string): Block[] =>
	answers.map((change) => ({
		item: change.title,
		words: change.nowWords,
		href: `${origin}/since/${change.changeId}`
	}));

const eventItems = ({ events }: DigestOf, origin: string): Block[] =>
	events.map((event) => ({
		item: event.title,
		words: `${f.day(new Date(event.startsAt), 'full')} ${f.time(event.startsAt)}`,
		href: `${origin}/events/${event.eventId}`
	}));

const voiceItems = ({ voices }: Tellings, origin: string, name: NameOf): Block[] =>
	voices.map((voice) => {
		const about = { name: name(voice), title: voice.title };
		return {
			item: voice.kind === 'letter' ? m.digest_voice_letter(about) : m.digest_voice_story(about),
			words: voice.words,
			href: `${origin}/${voice.kind === 'letter' ? 'letters' : 'stories'}/${voice.id}`
		};
	});
