/** How a stream of bytes is made from what comes piece by piece. */
export const bytes = { objectMode: false } as const;

/** A web stream that takes pieces only when they are asked for, and lets go of its source when it is given up. */
export function streamOf(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
	const pieces = source[Symbol.asyncIterator]();
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				const { done, value } = await pieces.next();
				if (done) controller.close();
				else controller.enqueue(value);
			},
			async cancel() {
				await pieces.return?.();
			}
		},
		{ highWaterMark: 0 }
	);
}
