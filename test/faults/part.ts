import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * A process of the product that is started again whenever it ends, as whoever runs it in earnest has it done. What it
 * says goes to `hear`.
 */
export class Part {
	readonly name: string;
	readonly #script: string;
	#env: NodeJS.ProcessEnv;
	readonly #hear: (words: string) => void;
	#child: ChildProcess | undefined;
	#isWanted = true;
	#running: Promise<void> = Promise.resolve();

	constructor(name: string, script: string, env: NodeJS.ProcessEnv, hear: (words: string) => void) {
		this.name = name;
		this.#script = path.join(root, script);
		this.#env = env;
		this.#hear = hear;
	}

	/** Starts it, and waits until it is ready. Throws where it does not become so in three minutes. */
	async start(): Promise<void> {
		this.#isWanted = true;
		let tellReady = () => {};
		const ready = new Promise<void>((resolve) => (tellReady = resolve));
		this.#running = this.#keep(tellReady);
		const late = new Promise<never>((_, refuse) =>
			setTimeout(() => refuse(new Error(`${this.name} does not become ready.`)), 180_000).unref()
		);
		await Promise.race([ready, late]);
	}

	async #keep(tellReady: () => void): Promise<void> {
		while (this.#isWanted) {
			const child = spawn(process.execPath, [this.#script], {
				cwd: root,
				env: this.#env,
				stdio: ['ignore', 'pipe', 'pipe', 'ipc']
			});
			this.#child = child;
			for (const stream of [child.stdout!, child.stderr!])
				stream.on('data', (bytes: Buffer) => this.#hear(bytes.toString()));
			child.on('message', (said) => said === 'ready' && tellReady());
			await new Promise((ended) => child.once('exit', ended));
			await new Promise((go) => setTimeout(go, 500));
		}
	}

	/** Sends it a message; one that is not there misses it. */
	tell(message: object): void {
		if (this.#child?.connected) this.#child.send(message, () => undefined);
	}

	signal(signal: NodeJS.Signals): void {
		if (this.#child?.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal);
	}

	/** Ends it, and starts it with some settings changed. */
	async restartWith(settings: Record<string, string>): Promise<void> {
		await this.stop();
		this.#env = { ...this.#env, ...settings };
		await this.start();
	}

	/** Ends it for good: asks first, and kills it after ten seconds. */
	async stop(): Promise<void> {
		this.#isWanted = false;
		this.signal('SIGCONT');
		this.signal('SIGTERM');
		const hurry = setTimeout(() => this.signal('SIGKILL'), 10_000);
		await this.#running;
		clearTimeout(hurry);
	}
}
