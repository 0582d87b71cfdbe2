-- The audit log is a chain: every line has a number and a hash over itself and the line before, so that a line that is
-- changed, removed, moved or added later shows. The database makes the chain at commit (decision 43).

alter table audit
	add column number bigint,
	add column actor_salt bytea,
	add column subject_salt bytea,
	add column detail_salt bytea,
	add column actor_mark bytea,
	add column subject_mark bytea,
	add column detail_mark bytea,
	add column hash bytea,
	add constraint act_is_a_name check (act ~ '^[A-Za-z0-9_.]+$');

-- Where a network's chain ends: the number and the hash of its last line.
create table audit_chain (
	network_id uuid primary key references network,
	number bigint not null default 1,
	hash bytea not null default decode(repeat('00', 32), 'hex')
);
call keep_apart('audit_chain');

-- What the installation signed of the chain. After a cut the lines up to its number are gone, and the chain goes on from it.
create table audit_checkpoint (
	network_id uuid not null references network,
	audit_checkpoint_id uuid not null default new_id(),
	number bigint not null,
	hash bytea not null,
	is_cut boolean not null default false,
	signature bytea not null,
	made_at timestamptz not null default now(),
	primary key (network_id, audit_checkpoint_id)
);
call keep_apart('audit_checkpoint');
create index checkpoint_by_number on audit_checkpoint (network_id, number);

-- How long the log is kept (for good where keep_days is null), and to which place outside it is sent as it grows.
create table audit_setting (
	network_id uuid primary key references network,
	revision integer not null default 0,
	keep_days integer check (keep_days between 365 and 3660),
	way text not null default 'none' check (way in ('none', 'syslog', 'https')),
	host text not null default '',
	port integer not null default 6514 check (port between 1 and 65535),
	certificate text not null default '',
	url text not null default '',
	secret text not null default '',
	sent_up_to bigint not null default 0,
	sent_at timestamptz,
	failing_since timestamptz,
	last_problem text not null default '',
	tries integer not null default 0,
	next_try_at timestamptz not null default now(),
	claimed_until timestamptz not null default now()
);
call keep_apart('audit_setting');

-- What a field is bound to without saying it: a hash over the field and a salt. Once the salt is gone, nothing can be
-- guessed from the mark, and the chain still holds.
create function audit_mark(salt bytea, said text) returns bytea language sql immutable parallel safe as
$$ select sha256(salt || convert_to(coalesce(said, ''), 'UTF8')) $$;

