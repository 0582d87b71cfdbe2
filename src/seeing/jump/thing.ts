import * as m from '#locales/messages.ts';

export const thingKinds = ['change', 'letter', 'story', 'opening', 'event'] as const;
export type ThingKind = (typeof thingKinds)[number];
/** Something with a title that the desk made. */
export type Thing = { kind: ThingKind; id: string; title: string };

const places: Record<ThingKind, { folder: string; name: () => string }> = {
	change: { folder: '/desk/changes', name: m.desk_changes },
	letter: { folder: '/desk/letters', name: m.desk_letters },
	story: { folder: '/desk/stories', name: m.nav_stories },
	opening: { folder: '/desk/openings', name: m.nav_openings },
	event: { folder: '/events', name: m.nav_events }
};

/** The page of a thing, and what its kind is called. */
export const placeOf = ({ kind, id }: Thing) => ({
	href: `${places[kind].folder}/${id}`,
	kind: places[kind].name()
});
