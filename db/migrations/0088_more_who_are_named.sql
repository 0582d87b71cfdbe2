-- Columns that came in beside the merging of people, and name a person without a foreign key.
create or replace function loose_person_columns() returns table (tab regclass, col text)
language sql stable set search_path = public, pg_temp as $$
	select named.tab::regclass, named.col
	from (values
		('mail', 'person_id'),
		('match', 'person_id'),
		('hr_import', 'made_by'),
		('hr_import', 'undone_by'),
		('hr_import_row', 'person_id'),
		('hr_import_heading', 'said_by'),
		('hr_import_left', 'person_id'),
		('invitation_wave', 'made_by'),
		('invitation_words', 'saved_by'),
		('event_reply', 'checked_in_by'),
		('helper', 'made_by'),
		('rehire', 'recorded_by'),
		('report', 'settled_by'),
		('report', 'subject_id'),
		('conversation', 'assigned_to'),
		('upload', 'holder_id'),
		('notification', 'subject_id')
	) named(tab, col)
$$;
