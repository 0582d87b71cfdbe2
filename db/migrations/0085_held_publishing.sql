-- What is published waits for some minutes, or until a moment that the desk chose, and can be stopped until then.
alter table change
	add column goes_out_at timestamptz,
	drop constraint change_check,
	drop constraint change_status_check,
	add constraint change_status_check check (status in ('draft', 'scheduled', 'published', 'withdrawn')),
	add constraint change_is_out check ((status in ('draft', 'scheduled')) = (published_at is null)),
	add constraint change_is_held check ((status = 'scheduled') = (goes_out_at is not null));

-- `wished_for` is when the desk wants a letter to go out once it is approved.
alter table letter
	add column goes_out_at timestamptz,
	add column wished_for timestamptz,
	drop constraint letter_status_check,
	add constraint letter_status_check
		check (status in ('draft', 'asked', 'scheduled', 'published', 'withdrawn')),
	add constraint letter_is_held check ((status = 'scheduled') = (goes_out_at is not null));

-- What a text said before someone corrected it. `before` holds only the fields that were changed.
create table correction (
	network_id uuid not null references network,
	correction_id uuid not null default new_id(),
	change_id uuid,
	letter_id uuid,
	before jsonb not null,
	corrected_by uuid not null,
	corrected_at timestamptz not null default now(),
	primary key (network_id, correction_id),
	foreign key (network_id, change_id) references change,
	foreign key (network_id, letter_id) references letter,
	foreign key (network_id, corrected_by) references person,
	check (num_nonnulls(change_id, letter_id) = 1)
);
create index correction_of_change on correction (network_id, change_id, correction_id desc);
create index correction_of_letter on correction (network_id, letter_id, correction_id desc);
call keep_apart('correction');
