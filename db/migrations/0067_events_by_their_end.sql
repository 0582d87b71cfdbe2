-- Events to come are those that have not ended, also such that began hours ago.
create index event_by_end on event (network_id, ends_at, event_id);
