import pg from 'pg';

/** Which network and company a file is loaded into, as the command line names them. */
export type Wanted = { dryRun: boolean; network: string | undefined; company: string | undefined };
/** `leave` takes away what was made for a dry run. */
export type Place = { networkId: string; companyId: string; leave: () => Promise<void> };

/**
 * Finds the network and company that a file is loaded into. Where nothing is named, the only network and its topmost
 * company are taken. A dry run without any network gets one for the moment.
 */
export async function placeOf(url: string, wanted: Wanted): Promise<Place> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const networkId = await networkOf(client, wanted);
		if (networkId === undefined) return await makePlaceForDryRun(url);
		const companyId = await companyOf(client, networkId, wanted.company);
		return { networkId, companyId, leave: async () => undefined };
	} finally {
		await client.end();
	}
}

/** Undefined where there is no network, and a dry run needs none. */
async function networkOf(client: pg.Client, { network, dryRun }: Wanted): Promise<string | undefined> {
	const { rows } = await client.query(
		`select network_id
		from network
		where $1::text is null or slug = $1`,
		[network ?? null]
	);
	if (rows.length > 1) throw new Error('There are several networks. Say which: --network SLUG');
	if (rows.length === 1) return rows[0].network_id as string;
	if (network) throw new Error(`There is no network ${network}.`);
	if (dryRun) return undefined;
	throw new Error('There is no network yet. Make one: okaeri found NAME --steward EMAIL');
}

async function companyOf(client: pg.Client, networkId: string, name: string | undefined): Promise<string> {
	await client.query(`select set_config('okaeri.network_id', $1, false)`, [networkId]);
	const { rows } = await client.query(
		`select company_id
		from company
		where network_id = $1
			and ($2::text is null or $2 in (name_ja, name_en))
		order by parent_id nulls first, company_id`,
		[networkId, name ?? null]
	);
	if (!rows[0]) throw new Error(`There is no company ${name}.`);
	return rows[0].company_id as string;
}

async function makePlaceForDryRun(url: string): Promise<Place> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const { rows } = await client.query('select new_id() as network, new_id() as company');
	const { network, company } = rows[0] as { network: string; company: string };
	await client.query(`select set_config('okaeri.network_id', $1, false)`, [network]);
	await client.query(
		`insert into network (network_id, slug, name_ja, name_en)
		values ($1, 'dry-run', 'Dry run', 'Dry run')`,
		[network]
	);
	await client.query(
		`insert into company (network_id, company_id, name_ja, name_en)
		values ($1, $2, 'Dry run', 'Dry run')`,
		[network, company]
	);
	const leave = async () => {
		await client.query('delete from hr_import where network_id = $1', [network]);
		await client.query('delete from company where network_id = $1', [network]);
		await client.query('delete from network where network_id = $1', [network]);
		await client.end();
	};
	return { networkId: network, companyId: company, leave };
}
