-- Members who left and can still come back by the link that was mailed to them: what they had, until it is forgotten.
create table leaving (
	network_id uuid not null references network,
	person_id uuid not null,
	account_id uuid not null,
	roles text[] not null,
	joined_at timestamptz not null,
	consents text[] not null,
	-- They wanted no mail of the network's own accord before they left.
	did_not_want_mail boolean not null,
	address text not null,
	link_hash bytea not null,
	left_at timestamptz not null default now(),
	forgotten_at timestamptz not null,
	primary key (network_id, person_id),
	unique (network_id, link_hash),
	foreign key (network_id, person_id) references person on delete cascade,
	foreign key (network_id, account_id) references auth.account_holder (network_id, id) on delete cascade
);
call keep_apart('leaving');

-- An account goes with its membership; while its owner can come back it stays, and nobody is signed in by it.
create or replace function forget_account() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	if exists (
		select from leaving l
		where l.network_id = old.network_id
			and l.account_id = old.account_id
	) then
		delete from auth.session where network_id = old.network_id and user_id = old.account_id;
	else
		delete from auth.account_holder where network_id = old.network_id and id = old.account_id;
	end if;
	return null;
end $$;

-- Whoever did not come back in time loses the account.
create function forget_left_account() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
	delete from auth.account_holder h
	where h.network_id = old.network_id
		and h.id = old.account_id
		and not exists (
			select from membership m
			where m.network_id = old.network_id
				and m.account_id = old.account_id
		);
	return null;
end $$;
revoke execute on function forget_left_account() from public;
create trigger forget_left_account after delete on leaving for each row execute function forget_left_account();
