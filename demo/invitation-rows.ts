import type { Put } from './life.ts';
import type { Company } from './people.ts';
import { asDay, daysAfter } from './random.ts';

/** Puts the waves of invitations, one for each day on which some were sent. */
export async function putInvitations(put: Put, { alumni, employees }: Company): Promise<void> {
	const invitedByDay = Map.groupBy(
		alumni.filter((person) => person.invitedAt),
		(person) => asDay(person.invitedAt!)
	);
	const waves = [...invitedByDay]
		.sort(([a], [b]) => a.localeCompare(b))
		.map(([day, invited], at) => ({
			waveId: crypto.randomUUID(),
			day,
			invited,
			number: at + 1
		}));
	await put(
		'invitation_wave',
		waves.map(({ waveId, day, invited, number }) => ({
			wave_id: waveId,
			called: `第${number}回`,
			usual_name: 'numbered',
			number,
			made_by: employees[0]!.personId,
			made_at: new Date(`${day}T00:30:00Z`),
			size: invited.length
		}))
	);
	await put(
		'invitation',
		waves.flatMap(({ waveId, invited }) =>
			invited.map((person) => ({
				invitation_id: crypto.randomUUID(),
				wave_id: waveId,
				person_id: person.personId,
				link_hash: null,
				sent_at: person.invitedAt,
				expires_at: daysAfter(person.invitedAt!, 14),
				used_at: person.joinedAt
			}))
		)
	);
}
