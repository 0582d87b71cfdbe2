import { door } from '#access/doors/doors.server.ts';
import { may } from '#access/policy/policy.ts';
import { listen } from '#platform/live/live.server.ts';

const beatSeconds = 25;
const topicsAtMost = 10;

/**
 * Server-sent events: that something happened at a place which the open page shows, never what; the page then asks for itself, as this reader.
 * Everyone hears of their own; who may see posts hears of the feed, posts and groups.
 */
export const GET = door('notification.see', ({ event, actor }) => {
	const open = ['events', 'event:', ...(may(actor, 'post.see') ? ['feed', 'post:', 'group:'] : [])];
	const wished = event.url.searchParams.getAll('topic').slice(0, topicsAtMost).filter((topic) => open.some((kind) => (kind.endsWith(':') ? topic.startsWith(kind) : topic === kind)));
	const topics = new Set([...wished, `person:${actor.personId}`]);
	const encoder = new TextEncoder();
	let end = () => {};
	const stream = new ReadableStream<Uint8Array>({
		start(controller) {
			const say = (text: string) => controller.enqueue(encoder.encode(text));
			say('retry: 3000\n\n');
			const stop = listen(
				(news) => {
					if (news.networkId === actor.networkId && topics.has(news.topic)) say(`data: ${JSON.stringify({ topic: news.topic, mine: news.by === actor.personId })}\n\n`);
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
			};
		},
		cancel: () => end()
	});
	return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
});
