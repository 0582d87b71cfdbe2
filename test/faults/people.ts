import type { Chance } from '../../demo/random.ts';
import type { Book, Entry } from './book.ts';
import type { Answer, Client } from './client.ts';
import type { Company, Person } from './company.ts';

/** What people do in a run, and where it is written down. */
export type Play = {
	client: Client;
	book: Book;
	chance: Chance;
	company: Company;
	posts: string[];
	comments: Comment[];
};
type Comment = { post: string; comment: string };
type Form = Record<string, string>;

const triesAtMost = 8;

/**
 * Sends a form under a new line of the book. Where no answer came, or one that it did not work now, the very same form is
 * sent again, as people do who press the button once more.
 */
async function send(
	play: Play,
	entry: Entry,
	who: Person | undefined,
	path: string,
	form: Form
): Promise<Answer> {
	for (;;) {
		entry.tries++;
		const answer = await play.client.ask(path, who, form);
		if (answer.kind === 'done') entry.isAcknowledged = true;
		if (answer.kind === 'refused') entry.isRefused = true;
		if (answer.kind !== 'unsure' || entry.tries >= triesAtMost) return answer;
		await new Promise((go) => setTimeout(go, 700));
	}
}

const said = (entry: Entry) => `${entry.mark} お元気ですか。`;

async function post(play: Play, who: Person): Promise<void> {
	const entry = play.book.open('post', who.email);
	const form = { words: said(entry), ticket: crypto.randomUUID() };
	const answer = await send(play, entry, who, '/home?/post', form);
	if (answer.kind !== 'done') return;
	const home = await play.client.ask('/home', who);
	const id = /\/posts\/([0-9a-f-]{36})/.exec(home.text)?.[1];
	if (id && !play.posts.includes(id)) play.posts.push(id);
}

async function comment(play: Play, who: Person): Promise<void> {
	if (play.posts.length === 0) return post(play, who);
	const id = play.chance.pick(play.posts);
	const entry = play.book.open('comment', who.email);
	const form = { words: said(entry), ticket: crypto.randomUUID() };
	const { location } = await send(play, entry, who, `/posts/${id}?/comment`, form);
	const made = /comment-([0-9a-f-]{36})/.exec(location)?.[1];
	if (made) play.comments.push({ post: id, comment: made });
}

async function reply(play: Play, who: Person): Promise<void> {
	if (play.comments.length === 0) return comment(play, who);
	const { post: on, comment: answers } = play.chance.pick(play.comments);
	const entry = play.book.open('reply', who.email);
	const form = { words: said(entry), ticket: crypto.randomUUID(), answers };
	await send(play, entry, who, `/posts/${on}?/comment`, form);
}

async function writeToDesk(play: Play, who: Person): Promise<void> {
	const entry = play.book.open('message', who.email);
	const form = { words: said(entry), ticket: crypto.randomUUID(), to: 'desk' };
	await send(play, entry, who, '/messages/new', form);
}

async function book(play: Play, who: Person): Promise<void> {
	const host = play.chance.pick(play.company.hosts);
	const page = await play.client.ask(`/come-back/talk?host=${host}`, who);
	const times = [...page.text.matchAll(/name="startsAt" value="([^"]+)"/g)].map((found) => found[1]!);
	if (times.length === 0) return;
	const entry = play.book.open('talk', who.email);
	const form = { host, startsAt: play.chance.pick(times), way: 'online', telephone: '', wish: said(entry) };
	await send(play, entry, who, '/come-back/talk?/book', form);
}

async function apply(play: Play, who: Person): Promise<void> {
	const entry = play.book.open('application', who.email);
	const path = `/openings/${play.chance.pick(play.company.openings)}/apply`;
	await send(play, entry, who, path, { words: said(entry), answers: '' });
}

async function askForLink(play: Play, { email }: Person): Promise<void> {
	const entry = play.book.open('link', email);
	await send(play, entry, { personId: '', accountId: '', email, cookie: '' }, '/sign-in?/link', {
		email,
		next: '/'
	});
}

/** The desk invites a few. It does not send twice what it is not sure of, but looks at the list first, as the page asks. */
async function invite(play: Play): Promise<void> {
	const { steward } = play.company;
	const entry = play.book.open('wave', steward.email);
	entry.tries = triesAtMost - 1;
	const form = {
		called: `${entry.mark} 回`,
		size: '3',
		batch: '3',
		remindAfter: '',
		anyway: 'はじめの人たちに'
	};
	await send(play, entry, steward, '/desk/invitations/new', form);
}

async function look(play: Play, who: Person): Promise<void> {
	await play.client.ask(play.chance.pick(['/home', '/people', '/openings', '/notifications', '/me']), who);
}

const deeds = [
	[post, 3],
	[comment, 6],
	[reply, 4],
	[writeToDesk, 4],
	[book, 4],
	[apply, 2],
	[askForLink, 1],
	[look, 6]
] as const;

/** People use the product until `isOver`: so many at a time, each doing one thing after another, and the desk inviting. */
export async function liveOn(play: Play, atOnce: number, isOver: () => boolean): Promise<void> {
	const someone = async () => {
		while (!isOver()) {
			await play.chance.weighted(deeds)(play, play.chance.pick(play.company.alumni));
			await new Promise((go) => setTimeout(go, play.chance.whole(50, 400)));
		}
	};
	const desk = async () => {
		while (!isOver()) {
			await invite(play);
			await new Promise((go) => setTimeout(go, 2500));
		}
	};
	await Promise.all([desk(), ...Array.from({ length: atOnce }, someone)]);
}
