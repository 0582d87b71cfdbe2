-- Whoever calls a talk off can put it back for a day. Who it was is forgotten after that; `cancel_told_at` says
-- whether the others have been told yet.
alter table casual_talk add cancelled_at timestamptz;
alter table casual_talk add canceller_id uuid;
alter table casual_talk add cancel_told_at timestamptz;
alter table casual_talk add constraint casual_talk_canceller_fkey
	foreign key (network_id, canceller_id) references person (network_id, person_id);
alter table casual_talk add constraint casual_talk_canceller_check
	check (state = 'cancelled' or (cancelled_at is null and canceller_id is null and cancel_told_at is null));
create index casual_talk_to_forget on casual_talk (network_id, cancelled_at) where canceller_id is not null;
