-- A session that is in use is lengthened again and again. It ends half a year after it began all the same: whoever got
-- hold of it once does not keep it for good, and people prove from time to time who they are.

create function auth.end_session_in_time() returns trigger
language plpgsql
as $function$
begin
	new.expires_at := least(new.expires_at, new.created_at + interval '180 days');
	return new;
end $function$;

create trigger session_ends_in_time
before insert or update of expires_at on auth.session
for each row execute function auth.end_session_in_time();

update auth.session
set expires_at = created_at + interval '180 days'
where expires_at > created_at + interval '180 days';
