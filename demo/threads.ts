import { paragraphs } from './paragraphs.ts';
import type { Mingling, Row } from './life.ts';

type Line = { by: number; text: string; answers?: number };

/** How two threads go: under the latest post of a member, and under the next event. `answers` is the line that one answers. */
const onPost: Line[] = [
	{ by: 11, text: '写真、懐かしいです。あの食堂、まだありますか？' },
	{ by: 14, text: 'ありますよ。去年、改装されました。', answers: 0 },
	{ by: 11, text: '次に行くとき、のぞいてみます。', answers: 1 },
	{ by: 19, text: '私もご一緒したいです。', answers: 2 },
	{ by: 23, text: 'カレーの味は変わっていませんでした。', answers: 0 },
	{ by: 14, text: 'それが一番うれしい知らせです。', answers: 4 }
];
const underEvent: Line[] = [
	{ by: 17, text: '子どもを連れて行ってもだいじょうぶですか。' },
	{ by: 21, text: 'うちも連れて行きます。一緒に遊べますね。', answers: 0 }
];

/** Members answer each other's comments, and ask about the next event. */
export function talkInThreads(mingling: Mingling): void {
	const { life, now } = mingling;
	const posts = life.rows.get('post')!;
	const [post] = posts
		.filter(({ kind, has_poll, group_id }) => kind !== 'company' && !has_poll && !group_id)
		.toSorted((a, b) => Number(b.posted_at) - Number(a.posted_at));
	const event = life.rows.get('event')!.find(({ starts_at }) => (starts_at as Date) > now)!;
	talk(mingling, { post_id: post!.post_id, event_id: null }, onPost);
	talk(mingling, { post_id: null, event_id: event.event_id }, underEvent);
}

function talk({ chance, lively, now, life }: Mingling, under: Row, lines: readonly Line[]): void {
	const ids: string[] = [];
	for (const [at, { by, text, answers }] of lines.entries()) {
		const when = new Date(now.getTime() - (lines.length - at) * 9 * 60_000);
		const id = chance.id(when);
		ids.push(id);
		life.add('comment', {
			comment_id: id,
			event_id: under.event_id,
			thread_id: answers === undefined ? null : ids[0]!,
			answers_id: answers === undefined ? null : ids[answers]!,
			post_id: under.post_id,
			author_id: lively[by]!.personId,
			words: text,
			html: paragraphs(text),
			ticket: crypto.randomUUID(),
			posted_at: when
		});
	}
}
