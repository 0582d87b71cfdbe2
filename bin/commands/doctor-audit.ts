import type pg from 'pg';
import { checkChain, type Fault } from '#access/audit/checking.server.ts';
import type { Finding } from './finding.ts';

export const told: Record<Fault['kind'], (number: number) => string> = {
	changed: (number) => `line ${number} was changed`,
	gap: (number) => `lines before ${number} are missing`,
	start: (number) => `the first lines, before ${number}, are missing`,
	tail: (number) => `the last lines, up to ${number}, are missing`,
	unchained: (number) => `${number} lines are outside the chain`,
	checkpoint: (number) => `the signature at line ${number} does not fit (or OKAERI_SECRET is another)`,
	blanked: (number) => `${number} fields were blanked without a line that says so`
};

type Place = { id: string; slug: string };

/** Checks the chain of every network's audit log, and whether it still reaches the place outside. */
export async function ofAudits(client: pg.Client): Promise<Finding[]> {
	const { rows: ids } = await client.query<{ id: string }>('select network_ids() as id');
	const findings: Finding[] = [];
	for (const { id } of ids) {
		await client.query(`select set_config('okaeri.network_id', $1, false)`, [id]);
		const { rows } = await client.query<Place>(
			'select network_id as id, slug from network where network_id = $1',
			[id]
		);
		findings.push(...(await ofAudit(rows[0]!)), ...(await ofShipping(client, rows[0]!)));
	}
	return findings;
}

async function ofAudit({ id, slug }: Place): Promise<Finding[]> {
	const { lines, faults } = await checkChain({ networkId: id });
	if (faults.length === 0)
		return [{ state: 'ok  ', text: `the audit log of ${slug} is whole: ${lines} lines` }];
	return faults.map(({ kind, number }) => ({
		state: 'NOT ',
		text: `the audit log of ${slug} does not hold: ${told[kind](number)}`
	}));
}

type Shipping = { way: string; behind: number; failingSince: Date | null; lastProblem: string };

async function ofShipping(client: pg.Client, { id, slug }: Place): Promise<Finding[]> {
	const { rows } = await client.query<Shipping>(
		`select s.way, s.failing_since as "failingSince", s.last_problem as "lastProblem",
			(coalesce(c.number, 0) - s.sent_up_to)::int as behind
		from audit_setting s
		left join audit_chain c using (network_id)
		where s.network_id = $1`,
		[id]
	);
	const [shipping] = rows;
	if (!shipping || shipping.way === 'none')
		return [
			{
				state: 'note',
				text: `the audit log of ${slug} is kept on this machine only (/desk/settings/audit)`
			}
		];
	const { failingSince, lastProblem, behind, way } = shipping;
	if (failingSince)
		return [
			{
				state: 'NOT ',
				text: `the audit log of ${slug} has not gone out by ${way} since ${failingSince.toISOString()}: ${lastProblem} (${behind} lines behind)`
			}
		];
	return [{ state: 'ok  ', text: `the audit log of ${slug} goes out by ${way}, ${behind} lines behind` }];
}
