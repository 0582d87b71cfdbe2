import { sql } from 'kysely';
import { writeAudit } from '#access/audit/audit.server.ts';
import { settingsIn } from '#access/settings/settings.server.ts';
import { Invalid } from '#platform/http/failures.ts';
import { inNetwork, type InNetwork } from '#platform/database/network.server.ts';
import { makeLink } from './invitation.ts';

type Opened = { personId: string };

/**
 * Opens the latest invitation of whoever has this address anew, for the operator of an installation that sends no mail:
 * the link that was made before stops working. The audit log says so. Gives the new link's secret part. Throws Invalid
 * where nobody with the address was invited.
 */
export async function openInvitationByOperator(
	where: InNetwork,
	email: string
): Promise<{ token: string; expiresAt: Date }> {
	const { token, hash } = makeLink();
	return inNetwork(where, async (db) => {
		const { invitationDays } = await settingsIn(db);
		const expiresAt = new Date(Date.now() + invitationDays * 86_400_000);
		const { rows } = await sql<Opened>`
			update invitation
			set link_hash = ${hash}, address = ${email}, expires_at = ${expiresAt}, sent_at = coalesce(sent_at, now())
			where invitation_id = (
				select i.invitation_id
				from invitation i
				join contact c using (network_id, person_id)
				where c.email = ${email}
					and i.used_at is null
					and not exists (select from membership m where m.person_id = i.person_id)
				order by i.invitation_id desc
				limit 1
			)
			returning person_id
		`.execute(db);
		if (!rows[0]) throw new Invalid('not_usable');
		const operator = { networkId: where.networkId, personId: null };
		await writeAudit(db, operator, 'invitation.open', rows[0].personId, { by: 'operator' });
		return { token, expiresAt };
	});
}
