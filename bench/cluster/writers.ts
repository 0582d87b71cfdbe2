import http from 'node:http';

/** Someone who writes: by their session, at a host, on a post. */
export type Writer = { cookie: string; host: string; post: string };

/** A write that was asked for: `ticket` names it, and stays the same however often it is tried. */
type Write = { ticket: string; tries: number; begunAt: number; doneAt: number | undefined };

/** What was asked for, and what the product said was kept. Times are in milliseconds since the epoch. */
export type Book = { writes: Write[]; answers: Map<string, number>; stop: () => Promise<void> };

const pause = 700;

/** Lets everybody comment again and again. What is not said to be kept is tried again under the same ticket. */
export function keepWriting(port: number, writers: readonly Writer[]): Book {
	const writes: Write[] = [];
	const answers = new Map<string, number>();
	const over = new AbortController();
	const work = async (writer: Writer, at: number) => {
		await new Promise((go) => setTimeout(go, (pause * at) / writers.length));
		while (!over.signal.aborted) {
			const write: Write = { ticket: crypto.randomUUID(), tries: 0, begunAt: 0, doneAt: undefined };
			writes.push(write);
			while (write.doneAt === undefined && !over.signal.aborted) {
				write.tries++;
				write.begunAt = Date.now();
				const answer = await comment(port, writer, write.ticket);
				answers.set(answer, (answers.get(answer) ?? 0) + 1);
				if (answer === '303') write.doneAt = Date.now();
				await new Promise((go) => setTimeout(go, pause));
			}
		}
	};
	const working = Promise.all(writers.map(work));
	return {
		writes,
		answers,
		stop: async () => {
			over.abort();
			await working;
		}
	};
}

/** Sends a comment as a browser does. Gives the answer's status, or why there was none. */
function comment(port: number, { cookie, host, post }: Writer, ticket: string): Promise<string> {
	const body = new URLSearchParams({ words: `書いたもの ${ticket}`, ticket }).toString();
	return new Promise((resolve) => {
		const request = http.request(
			{
				port,
				host: '127.0.0.1',
				method: 'POST',
				path: `/posts/${post}?/comment`,
				timeout: 30_000,
				headers: {
					cookie,
					host: `${host}:${port}`,
					origin: `http://${host}:${port}`,
					accept: 'text/html',
					'content-type': 'application/x-www-form-urlencoded',
					'content-length': Buffer.byteLength(body)
				}
			},
			(answer) => answer.resume().on('end', () => resolve(String(answer.statusCode)))
		);
		request.on('timeout', () => request.destroy(new Error('no answer in 30 s')));
		request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
		request.end(body);
	});
}

/** The seconds from a moment until a write that was begun after it was kept. */
export function secondsUntilKept({ writes }: Book, moment: number): number | undefined {
	const kept = writes.filter(({ begunAt, doneAt }) => begunAt > moment && doneAt !== undefined);
	return kept.length === 0 ? undefined : (Math.min(...kept.map(({ doneAt }) => doneAt!)) - moment) / 1000;
}
