import { door } from '#access/doors/doors.server.ts';
import { viewers, type Viewer } from '#people/profiles/profile.ts';
import { ownProfile, ownProfileFor } from '#people/profiles/profiles.server.ts';

/** Whoever the address names as the reader; without one, an alumnus. */
function viewerOf(named: string | null): Viewer {
	return viewers.find((viewer) => viewer === named) ?? 'alumnus';
}

export const load = door('me.see', async ({ event, actor }) => {
	const viewer = viewerOf(event.url.searchParams.get('as'));
	const [seen, { profile: own }] = await Promise.all([ownProfileFor(actor, viewer), ownProfile(actor)]);
	return { viewer, seen, isListed: own?.isListed ?? true };
});
