import type { Actor } from '#access/actor/actor.server.ts';
import { forgetNetworks } from '#access/actor/networks.server.ts';
import { countTry } from '#access/limits/limits.server.ts';
import { authorize } from '#access/policy/policy.ts';
import { inNetwork, readNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { readLogo, type LogoVariant } from '#platform/files/logo.server.ts';
import { NotFound } from '#platform/http/failures.ts';
import { lockSettings, writeSettings } from './changing.server.ts';

/** Keeps a picture as the network's logo, in place of the one before. Throws Invalid for what is none, and Stale. */
export async function saveLogo(actor: Actor, revision: number, sent: Buffer): Promise<void> {
	authorize(actor, 'settings.change');
	await countTry('upload.person', actor.personId);
	const { mark, parts } = await readLogo(sent);
	await inNetwork(actor, async (db) => {
		const now = await lockSettings(db, 'logo', revision);
		const changed = await writeSettings(db, actor, 'logo', now, { logoMark: mark });
		if (changed.length === 0) return;
		await db.deleteFrom('logo').execute();
		await db
			.insertInto('logo')
			.values(parts.map((part) => ({ networkId: actor.networkId, ...part })))
			.execute();
	});
	forgetNetworks();
}

/** Takes the logo away: the lamp stands in its place again. */
export async function dropLogo(actor: Actor, revision: number): Promise<void> {
	authorize(actor, 'settings.change');
	await inNetwork(actor, async (db) => {
		const now = await lockSettings(db, 'logo', revision);
		await writeSettings(db, actor, 'logo', now, { logoMark: '' });
		await db.deleteFrom('logo').execute();
	});
	forgetNetworks();
}

/** The logo in one of its forms, for anyone. Throws NotFound where there is none. */
export async function logoOf(where: InNetwork, variant: LogoVariant) {
	const found = await readNetwork(where, (db) =>
		db.selectFrom('logo').select(['bytes', 'mediaType']).where('variant', '=', variant).executeTakeFirst()
	);
	if (!found) throw new NotFound('No logo');
	return found;
}
