-- What someone took back of the reasons for which they left: a code, or with '' the words of a view. Neither an HR file, nor the desk, nor
-- another reading of their words puts it back. Saying it again does.
create table refused_reason (
	network_id uuid not null references network,
	tenure_id uuid not null,
	view text not null check (view in ('stated', 'revisited', 'desk')),
	code text not null,
	refused_at timestamptz not null default now(),
	primary key (network_id, tenure_id, view, code),
	foreign key (network_id, tenure_id) references departure on delete cascade
);
call keep_apart('refused_reason');

create function keep_refused_reason() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
	if exists (
		select
		from refused_reason r
		where r.network_id = new.network_id
			and r.tenure_id = new.tenure_id
			and r.view = new.view
			and r.code = case tg_table_name when 'departure_word' then '' else to_jsonb(new) ->> 'code' end
	) then
		return null;
	end if;
	return new;
end $$;
create trigger keep_refused before insert on departure_reason for each row execute function keep_refused_reason();
create trigger keep_refused before insert on departure_word for each row execute function keep_refused_reason();
create trigger keep_refused_suggestion before insert on reason_suggestion
	for each row execute function keep_refused_reason();

-- Of a removed person a stay can remain as a fact without a name; what they took back does not.
create function forget_refused_reasons() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
	delete from refused_reason r
	using departure d
	where d.network_id = new.network_id
		and d.person_id = new.person_id
		and r.network_id = d.network_id
		and r.tenure_id = d.tenure_id;
	return null;
end $$;
create trigger forget_refused after update of removed_at on person
	for each row when (new.removed_at is not null) execute function forget_refused_reasons();
