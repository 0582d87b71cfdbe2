import { createInterface } from 'node:readline/promises';

/** Can someone answer a question here? */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stdout.isTTY === true;

/** Asks at the terminal. Gives what was typed, without spaces around it. */
export async function ask(question: string): Promise<string> {
	const line = createInterface({ input: process.stdin, output: process.stdout });
	try {
		return (await line.question(question)).trim();
	} finally {
		line.close();
	}
}
