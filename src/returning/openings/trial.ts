/** Thrown at the end of a trial, so that everything it wrote is rolled back. */
export class Trial<Result> extends Error {
	#result: Result | undefined;

	with(result: Result): this {
		this.#result = result;
		return this;
	}

	/** What the trial found. Any other failure is thrown on. */
	resultOf(thrown: unknown): Result {
		if (thrown !== this || !this.#result) throw thrown;
		return this.#result;
	}
}
