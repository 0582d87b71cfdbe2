import { hash } from 'node:crypto';

const newline = 0x0a;

/**
 * Counts rows of COPY's text format and digests them whatever their order: the sum of each row's SHA-256, in eight lanes
 * of 32 bits. Bytes come in pieces of any size.
 */
export class RowDigest {
	rows = 0;
	private readonly lanes = new Uint32Array(8);
	private begun: Buffer[] = [];

	add(piece: Buffer): void {
		let start = 0;
		for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, start)) {
			this.addRow(piece.subarray(start, end));
			start = end + 1;
		}
		if (start < piece.length) this.begun.push(Buffer.from(piece.subarray(start)));
	}

	/** Throws where the last row has no end. */
	finish(): { rows: number; digest: string } {
		if (this.begun.length > 0) throw new Error('The last row is not whole.');
		const bytes = Buffer.alloc(32);
		this.lanes.forEach((lane, at) => bytes.writeUInt32BE(lane, at * 4));
		return { rows: this.rows, digest: bytes.toString('hex') };
	}

	private addRow(end: Buffer): void {
		const row = this.begun.length > 0 ? Buffer.concat([...this.begun, end]) : end;
		this.begun = [];
		const digest = hash('sha256', row, 'buffer');
		for (let at = 0; at < 8; at++) this.lanes[at] = this.lanes[at]! + digest.readUInt32BE(at * 4);
		this.rows++;
	}
}
