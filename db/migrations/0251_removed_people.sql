-- The few people who were removed are found without reading everyone: the desk counts where people stand without them.
create index person_removed on person (network_id, person_id) where removed_at is not null;
