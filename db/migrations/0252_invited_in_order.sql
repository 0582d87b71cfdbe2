-- Who can be invited, the latest leavers first, and who asked not to be written to: the page that makes a wave of
-- invitations reads the first of each instead of looking at everyone.
create index person_row_with_basis_by_end on directory.person_row (network_id, left_on desc, person_id)
	where to_invite = 'with_basis';
create index contact_left_alone on contact (network_id, person_id) where do_not_contact;