-- The hash of a line: over its numbered facts, the marks of what may be forgotten, and the hash of the line before.
create function audit_hash(line audit, previous bytea) returns bytea language sql stable parallel safe as $$
	select sha256(convert_to(concat_ws(E'\n',
		'okaeri audit 1',
		line.network_id,
		line.number,
		line.audit_id,
		to_char(line.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
		line.act,
		encode(line.actor_mark, 'hex'),
		encode(line.subject_mark, 'hex'),
		encode(line.detail_mark, 'hex'),
		encode(previous, 'hex')
	), 'UTF8'))
$$;

create function audit_salt() returns bytea language sql volatile parallel safe as $$ select uuid_send(gen_random_uuid()) $$;

-- Binds what a line says as soon as it is written. Nobody gives these values but this trigger.
create function bind_audit() returns trigger language plpgsql as $$
begin
	new.number := null;
	new.hash := null;
	new.actor_salt := audit_salt();
	new.subject_salt := audit_salt();
	new.detail_salt := audit_salt();
	new.actor_mark := audit_mark(new.actor_salt, new.actor_id::text);
	new.subject_mark := audit_mark(new.subject_salt, new.subject_id::text);
	new.detail_mark := audit_mark(new.detail_salt, new.detail::text);
	return new;
end $$;
create trigger bind_audit before insert on audit for each row execute function bind_audit();

-- Gives a line the next number of its network and its hash. It runs at commit, when the transaction waits for nothing else
-- any more: the chain's end is locked for the length of the commit only, and no two writers can wait for each other in a ring.
create function chain_audit() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
	here text := coalesce(current_setting('okaeri.network_id', true), '');
	chain audit_chain;
	line audit := new;
begin
	perform set_config('okaeri.network_id', new.network_id::text, true), set_config('okaeri.audit_work', 'yes', true);
	insert into audit_chain as c (network_id) values (new.network_id)
	on conflict (network_id) do update set number = c.number + 1
	returning * into chain;
	line.number := chain.number;
	line.hash := audit_hash(line, chain.hash);
	update audit set number = line.number, hash = line.hash where network_id = new.network_id and audit_id = new.audit_id;
	update audit_chain set hash = line.hash where network_id = new.network_id;
	if exists (select from audit_setting where network_id = new.network_id and way <> 'none') then
		perform leave_job('audit.ship', jsonb_build_object('networkId', new.network_id), 'audit.ship:' || new.network_id, now());
	end if;
	perform set_config('okaeri.network_id', here, true), set_config('okaeri.audit_work', '', true);
	return null;
end $$;

-- The lines that are there are chained in the order in which they were written.
do $$
declare
	line audit;
	previous bytea;
	last bigint;
	network uuid;
begin
	for network in select network_ids() loop
		perform set_config('okaeri.network_id', network::text, true);
		update audit set actor_salt = audit_salt(), subject_salt = audit_salt(), detail_salt = audit_salt();
		update audit set
			actor_mark = audit_mark(actor_salt, actor_id::text),
			subject_mark = audit_mark(subject_salt, subject_id::text),
			detail_mark = audit_mark(detail_salt, detail::text);
		previous := decode(repeat('00', 32), 'hex');
		last := 0;
		for line in select * from audit where network_id = network order by at, audit_id loop
			last := last + 1;
			line.number := last;
			previous := audit_hash(line, previous);
			update audit set number = last, hash = previous where network_id = network and audit_id = line.audit_id;
		end loop;
		if last > 0 then
			insert into audit_chain (network_id, number, hash) values (network, last, previous);
		end if;
	end loop;
	perform set_config('okaeri.network_id', '', true);
end $$;

create constraint trigger chain_audit after insert on audit deferrable initially deferred for each row execute function chain_audit();
create unique index audit_by_number on audit (network_id, number);
create index audit_of_actor on audit (network_id, actor_id, number desc);
create index audit_by_act on audit (network_id, act, number desc);

-- Keeps the log as it is, for its owner too. Only the functions here change lines, and a network that is deleted takes them along.
create function keep_audit() returns trigger language plpgsql as $$
begin
	if current_setting('okaeri.audit_work', true) = 'yes' then
		return coalesce(new, old);
	end if;
	if tg_op = 'DELETE' and current_setting('okaeri.network_goes', true) = old.network_id::text then
		return old;
	end if;
	raise exception 'the audit log is never changed' using errcode = 'OKLOG';
end $$;
create trigger keep_audit before update or delete on audit for each row execute function keep_audit();
create trigger keep_audit_whole before truncate on audit for each statement execute function keep_audit();
create trigger keep_chain before update or delete on audit_chain for each row execute function keep_audit();
create trigger keep_chain_whole before truncate on audit_chain for each statement execute function keep_audit();

-- The application adds lines, and says of them only who did what to whom.
revoke insert, update, delete on audit from okaeri_app;
grant insert (network_id, actor_id, act, subject_id, detail) on audit to okaeri_app;
revoke insert, update, delete on audit_chain from okaeri_app;
revoke update, delete on audit_checkpoint from okaeri_app;

-- Forgets who somebody was who has left for good: as the one who acted, as the one it was about, and in the details. The
-- marks stay, so the chain holds. A line says how many fields were blanked. Gives that number.
create function forget_in_audit(someone uuid, needles text[] default '{}') returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	here uuid := current_network();
	blanked integer := 0;
	now_blank integer;
begin
	if exists (select from person where network_id = here and person_id = someone and removed_at is null) then
		raise exception 'only who is gone is forgotten' using errcode = 'OKLOG';
	end if;
	perform set_config('okaeri.audit_work', 'yes', true);
	update audit set detail = '{}', detail_salt = null
	where network_id = here
		and detail_salt is not null
		and detail <> '{}'
		and (
			subject_id = someone
			or position(someone::text in detail::text) > 0
			or exists (select from unnest(needles) n where n <> '' and position(n in detail::text) > 0)
		);
	get diagnostics now_blank = row_count;
	blanked := blanked + now_blank;
	update audit set actor_id = null, actor_salt = null where network_id = here and actor_id = someone;
	get diagnostics now_blank = row_count;
	blanked := blanked + now_blank;
	update audit set subject_id = null, subject_salt = null where network_id = here and subject_id = someone;
	get diagnostics now_blank = row_count;
	blanked := blanked + now_blank;
	perform set_config('okaeri.audit_work', '', true);
	if blanked > 0 then
		insert into audit (network_id, act, detail) values (here, 'audit.forget', jsonb_build_object('fields', blanked));
	end if;
	return blanked;
end $$;
revoke execute on function forget_in_audit(uuid, text[]) from public;

-- Removes the lines up to a number, all of which must be older than the network keeps them, and puts a signed checkpoint in
-- their place. Gives how many went. The worker alone calls it.
create function cut_audit(network uuid, up_to bigint, signature bytea) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
	days integer;
	gone integer;
	last_hash bytea;
begin
	perform set_config('okaeri.network_id', network::text, true);
	select keep_days into days from audit_setting where network_id = network;
	select hash into strict last_hash from audit where network_id = network and number = up_to;
	if days is null or exists (
		select from audit
		where network_id = network and number <= up_to and at >= now() - make_interval(days => days)
	) then
		raise exception 'the audit log is kept longer' using errcode = 'OKLOG';
	end if;
	perform set_config('okaeri.audit_work', 'yes', true);
	delete from audit where network_id = network and number <= up_to;
	get diagnostics gone = row_count;
	perform set_config('okaeri.audit_work', '', true);
	delete from audit_checkpoint where network_id = network and number <= up_to;
	insert into audit_checkpoint (network_id, number, hash, is_cut, signature) values (network, up_to, last_hash, true, signature);
	insert into audit (network_id, act, detail) values (network, 'audit.cut', jsonb_build_object('lines', gone, 'upTo', up_to));
	return gone;
end $$;
revoke execute on function cut_audit(uuid, bigint, bytea) from public, okaeri_app;
grant execute on function cut_audit(uuid, bigint, bytea) to okaeri_worker;
