-- A wave that nobody named is called in the language of whoever reads it: by what it is for, or by its number. `called` then
-- holds what it was called where it was made.
alter table invitation_wave
	add column usual_name text check (usual_name in ('numbered', 'single', 'colleagues', 'send_off')),
	add column number integer,
	-- The desk stopped it. A wave that stops by itself does so because few people answered.
	add column is_halted boolean not null default false;

-- What was called as it is proposed was called so by nobody.
alter table invitation_wave no force row level security;
update invitation_wave
set usual_name = case
		when called in ('個別の招待', 'Single invitation') then 'single'
		when called in ('社員・役員の招待', 'Employees and executives') then 'colleagues'
		when called in ('送り出し', 'Send-off') then 'send_off'
		else 'numbered'
	end,
	number = substring(called from '^(?:第|Wave )(\d{1,6})回?$')::int
where called in (
		'個別の招待', 'Single invitation', '社員・役員の招待', 'Employees and executives', '送り出し', 'Send-off'
	)
	or called ~ '^(第\d{1,6}回|Wave \d{1,6})$';
alter table invitation_wave force row level security;

-- How many people a survey goes to, until all of them were asked.
alter table survey add column to_ask integer;
