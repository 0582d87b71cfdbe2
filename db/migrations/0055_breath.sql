-- One row that /up writes to: reading works on a disk that is full or read-only, and says nothing of it.
create table ground.breath (only_one boolean primary key default true check (only_one), taken_at timestamptz not null default now());
insert into ground.breath default values;
grant usage on schema ground to okaeri_app;
grant select, update on ground.breath to okaeri_app;
