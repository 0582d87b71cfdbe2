-- Whoever used the link that was mailed to an address signs in by it from then on. False where another account has it.
create function move_account(account uuid, address text) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
	update auth.account_holder
	set email = address, email_verified = true, updated_at = now()
	where network_id = current_network()
		and id = account;
	return found;
exception when unique_violation then
	return false;
end $$;
revoke execute on function move_account(uuid, text) from public;
grant execute on function move_account(uuid, text) to okaeri_app;
