-- An import is written in parts, several at a time. Each part is written by one transaction and marked in it, so that
-- after a crash exactly what is missing is written. A part holds people with all of their rows.
create table hr_import_part (
	network_id uuid not null,
	hr_import_id uuid not null,
	part_no int not null,
	from_row int not null,
	through_row int not null,
	written_at timestamptz,
	primary key (network_id, hr_import_id, part_no),
	foreign key (network_id, hr_import_id) references hr_import on delete cascade,
	check (from_row <= through_row)
);
call keep_apart('hr_import_part');

-- The first row of the row's person in the file.
alter table hr_import_row add column person_row int;

alter table hr_import no force row level security;
alter table hr_import_row no force row level security;
-- Imports that wait to be loaded, or are in the middle of it, go on in parts: with the rows that are not written yet.
update hr_import_row r
set person_row = f.first_row
from (
	select
		w.network_id, w.hr_import_id, w.row_no,
		min(w.row_no) over (partition by w.network_id, w.hr_import_id, w.person_id) as first_row
	from hr_import_row w
	join hr_import i using (network_id, hr_import_id)
	where i.status in ('read', 'writing')
		and w.row_no > i.rows_written
		and w.effect is not null
) f
where r.network_id = f.network_id
	and r.hr_import_id = f.hr_import_id
	and r.row_no = f.row_no;
alter table hr_import force row level security;
alter table hr_import_row force row level security;

create index hr_import_row_of_person_above on hr_import_row (network_id, hr_import_id, person_row)
	where person_row < row_no;
