/** A mail server in a thread of its own. It takes every mail and keeps none. It says its port, and how many it took when asked. */
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { SMTPServer } from 'smtp-server';

let taken = 0;
const sink = new SMTPServer({
	authOptional: true,
	disableReverseLookup: true, // a name for each connection would cost more than its mail
	disabledCommands: ['STARTTLS'],
	onData(stream, _session, done) {
		stream.on('end', () => {
			taken++;
			done();
		});
		stream.resume();
	}
});
sink.listen(0, '127.0.0.1', () => parentPort!.postMessage((sink.server.address() as AddressInfo).port, []));
parentPort!.on('message', () => parentPort!.postMessage(taken, []));
