import { expect, test } from 'vitest';
import { NotFound } from '#platform/http/failures.ts';
import { foundHikari } from '#test/fixtures/hikari.ts';
import { useOwnDatabase } from '#test/setup/own-database.ts';
import { addEndpoint, dropEndpoint, endpointsAtDesk } from './endpoints.server.ts';

const own = useOwnDatabase();

test('an endpoint is deleted once, and the audit log says only what was done', async () => {
	const { hashimoto } = await foundHikari(own.owner);
	await addEndpoint(hashimoto, 'https://ats.example.com/hook', ['talk.booked']);
	const [endpoint] = (await endpointsAtDesk(hashimoto)).endpoints;
	await dropEndpoint(hashimoto, endpoint!.endpointId);
	await expect(dropEndpoint(hashimoto, endpoint!.endpointId)).rejects.toThrow(NotFound);
	await expect(dropEndpoint(hashimoto, crypto.randomUUID())).rejects.toThrow(NotFound);
	const { rows: acts } = await own.owner.query(`select act from audit where act = 'webhook.drop'`);
	expect(acts).toHaveLength(1);
});
