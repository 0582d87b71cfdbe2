/**
 * An SMTP server in a process of its own, so that it can be killed and stopped. It keeps a line for each mail in the file
 * SINK_FILE: `whole ID` when all of it had come in, `taken ID` once it has answered so. A message from whoever started it
 * sets how it behaves.
 */
import fs from 'node:fs';
import net from 'node:net';

/**
 * `take`: as it should. `hang`: says nothing to DATA's end. `drop_early`: breaks in the middle of a mail. `drop_before`:
 * breaks when it has the whole mail, before its 250. `drop_after`: breaks right after its 250.
 */
export type Behaviour = 'take' | 'hang' | 'drop_early' | 'drop_before' | 'drop_after';

const file = process.env.SINK_FILE!;
let behaviour: Behaviour = 'take';
process.on('message', (message) => ({ behaviour } = message as { behaviour: Behaviour }));
process.on('disconnect', () => process.exit(0)); // whoever started it is gone
process.once('SIGTERM', () => process.exit(0));

const server = net.createServer(talk);
server.listen(Number(process.env.SINK_PORT), '127.0.0.1', () => process.send?.('ready'));

function note(what: 'whole' | 'taken', mail: string): void {
	const id = /^Message-ID: <([^@>]+)/im.exec(mail)?.[1] ?? 'none';
	fs.appendFileSync(file, `${what} ${id}\n`);
}

function talk(socket: net.Socket): void {
	let line = '';
	let mail: string | undefined;
	socket.on('error', () => socket.destroy());
	socket.write('220 sink ESMTP\r\n');
	socket.on('data', (bytes) => {
		if (mail !== undefined) return body(bytes.toString('latin1'));
		line += bytes.toString('latin1');
		for (let end = line.indexOf('\r\n'); end >= 0 && mail === undefined; end = line.indexOf('\r\n')) {
			command(line.slice(0, end).toUpperCase());
			line = line.slice(end + 2);
		}
	});

	function command(said: string): void {
		if (said.startsWith('DATA')) {
			mail = '';
			socket.write('354 Go on\r\n');
		} else if (said.startsWith('QUIT')) socket.end('221 Bye\r\n');
		else socket.write('250 Good\r\n');
	}

	function body(text: string): void {
		mail += text;
		if (behaviour === 'drop_early') return void socket.resetAndDestroy();
		if (!mail!.endsWith('\r\n.\r\n')) return;
		note('whole', mail!);
		const whole = mail!;
		mail = undefined;
		if (behaviour === 'hang') return;
		if (behaviour === 'drop_before') return void socket.resetAndDestroy();
		socket.write('250 Taken\r\n', () => {
			note('taken', whole);
			if (behaviour === 'drop_after') socket.destroy();
		});
	}
}
