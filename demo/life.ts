import type { Company, DemoPerson } from './people.ts';
import type { Chance } from './random.ts';
import type { DrawnThing, Hanging } from './things/thing.ts';

export type Row = Record<string, unknown>;
/** Puts rows into a table of the demo network. */
export type Put = (table: string, rows: Row[]) => Promise<void>;
export type Touch = {
	touchpoint_id: string;
	happened_at: Date;
	person_id: string;
	kind: string;
	subject_id: string | null;
};

/** What happened in the demo network: the rows of each table, the touchpoints, and who came back, first to last. */
export class Life {
	rows = new Map<string, Row[]>();
	touches: Touch[] = [];
	rehired: DemoPerson[] = [];
	/** What was posted already: nobody says what another said. */
	said = new Set<string>();
	/** The drawings that posts, events and messages hold. */
	hangings: Hanging[] = [];

	add(table: string, row: Row): void {
		const rows = this.rows.get(table);
		if (rows) rows.push(row);
		else this.rows.set(table, [row]);
	}

	touch(chance: Chance, personId: string, kind: string, at: Date, subject: string | null = null): void {
		this.touches.push({
			touchpoint_id: chance.id(at),
			happened_at: at,
			person_id: personId,
			kind,
			subject_id: subject
		});
	}

	hang(
		chance: Chance,
		ownerId: string,
		holder: Hanging['holder'],
		holderId: string,
		thing: DrawnThing,
		at: Date
	): void {
		this.hangings.push({ uploadId: chance.id(at), ownerId, holder, holderId, thing });
	}

	/** Where each member stands now, by person. */
	standings(): Map<string, Row> {
		const current = this.rows.get('standing')!.filter((row) => row.is_current);
		return new Map(current.map((row) => [row.person_id as string, row]));
	}
}

/** What each chapter of the demo is told with. */
export type Telling = { chance: Chance; company: Company; members: DemoPerson[]; now: Date; life: Life };

/** What the chapters of what members do with each other are told with. */
export type Mingling = Telling & {
	/** Those who write, comment and come. The first is `tied`. */
	lively: DemoPerson[];
	/** 中村 さくら, who left over a relocation and whom a visitor can be. */
	tied: DemoPerson;
	/** By how many days all of it will be moved: which season its gatherings fall into. */
	daysMoved: number;
};
