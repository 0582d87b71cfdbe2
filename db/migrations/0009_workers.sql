-- Which connections each worker works from. Not of a network: it belongs to the queue.
create table ground.worker (worker_id text primary key, process_name text not null, noted_at timestamptz not null default now());
