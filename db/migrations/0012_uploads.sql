-- Pictures and files that members add. PostgreSQL is the only store, so that one backup holds everything; the bytes lie apart from what is listed.
-- An upload belongs to whoever sent it until something holds it; who may see the holder may see the upload.
create table upload (
	network_id uuid not null references network,
	upload_id uuid not null default new_id(),
	owner_id uuid not null,
	kind text not null check (kind in ('picture', 'file')),
	name text not null check (length(name) between 1 and 200),
	media_type text not null,
	size integer not null,
	width integer,
	height integer,
	alt text not null default '' check (length(alt) <= 500),
	holder text check (holder in ('profile', 'post', 'comment', 'group', 'event', 'conversation')),
	holder_id uuid,
	position smallint not null default 0,
	made_at timestamptz not null default now(),
	primary key (network_id, upload_id),
	foreign key (network_id, owner_id) references person on delete cascade,
	check ((holder is null) = (holder_id is null))
);
call keep_apart('upload');
create index upload_of_holder on upload (network_id, holder_id, position) where holder_id is not null;
create index upload_left_behind on upload (network_id, made_at) where holder_id is null;

create table upload_bytes (
	network_id uuid not null references network,
	upload_id uuid not null,
	variant text not null check (variant in ('full', 'thumb')),
	bytes bytea not null,
	primary key (network_id, upload_id, variant),
	foreign key (network_id, upload_id) references upload on delete cascade
);
call keep_apart('upload_bytes');
alter table upload_bytes alter column bytes set storage external;
