/** A line of the audit log as it is sent outside and exported. It names people by their ids only. */
export type ShippedLine = {
	network: string;
	number: number;
	id: string;
	at: string;
	kind: string;
	actor: string | null;
	subject: string | null;
	detail: unknown;
	/** What the chain is computed from (decision 43), so that the receiver can do it, too. In hex. */
	marks: { actor: string; subject: string; detail: string };
	hash: string;
};

type Shown = { test: true; network: string; at: string } | ShippedLine;

/** Facility 13 is the audit log's; 6 says "informational", 4 "warning". */
const priority = (kind: string) => 13 * 8 + (kind.endsWith('.failed') || kind.endsWith('.held') ? 4 : 6);

/**
 * A line as a syslog message (RFC 5424), framed by its length in octets as TLS wants it (RFC 5425). Its message is the
 * line as JSON, in which no control sign stands by itself.
 */
export function syslogFrame(line: Shown, host: string): Buffer {
	const kind = 'test' in line ? 'audit.tested' : line.kind;
	const number = 'test' in line ? 0 : line.number;
	const head = `<${priority(kind)}>1 ${line.at} ${hostName(host)} okaeri - ${msgId(kind)}`;
	const facts = `[okaeri@32473 network="${line.network}" number="${number}"]`;
	const message = Buffer.from(`${head} ${facts} \ufeff${JSON.stringify(line)}`);
	return Buffer.concat([Buffer.from(`${message.length} `), message]);
}

const printable = (text: string, most: number) => text.replace(/[^\x21-\x7e]/g, '').slice(0, most) || '-';
const hostName = (host: string) => printable(host, 255);
const msgId = (kind: string) => printable(kind, 32);
