-- An import can be undone for a day: what it changed of people whom the network had is traced, row by row.
create table hr_import_trace (
	network_id uuid not null,
	hr_import_id uuid not null,
	trace_no bigint generated always as identity,
	person_id uuid,
	relation text not null,
	before jsonb,
	after jsonb,
	primary key (network_id, hr_import_id, trace_no),
	foreign key (network_id, hr_import_id) references hr_import on delete cascade,
	check (before is not null or after is not null)
);
call keep_apart('hr_import_trace');
create index hr_import_trace_of_person on hr_import_trace (network_id, hr_import_id, person_id);

-- Whom an undoing left as they are, and why.
create table hr_import_left (
	network_id uuid not null,
	hr_import_id uuid not null,
	person_id uuid not null,
	why text not null check (why in ('joined', 'invited', 'written_to', 'mended', 'named')),
	primary key (network_id, hr_import_id, person_id),
	foreign key (network_id, hr_import_id) references hr_import on delete cascade
);
call keep_apart('hr_import_left');

alter table hr_import
	add column loading_at timestamptz,
	add column undone_at timestamptz,
	add column undone_by uuid,
	drop constraint hr_import_status_check,
	add constraint hr_import_status_check check (
		status in ('receiving', 'reading', 'read', 'writing', 'written', 'failed', 'undoing', 'undone')
	);

-- Keeps what a row was and what it becomes, while the transaction says that an import is writing. Also for what goes
-- with a departure that is removed.
create function trace_import() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
	becomes jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
	about jsonb := coalesce(becomes, was);
begin
	insert into hr_import_trace (network_id, hr_import_id, person_id, relation, before, after)
	values (
		(about ->> 'network_id')::uuid,
		current_setting('okaeri.hr_import')::uuid,
		coalesce(
			(about ->> 'person_id')::uuid,
			(
				select t.person_id
				from tenure t
				where t.network_id = (about ->> 'network_id')::uuid
					and t.tenure_id = (about ->> 'tenure_id')::uuid
			)
		),
		tg_table_name, was, becomes
	);
	return null;
end $$;

do $$
declare
	traced text;
begin
	foreach traced in array array[
		'person', 'contact', 'employee_number', 'tenure', 'departure', 'departure_reason', 'departure_word',
		'reason_suggestion', 'unlock', 'match'
	] loop
		execute format(
			'create trigger trace_import after insert or update or delete on %I
				for each row when (coalesce(current_setting(''okaeri.hr_import'', true), '''') <> '''')
				execute function trace_import()',
			traced
		);
	end loop;
end $$;

-- Takes back one traced change. Keys are those of the table.
create function take_back(relation text, before jsonb, after jsonb) returns void language plpgsql as $$
declare
	columns text;
	keys text;
begin
	select
		string_agg(quote_ident(a.attname), ', '),
		string_agg(
			format('x.%1$I = k.%1$I', a.attname), ' and '
		) filter (where a.attnum = any (i.indkey))
	into columns, keys
	from pg_attribute a
	join pg_index i on i.indrelid = a.attrelid
		and i.indisprimary
	where a.attrelid = format('public.%I', relation)::regclass
		and a.attnum > 0
		and not a.attisdropped
		and a.attgenerated = '';
	if after is null then
		execute format(
			'insert into public.%1$I (%2$s) select %2$s from jsonb_populate_record(null::public.%1$I, $1) on conflict do nothing',
			relation, columns
		) using before;
	elsif before is null then
		execute format(
			'delete from public.%1$I x using jsonb_populate_record(null::public.%1$I, $1) k where %2$s',
			relation, keys
		) using after;
	else
		execute format(
			'update public.%1$I x set (%2$s) = (select %2$s from jsonb_populate_record(null::public.%1$I, $1))
			from jsonb_populate_record(null::public.%1$I, $2) k where %3$s',
			relation, columns, keys
		) using before, after;
	end if;
end $$;

-- The row as it is now of which a trace holds another state; null where it is not there.
create function traced_now(relation text, traced jsonb) returns jsonb language plpgsql stable as $$
declare
	keys text;
	found jsonb;
begin
	select string_agg(format('x.%1$I = k.%1$I', a.attname), ' and ')
	into keys
	from pg_attribute a
	join pg_index i on i.indrelid = a.attrelid
		and i.indisprimary
	where a.attrelid = format('public.%I', relation)::regclass
		and a.attnum = any (i.indkey);
	execute format(
		'select to_jsonb(x) from public.%1$I x, jsonb_populate_record(null::public.%1$I, $1) k where %2$s',
		relation, keys
	) into found using traced;
	return found;
end $$;
revoke execute on function take_back(text, jsonb, jsonb), traced_now(text, jsonb) from public;
grant execute on function take_back(text, jsonb, jsonb), traced_now(text, jsonb) to okaeri_app;
