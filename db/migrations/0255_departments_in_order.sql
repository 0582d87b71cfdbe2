-- A department or a title that many people have is listed by name: an index has those of each in that order. Without it, each
-- of 33,000 people was read before the first fifty could be shown.
create index person_row_by_department_and_name on directory.person_row (network_id, department, sort, person_id);
create index person_row_by_title_and_name on directory.person_row (network_id, title, sort, person_id);
