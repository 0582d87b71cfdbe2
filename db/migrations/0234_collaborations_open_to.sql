-- A request for working together keeps for whom the network was open when it was made, as a post does (decision 64).
-- What stood on the board before was written for alumni, management and the alumni team.
alter table collaboration add column open_to text not null default 'alumni'
	check (open_to in ('alumni', 'rejoiners', 'employees'));
alter table collaboration alter column open_to set default open_to_now();
