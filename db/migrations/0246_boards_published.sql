-- What is published once a week, all of it: how far things reach beside what the overview counts.
alter table published_figure
	drop constraint published_figure_board_check,
	add constraint published_figure_board_check check (
		board in (
			'quadrants', 'unlocks', 'would_return', 'not_heard', 'wished', 'matched', 'read',
			'left_in', 'invited_in', 'joined_in', 'talked_in', 'applied_in', 'rehired_in', 'reachable', 'active',
			'ways', 'stayed_12', 'stayed_24', 'contact', 'moved', 'medians',
			'reach_told', 'reach_delivered', 'reach_read', 'reach_answered', 'reach_talked'
		)
	);
