import * as m from '#locales/messages.ts';

/** What a way leads to. */
export const goals = ['talk', 'rehire'] as const;
export type Goal = (typeof goals)[number];

/** What someone passes on the way: touchpoints that say the same to whoever runs the network. */
export const stations = {
	joined: ['joined'],
	change: ['told', 'match_read'],
	letter: ['letter_read'],
	story: ['story_read'],
	people: ['posted', 'commented', 'reacted', 'group_joined', 'wrote_message'],
	event: ['event_replied', 'event_came'],
	called: ['called'],
	desk: ['wrote_desk'],
	opening: ['opening_read', 'wished'],
	talk: ['talk_booked'],
	applied: ['applied']
} as const satisfies Record<string, readonly string[]>;
export type Station = keyof typeof stations;

export const stationName: Record<Station, () => string> = {
	joined: m.path_joined,
	change: m.path_change,
	letter: m.path_letter,
	story: m.path_story,
	people: m.path_people,
	event: m.path_event,
	called: m.path_called,
	desk: m.path_desk,
	opening: m.path_opening,
	talk: m.path_talk,
	applied: m.path_applied
};

/** What is no station on the way to a goal: it is the goal, or comes after it. */
export const notBefore: Record<Goal, readonly Station[]> = { talk: ['talk', 'applied'], rehire: [] };

/** Goals of so many days are counted, each with what happened in so many days before it. */
export const goalsOf = 730;
export const daysBefore = 365;
/** A way has at most so many stations: the last ones before the goal. */
export const stationsAtMost = 3;
/** A way, or a station, of fewer people is not told by itself. */
export const fewestOnWay = 5;

export const stationsOf = (key: string): Station[] =>
	key.split(' ').filter((part): part is Station => part in stations);
