import * as m from '#locales/messages.ts';

export const touchpointKinds = ['invited', 'joined', 'visited', 'standing_said', 'reasons_said', 'told', 'match_read', 'letter_read', 'story_read', 'called', 'posted', 'commented', 'reacted', 'group_joined', 'event_replied', 'event_came', 'wrote_message', 'wrote_desk', 'talk_booked', 'talk_moved', 'talk_cancelled', 'opening_read', 'wished', 'applied', 'rehired', 'rehire_undone'] as const;
export type TouchpointKind = (typeof touchpointKinds)[number];

/** What each kind of touchpoint is called on a journey. */
export const touchpointName: Record<TouchpointKind, () => string> = {
	invited: m.touchpoint_invited,
	joined: m.touchpoint_joined,
	visited: m.touchpoint_visited,
	standing_said: m.touchpoint_standing_said,
	reasons_said: m.touchpoint_reasons_said,
	told: m.touchpoint_told,
	match_read: m.touchpoint_match_read,
	letter_read: m.touchpoint_letter_read,
	story_read: m.touchpoint_story_read,
	called: m.touchpoint_called,
	posted: m.touchpoint_posted,
	commented: m.touchpoint_commented,
	reacted: m.touchpoint_reacted,
	group_joined: m.touchpoint_group_joined,
	event_replied: m.touchpoint_event_replied,
	event_came: m.touchpoint_event_came,
	wrote_message: m.touchpoint_wrote_message,
	wrote_desk: m.touchpoint_wrote_desk,
	talk_booked: m.touchpoint_talk_booked,
	talk_moved: m.touchpoint_talk_moved,
	talk_cancelled: m.touchpoint_talk_cancelled,
	opening_read: m.touchpoint_opening_read,
	wished: m.touchpoint_wished,
	applied: m.touchpoint_applied,
	rehired: m.touchpoint_rehired,
	rehire_undone: m.touchpoint_rehire_undone
};
