-- The last day of the network whose nightly work has been left. Null until the network's first quarter of an hour.
alter table network add column night_on date;
