-- Days that a column sets by itself are days of the network too, not of the server.
alter table contact alter column pulse_due_on set default network_today() + 14 + (random() * 76)::int;
alter table opening alter column checked_on set default network_today();
