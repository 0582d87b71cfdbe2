import pg from 'pg';

export type Wish = {
	dryRun: boolean;
	json: boolean;
	network: string | undefined;
	company: string | undefined;
};
export type Place = { networkId: string; companyId: string; leave: () => Promise<void> };

/** The network and company that the command line names, or the only ones there are. */
export async function placeOf(url: string, wish: Wish): Promise<Place> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		const { rows: networks } = await client.query(
			'select network_id from network where $1::text is null or slug = $1',
			[wish.network ?? null]
		);
		if (networks.length === 0 && wish.dryRun && !wish.network) return passing(url);
		if (networks.length === 0)
			throw new Error(
				wish.network
					? `There is no network ${wish.network}.`
					: 'There is no network yet. Make one: okaeri found NAME --steward EMAIL'
			);
		if (networks.length > 1) throw new Error('There are several networks. Say which: --network SLUG');
		await client.query(`select set_config('okaeri.network_id', $1, false)`, [networks[0].network_id]);
		const { rows } = await client.query(
			'select company_id from company where network_id = $1 and ($2::text is null or $2 in (name_ja, name_en)) order by parent_id nulls first, company_id',
			[networks[0].network_id, wish.company ?? null]
		);
		if (!rows[0]) throw new Error(`There is no company ${wish.company}.`);
		return {
			networkId: networks[0].network_id,
			companyId: rows[0].company_id,
			leave: async () => undefined
		};
	} finally {
		await client.end();
	}
}

/** A dry run where no network is: one is made for it and taken away again. */
async function passing(url: string): Promise<Place> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const { rows } = await client.query(`select new_id() as network, new_id() as company`);
	const { network, company } = rows[0];
	await client.query(`select set_config('okaeri.network_id', $1, false)`, [network]);
	await client.query(
		`insert into network (network_id, slug, name_ja, name_en) values ($1, 'dry-run', 'Dry run', 'Dry run')`,
		[network]
	);
	await client.query(
		`insert into company (network_id, company_id, name_ja, name_en) values ($1, $2, 'Dry run', 'Dry run')`,
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
