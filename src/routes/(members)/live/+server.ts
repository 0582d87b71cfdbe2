import { door } from '#access/doors/doors.server.ts';
import { typingTopicsFor } from '#gathering/conversations/chatting.server.ts';
import { topicsFor } from '#gathering/groups/listening.server.ts';
import { readNetwork } from '#platform/database/network.server.ts';
import { TooMany } from '#platform/http/failures.ts';
import { listen, type News } from '#platform/live/live.server.ts';

const beatSeconds = 25;
const topicsAtMost = 10;
const streamsAtMost = 8;
const streams = new Map<string, number>();

/** What a page is told. Who is typing stands in no database, so it is the only news that names someone. */
function toldOf({ topic, by }: News, me: string): { topic: string; mine: boolean; by?: string | null } {
	const mine = by === me;
	return topic.startsWith('typing:') ? { topic, mine, by } : { topic, mine };
}

/**
 * Server-sent events: that something happened at a place which the open page shows, never what; the page then asks for itself, as this reader.
 * Everyone hears of their own; of the feed, posts, groups and events only those who may see them.
 */
export const GET = door('notification.see', async ({ event, actor }) => {
	const wished = event.url.searchParams.getAll('topic').slice(0, topicsAtMost);
	const heard = await readNetwork(actor, async (db) => [
		...(await topicsFor(db, actor, wished)),
		...(await typingTopicsFor(db, actor, wished))
	]);
	const topics = new Set([...heard, `person:${actor.personId}`]);
	const running = streams.get(actor.personId) ?? 0;
	if (running >= streamsAtMost) throw new TooMany(60);
	const encoder = new TextEncoder();
	let end = () => {};
	const stream = new ReadableStream<Uint8Array>({
		start(controller) {
			const say = (text: string) => controller.enqueue(encoder.encode(text));
			say('retry: 3000\n\n');
			streams.set(actor.personId, running + 1);
			const stop = listen(
				(news) => {
					if (news.networkId === actor.networkId && topics.has(news.topic))
						say(`data: ${JSON.stringify(toldOf(news, actor.personId))}\n\n`);
				},
				() => {
					end();
					controller.close();
				}
			);
			const beat = setInterval(() => say(': here\n\n'), beatSeconds * 1000);
			end = () => {
				end = () => {};
				stop();
				clearInterval(beat);
				const left = (streams.get(actor.personId) ?? 1) - 1;
				if (left > 0) streams.set(actor.personId, left);
				else streams.delete(actor.personId);
			};
		},
		cancel: () => end()
	});
	return new Response(stream, {
		headers: {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store',
			'x-accel-buffering': 'no'
		}
	});
});
