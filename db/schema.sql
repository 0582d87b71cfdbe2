-- What db/migrations adds up to. Made by `node db/dump.ts`; never edited by hand.

-- Schema public

alter default privileges in schema public grant delete, insert, select, update on tables to okaeri_app;
alter default privileges in schema public grant usage on sequences to okaeri_app;
grant usage on schema public to okaeri_app;
grant usage on schema public to okaeri_worker;

create table active_day (
	network_id uuid not null,
	day date not null,
	members integer not null,
	active_7 integer not null,
	active_30 integer not null,
	active_90 integer not null,
	constraint active_day_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint active_day_pkey PRIMARY KEY (network_id, day)
);
alter table active_day enable row level security, force row level security;
create policy own_network on active_day using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on active_day to okaeri_app;

create table address_proof (
	network_id uuid not null,
	proof_id uuid not null default new_id(),
	person_id uuid not null,
	address text not null,
	address_before text,
	asked_by uuid not null,
	asked_at timestamp with time zone not null default now(),
	link_hash bytea not null,
	expires_at timestamp with time zone not null,
	proved_at timestamp with time zone,
	opens_at timestamp with time zone not null default now(),
	stop_hash bytea,
	constraint address_proof_address_check CHECK ((address = lower(address))),
	constraint address_proof_network_id_asked_by_fkey FOREIGN KEY (network_id, asked_by) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint address_proof_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint address_proof_network_id_link_hash_key UNIQUE (network_id, link_hash),
	constraint address_proof_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint address_proof_pkey PRIMARY KEY (network_id, proof_id)
);
CREATE UNIQUE INDEX address_proof_open ON public.address_proof USING btree (network_id, person_id) WHERE (proved_at IS NULL);
CREATE UNIQUE INDEX address_proof_stop ON public.address_proof USING btree (network_id, stop_hash);
alter table address_proof enable row level security, force row level security;
create policy own_network on address_proof using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on address_proof to okaeri_app;

create table api_answer (
	network_id uuid not null,
	token_id uuid not null,
	key text not null,
	request_hash bytea not null,
	status smallint,
	body jsonb,
	made_at timestamp with time zone not null default now(),
	constraint api_answer_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255))),
	constraint api_answer_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint api_answer_network_id_token_id_fkey FOREIGN KEY (network_id, token_id) REFERENCES api_token(network_id, token_id) ON DELETE CASCADE,
	constraint api_answer_pkey PRIMARY KEY (network_id, token_id, key)
);
CREATE INDEX api_answer_old ON public.api_answer USING btree (network_id, made_at);
alter table api_answer enable row level security, force row level security;
create policy own_network on api_answer using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on api_answer to okaeri_app;

create table api_token (
	network_id uuid not null,
	token_id uuid not null default new_id(),
	name text not null,
	hash bytea not null,
	hint text not null,
	scopes text[] not null,
	made_by uuid not null,
	made_at timestamp with time zone not null default now(),
	expires_on date,
	last_used_at timestamp with time zone,
	revoked_at timestamp with time zone,
	constraint api_token_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
	constraint api_token_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint api_token_network_id_hash_key UNIQUE (network_id, hash),
	constraint api_token_network_id_made_by_fkey FOREIGN KEY (network_id, made_by) REFERENCES person(network_id, person_id),
	constraint api_token_pkey PRIMARY KEY (network_id, token_id)
);
alter table api_token enable row level security, force row level security;
create policy own_network on api_token using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on api_token to okaeri_app;

create table application (
	network_id uuid not null,
	application_id uuid not null default new_id(),
	person_id uuid not null,
	company_id uuid,
	words text not null,
	status text not null default 'received'::text,
	applied_at timestamp with time zone not null default now(),
	opening_id uuid,
	answers text[] not null default '{}'::text[],
	profile jsonb,
	outside_ref text not null default ''::text,
	handed_over_at timestamp with time zone,
	changed_at timestamp with time zone not null default now(),
	revision integer not null default 1,
	constraint application_answers_check CHECK ((cardinality(answers) <= 3)),
	constraint application_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint application_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint application_network_id_opening_id_fkey FOREIGN KEY (network_id, opening_id) REFERENCES opening(network_id, opening_id),
	constraint application_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint application_outside_ref_check CHECK ((length(outside_ref) <= 200)),
	constraint application_pkey PRIMARY KEY (network_id, application_id),
	constraint application_status_check CHECK ((status = ANY (ARRAY['received'::text, 'in_contact'::text, 'interviewing'::text, 'offered'::text, 'hired'::text, 'refused'::text, 'withdrawn'::text]))),
	constraint application_words_check CHECK (((length(words) >= 1) AND (length(words) <= 4000)))
);
CREATE INDEX application_hired ON public.application USING btree (network_id, changed_at) WHERE (status = 'hired'::text);
CREATE INDEX application_latest ON public.application USING btree (network_id, applied_at DESC, application_id DESC);
CREATE INDEX application_of_opening ON public.application USING btree (network_id, opening_id) WHERE (opening_id IS NOT NULL);
CREATE INDEX application_of_person ON public.application USING btree (network_id, person_id, applied_at DESC);
CREATE INDEX application_received ON public.application USING btree (network_id, applied_at) WHERE (status = 'received'::text);
CREATE UNIQUE INDEX application_running ON public.application USING btree (network_id, person_id, opening_id) NULLS NOT DISTINCT WHERE (status <> ALL (ARRAY['withdrawn'::text, 'refused'::text, 'hired'::text]));
alter table application enable row level security, force row level security;
create policy own_network on application using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on application to okaeri_app;

create table application_step (
	network_id uuid not null,
	step_id uuid not null default new_id(),
	application_id uuid not null,
	status text not null,
	words text not null default ''::text,
	taken_by uuid,
	taken_at timestamp with time zone not null default now(),
	reason text not null default ''::text,
	constraint application_step_network_id_application_id_fkey FOREIGN KEY (network_id, application_id) REFERENCES application(network_id, application_id) ON DELETE CASCADE,
	constraint application_step_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint application_step_network_id_taken_by_fkey FOREIGN KEY (network_id, taken_by) REFERENCES person(network_id, person_id),
	constraint application_step_pkey PRIMARY KEY (network_id, step_id),
	constraint application_step_reason_check CHECK ((length(reason) <= 1000)),
	constraint application_step_status_check CHECK ((status = ANY (ARRAY['received'::text, 'in_contact'::text, 'interviewing'::text, 'offered'::text, 'hired'::text, 'refused'::text, 'withdrawn'::text]))),
	constraint application_step_words_check CHECK ((length(words) <= 4000))
);
CREATE INDEX application_step_of ON public.application_step USING btree (network_id, application_id, step_id);
alter table application_step enable row level security, force row level security;
create policy own_network on application_step using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on application_step to okaeri_app;

create table attribution (
	network_id uuid not null,
	rehire_id uuid not null,
	rule text not null,
	touchpoint_id uuid not null,
	happened_at timestamp with time zone not null,
	share numeric(6,5) not null,
	constraint attribution_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint attribution_network_id_happened_at_touchpoint_id_fkey FOREIGN KEY (network_id, happened_at, touchpoint_id) REFERENCES touchpoint(network_id, happened_at, touchpoint_id),
	constraint attribution_network_id_rehire_id_fkey FOREIGN KEY (network_id, rehire_id) REFERENCES rehire(network_id, rehire_id) ON DELETE CASCADE,
	constraint attribution_pkey PRIMARY KEY (network_id, rehire_id, rule, touchpoint_id),
	constraint attribution_rule_check CHECK ((rule = ANY (ARRAY['first'::text, 'last'::text, 'assisted'::text]))),
	constraint attribution_share_check CHECK (((share > (0)::numeric) AND (share <= (1)::numeric)))
);
alter table attribution enable row level security, force row level security;
create policy own_network on attribution using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on attribution to okaeri_app;

create table audit (
	network_id uuid not null,
	audit_id uuid not null default new_id(),
	at timestamp with time zone not null default now(),
	actor_id uuid,
	act text not null,
	subject_id uuid,
	detail jsonb not null default '{}'::jsonb,
	number bigint,
	actor_salt bytea,
	subject_salt bytea,
	detail_salt bytea,
	actor_mark bytea,
	subject_mark bytea,
	detail_mark bytea,
	hash bytea,
	constraint act_is_a_name CHECK ((act ~ '^[A-Za-z0-9_.]+$'::text)),
	constraint audit_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint audit_pkey PRIMARY KEY (network_id, audit_id)
);
CREATE INDEX audit_by_act ON public.audit USING btree (network_id, act, number DESC);
CREATE INDEX audit_of_actor ON public.audit USING btree (network_id, actor_id, number DESC);
CREATE INDEX audit_of_subject ON public.audit USING btree (network_id, subject_id, at DESC);
CREATE UNIQUE INDEX audit_by_number ON public.audit USING btree (network_id, number);
alter table audit enable row level security, force row level security;
create policy own_network on audit using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE CONSTRAINT TRIGGER chain_audit AFTER INSERT ON public.audit DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chain_audit();
CREATE TRIGGER bind_audit BEFORE INSERT ON public.audit FOR EACH ROW EXECUTE FUNCTION bind_audit();
CREATE TRIGGER keep_audit BEFORE DELETE OR UPDATE ON public.audit FOR EACH ROW EXECUTE FUNCTION keep_audit();
CREATE TRIGGER keep_audit_whole BEFORE TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();
grant insert (act), insert (actor_id), insert (detail), insert (network_id), insert (subject_id), select on audit to okaeri_app;

create table audit_chain (
	network_id uuid not null,
	number bigint not null default 1,
	hash bytea not null default decode(repeat('00'::text, 32), 'hex'::text),
	constraint audit_chain_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint audit_chain_pkey PRIMARY KEY (network_id)
);
alter table audit_chain enable row level security, force row level security;
create policy own_network on audit_chain using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER keep_chain BEFORE DELETE OR UPDATE ON public.audit_chain FOR EACH ROW EXECUTE FUNCTION keep_audit();
CREATE TRIGGER keep_chain_whole BEFORE TRUNCATE ON public.audit_chain FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();
grant select on audit_chain to okaeri_app;

create table audit_checkpoint (
	network_id uuid not null,
	audit_checkpoint_id uuid not null default new_id(),
	number bigint not null,
	hash bytea not null,
	is_cut boolean not null default false,
	signature bytea not null,
	made_at timestamp with time zone not null default now(),
	constraint audit_checkpoint_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint audit_checkpoint_pkey PRIMARY KEY (network_id, audit_checkpoint_id)
);
CREATE INDEX checkpoint_by_number ON public.audit_checkpoint USING btree (network_id, number);
alter table audit_checkpoint enable row level security, force row level security;
create policy own_network on audit_checkpoint using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant insert, select on audit_checkpoint to okaeri_app;

create table audit_setting (
	network_id uuid not null,
	revision integer not null default 0,
	keep_days integer,
	way text not null default 'none'::text,
	host text not null default ''::text,
	port integer not null default 6514,
	certificate text not null default ''::text,
	url text not null default ''::text,
	secret text not null default ''::text,
	sent_up_to bigint not null default 0,
	sent_at timestamp with time zone,
	failing_since timestamp with time zone,
	last_problem text not null default ''::text,
	tries integer not null default 0,
	next_try_at timestamp with time zone not null default now(),
	claimed_until timestamp with time zone not null default now(),
	constraint audit_setting_keep_days_check CHECK (((keep_days >= 365) AND (keep_days <= 3660))),
	constraint audit_setting_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint audit_setting_pkey PRIMARY KEY (network_id),
	constraint audit_setting_port_check CHECK (((port >= 1) AND (port <= 65535))),
	constraint audit_setting_way_check CHECK ((way = ANY (ARRAY['none'::text, 'syslog'::text, 'https'::text])))
);
alter table audit_setting enable row level security, force row level security;
create policy own_network on audit_setting using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on audit_setting to okaeri_app;

create table block (
	network_id uuid not null,
	person_id uuid not null,
	blocked_id uuid not null,
	since timestamp with time zone not null default now(),
	constraint block_check CHECK ((person_id <> blocked_id)),
	constraint block_network_id_blocked_id_fkey FOREIGN KEY (network_id, blocked_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint block_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint block_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint block_pkey PRIMARY KEY (network_id, person_id, blocked_id)
);
CREATE INDEX block_of ON public.block USING btree (network_id, blocked_id, person_id);
alter table block enable row level security, force row level security;
create policy own_network on block using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on block to okaeri_app;

create table cadence_day (
	network_id uuid not null,
	day date not null,
	visitors integer not null,
	told integer not null,
	posted integer not null,
	constraint cadence_day_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint cadence_day_pkey PRIMARY KEY (network_id, day)
);
alter table cadence_day enable row level security, force row level security;
create policy own_network on cadence_day using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on cadence_day to okaeri_app;

create table calendar_feed (
	network_id uuid not null,
	person_id uuid not null,
	address_hash bytea not null,
	made_at timestamp with time zone not null default now(),
	constraint calendar_feed_network_id_address_hash_key UNIQUE (network_id, address_hash),
	constraint calendar_feed_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint calendar_feed_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint calendar_feed_pkey PRIMARY KEY (network_id, person_id)
);
alter table calendar_feed enable row level security, force row level security;
create policy own_network on calendar_feed using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on calendar_feed to okaeri_app;

create table casual_talk (
	network_id uuid not null,
	talk_id uuid not null default new_id(),
	alumnus_id uuid not null,
	starts_at timestamp with time zone not null,
	ends_at timestamp with time zone not null,
	wish text not null default ''::text,
	alumnus_time_zone text not null,
	state text not null default 'booked'::text,
	cancelled_by text,
	sequence integer not null default 0,
	booked_at timestamp with time zone not null default now(),
	pool_id uuid,
	way text not null default 'online'::text,
	place text not null default ''::text,
	reminded_at timestamp with time zone,
	asked_after_at timestamp with time zone,
	cancelled_at timestamp with time zone,
	canceller_id uuid,
	cancel_told_at timestamp with time zone,
	constraint alumnus_is_free EXCLUDE USING gist (network_id WITH =, alumnus_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((state = 'booked'::text)),
	constraint casual_talk_cancelled_by_check CHECK ((cancelled_by = ANY (ARRAY['alumnus'::text, 'host'::text, 'desk'::text]))),
	constraint casual_talk_canceller_check CHECK (((state = 'cancelled'::text) OR ((cancelled_at IS NULL) AND (canceller_id IS NULL) AND (cancel_told_at IS NULL)))),
	constraint casual_talk_canceller_fkey FOREIGN KEY (network_id, canceller_id) REFERENCES person(network_id, person_id),
	constraint casual_talk_check CHECK ((ends_at > starts_at)),
	constraint casual_talk_check1 CHECK (((state = 'cancelled'::text) = (cancelled_by IS NOT NULL))),
	constraint casual_talk_network_id_alumnus_id_fkey FOREIGN KEY (network_id, alumnus_id) REFERENCES person(network_id, person_id),
	constraint casual_talk_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint casual_talk_network_id_pool_id_fkey FOREIGN KEY (network_id, pool_id) REFERENCES talk_pool(network_id, pool_id),
	constraint casual_talk_pkey PRIMARY KEY (network_id, talk_id),
	constraint casual_talk_place_check CHECK ((length(place) <= 500)),
	constraint casual_talk_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'cancelled'::text, 'missed'::text]))),
	constraint casual_talk_way_check CHECK ((way = ANY (ARRAY['online'::text, 'on_site'::text, 'telephone'::text]))),
	constraint casual_talk_wish_check CHECK ((length(wish) <= 1000))
);
CREATE INDEX casual_talk_by_start ON public.casual_talk USING btree (network_id, starts_at, talk_id);
CREATE INDEX casual_talk_of_alumnus ON public.casual_talk USING btree (network_id, alumnus_id, starts_at DESC);
CREATE INDEX casual_talk_to_forget ON public.casual_talk USING btree (network_id, cancelled_at) WHERE (canceller_id IS NOT NULL);
alter table casual_talk enable row level security, force row level security;
create policy own_network on casual_talk using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on casual_talk to okaeri_app;

create table casual_talk_host (
	network_id uuid not null,
	talk_id uuid not null,
	host_id uuid not null,
	held_from timestamp with time zone not null,
	held_until timestamp with time zone not null,
	is_booked boolean not null default true,
	thanked_at timestamp with time zone,
	constraint casual_talk_host_check CHECK ((held_until > held_from)),
	constraint casual_talk_host_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint casual_talk_host_network_id_host_id_fkey FOREIGN KEY (network_id, host_id) REFERENCES host(network_id, person_id),
	constraint casual_talk_host_network_id_talk_id_fkey FOREIGN KEY (network_id, talk_id) REFERENCES casual_talk(network_id, talk_id) ON DELETE CASCADE,
	constraint casual_talk_host_pkey PRIMARY KEY (network_id, talk_id, host_id),
	constraint host_is_free EXCLUDE USING gist (network_id WITH =, host_id WITH =, tstzrange(held_from, held_until) WITH &&) WHERE (is_booked)
);
CREATE INDEX casual_talk_host_of_host ON public.casual_talk_host USING btree (network_id, host_id, talk_id);
alter table casual_talk_host enable row level security, force row level security;
create policy own_network on casual_talk_host using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on casual_talk_host to okaeri_app;

create table change (
	network_id uuid not null,
	change_id uuid not null default new_id(),
	revision integer not null default 1,
	status text not null default 'draft'::text,
	language text not null default 'ja'::text,
	title text not null,
	then_words text not null,
	now_words text not null,
	since date not null,
	for_whom text not null default ''::text,
	company_id uuid,
	reasons text[] not null default '{}'::text[],
	voice_name text not null default ''::text,
	voice_title text not null default ''::text,
	voice_words text not null default ''::text,
	author_id uuid not null,
	published_at timestamp with time zone,
	matching text not null default 'none'::text,
	matched_through uuid,
	people_matched integer not null default 0,
	mails_left integer not null default 0,
	employments text[] not null default '{}'::text[],
	parts text[] not null default '{}'::text[],
	departures_seen integer not null default 0,
	departures_total integer not null default 0,
	goes_out_at timestamp with time zone,
	constraint change_is_held CHECK (((status = 'scheduled'::text) = (goes_out_at IS NOT NULL))),
	constraint change_is_out CHECK (((status = ANY (ARRAY['draft'::text, 'scheduled'::text])) = (published_at IS NULL))),
	constraint change_language_check CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text]))),
	constraint change_matching_check CHECK ((matching = ANY (ARRAY['none'::text, 'waiting'::text, 'running'::text, 'done'::text]))),
	constraint change_network_id_author_id_fkey FOREIGN KEY (network_id, author_id) REFERENCES person(network_id, person_id),
	constraint change_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint change_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint change_pkey PRIMARY KEY (network_id, change_id),
	constraint change_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'scheduled'::text, 'published'::text, 'withdrawn'::text])))
);
CREATE INDEX change_published ON public.change USING btree (network_id, since DESC, change_id DESC) WHERE (status = 'published'::text);
alter table change enable row level security, force row level security;
create policy own_network on change using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on change to okaeri_app;

create table check_in (
	network_id uuid not null,
	rehire_id uuid not null,
	side text not null,
	stage text not null,
	due_on date not null,
	asked_at timestamp with time zone,
	answered_at timestamp with time zone,
	feeling text,
	words text not null default ''::text,
	shown_to text,
	would_tell boolean,
	constraint check_in_check CHECK (((answered_at IS NULL) = (feeling IS NULL))),
	constraint check_in_check1 CHECK (((answered_at IS NULL) = (shown_to IS NULL))),
	constraint check_in_feeling_check CHECK ((feeling = ANY (ARRAY['well'::text, 'fair'::text, 'hard'::text]))),
	constraint check_in_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint check_in_network_id_rehire_id_fkey FOREIGN KEY (network_id, rehire_id) REFERENCES welcome(network_id, rehire_id) ON DELETE CASCADE,
	constraint check_in_pkey PRIMARY KEY (network_id, rehire_id, side, stage),
	constraint check_in_shown_to_check CHECK ((shown_to = ANY (ARRAY['figures'::text, 'desk'::text, 'both'::text]))),
	constraint check_in_side_check CHECK ((side = ANY (ARRAY['rejoiner'::text, 'leader'::text]))),
	constraint check_in_stage_check CHECK ((stage = ANY (ARRAY['d30'::text, 'd60'::text, 'd90'::text, 'm12'::text, 'm24'::text]))),
	constraint check_in_words_check CHECK ((length(words) <= 1000))
);
CREATE INDEX check_in_due ON public.check_in USING btree (network_id, due_on) WHERE (asked_at IS NULL);
alter table check_in enable row level security, force row level security;
create policy own_network on check_in using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on check_in to okaeri_app;

create table claim (
	network_id uuid not null,
	claim_id uuid not null default new_id(),
	family_name text not null,
	given_name text not null,
	family_kana text not null,
	given_kana text not null,
	number text not null,
	joined_year smallint,
	left_year smallint not null,
	department text not null,
	words text not null,
	address text not null,
	locale text not null,
	pass_on_id uuid,
	link_hash bytea not null,
	made_at timestamp with time zone not null default now(),
	link_expires_at timestamp with time zone not null,
	proved_at timestamp with time zone,
	state text not null default 'unproved'::text,
	person_id uuid,
	settled_at timestamp with time zone,
	settled_by uuid,
	constraint claim_address_check CHECK ((address = lower(address))),
	constraint claim_check CHECK (((proved_at IS NULL) = (state = 'unproved'::text))),
	constraint claim_department_check CHECK ((length(department) <= 200)),
	constraint claim_family_kana_check CHECK ((length(family_kana) <= 60)),
	constraint claim_family_name_check CHECK ((length(family_name) <= 60)),
	constraint claim_given_kana_check CHECK ((length(given_kana) <= 60)),
	constraint claim_given_name_check CHECK ((length(given_name) <= 60)),
	constraint claim_locale_check CHECK ((locale = ANY (ARRAY['ja'::text, 'en'::text]))),
	constraint claim_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint claim_network_id_link_hash_key UNIQUE (network_id, link_hash),
	constraint claim_network_id_pass_on_id_fkey FOREIGN KEY (network_id, pass_on_id) REFERENCES pass_on(network_id, pass_on_id) ON DELETE SET NULL (pass_on_id),
	constraint claim_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint claim_network_id_settled_by_fkey FOREIGN KEY (network_id, settled_by) REFERENCES person(network_id, person_id) ON DELETE SET NULL (settled_by),
	constraint claim_number_check CHECK ((length(number) <= 40)),
	constraint claim_pkey PRIMARY KEY (network_id, claim_id),
	constraint claim_state_check CHECK ((state = ANY (ARRAY['unproved'::text, 'proved'::text, 'waiting'::text, 'let_in'::text, 'declined'::text, 'is_member'::text]))),
	constraint claim_words_check CHECK ((length(words) <= 1000))
);
CREATE INDEX claim_by_address ON public.claim USING btree (network_id, address);
CREATE INDEX claim_by_state ON public.claim USING btree (network_id, state, proved_at);
alter table claim enable row level security, force row level security;
create policy own_network on claim using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on claim to okaeri_app;

create table collaboration (
	network_id uuid not null,
	collaboration_id uuid not null default new_id(),
	person_id uuid not null,
	is_of_company boolean not null default false,
	kind text not null,
	title text not null,
	words text not null,
	term text not null default ''::text,
	pay_form text not null,
	pay text not null default ''::text,
	pay_day text not null default ''::text,
	place text not null default ''::text,
	is_remote boolean not null default false,
	ending text not null default ''::text,
	closes_on date not null,
	ticket uuid not null,
	state text not null default 'waiting'::text,
	asked_at timestamp with time zone not null default now(),
	decided_by uuid,
	answer text not null default ''::text,
	closed_at timestamp with time zone,
	open_to text not null default open_to_now(),
	constraint collaboration_answer_check CHECK ((length(answer) <= 1000)),
	constraint collaboration_check CHECK ((is_remote OR (place <> ''::text) OR (kind = 'together'::text))),
	constraint collaboration_check1 CHECK (((kind = 'together'::text) OR ((term <> ''::text) AND (pay <> ''::text) AND (pay_day <> ''::text) AND (pay_form <> 'none'::text)))),
	constraint collaboration_ending_check CHECK ((length(ending) <= 500)),
	constraint collaboration_kind_check CHECK ((kind = ANY (ARRAY['together'::text, 'contract'::text, 'side_work'::text]))),
	constraint collaboration_network_id_decided_by_fkey FOREIGN KEY (network_id, decided_by) REFERENCES person(network_id, person_id),
	constraint collaboration_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint collaboration_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint collaboration_network_id_person_id_ticket_key UNIQUE (network_id, person_id, ticket),
	constraint collaboration_open_to_check CHECK ((open_to = ANY (ARRAY['alumni'::text, 'rejoiners'::text, 'employees'::text]))),
	constraint collaboration_pay_check CHECK ((length(pay) <= 200)),
	constraint collaboration_pay_day_check CHECK ((length(pay_day) <= 200)),
	constraint collaboration_pay_form_check CHECK ((pay_form = ANY (ARRAY['hourly'::text, 'monthly'::text, 'fixed'::text, 'share'::text, 'none'::text, 'to_settle'::text]))),
	constraint collaboration_pkey PRIMARY KEY (network_id, collaboration_id),
	constraint collaboration_place_check CHECK ((length(place) <= 200)),
	constraint collaboration_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'open'::text, 'closed'::text, 'refused'::text]))),
	constraint collaboration_term_check CHECK ((length(term) <= 200)),
	constraint collaboration_title_check CHECK (((length(title) >= 1) AND (length(title) <= 100))),
	constraint collaboration_words_check CHECK (((length(words) >= 1) AND (length(words) <= 4000)))
);
CREATE INDEX collaboration_decided_by ON public.collaboration USING btree (network_id, decided_by) WHERE (decided_by IS NOT NULL);
CREATE INDEX collaboration_of_person ON public.collaboration USING btree (network_id, person_id, collaboration_id DESC);
CREATE INDEX collaboration_open ON public.collaboration USING btree (network_id, collaboration_id DESC) WHERE (state = 'open'::text);
CREATE INDEX collaboration_waiting ON public.collaboration USING btree (network_id, collaboration_id) WHERE (state = 'waiting'::text);
alter table collaboration enable row level security, force row level security;
create policy own_network on collaboration using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on collaboration to okaeri_app;

create table collaboration_interest (
	network_id uuid not null,
	collaboration_id uuid not null,
	person_id uuid not null,
	said_at timestamp with time zone not null default now(),
	constraint collaboration_interest_network_id_collaboration_id_fkey FOREIGN KEY (network_id, collaboration_id) REFERENCES collaboration(network_id, collaboration_id) ON DELETE CASCADE,
	constraint collaboration_interest_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint collaboration_interest_pkey PRIMARY KEY (network_id, collaboration_id, person_id)
);
CREATE INDEX collaboration_interest_of_person ON public.collaboration_interest USING btree (network_id, person_id);
alter table collaboration_interest enable row level security, force row level security;
create policy own_network on collaboration_interest using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on collaboration_interest to okaeri_app;

create table comment (
	network_id uuid not null,
	comment_id uuid not null default new_id(),
	post_id uuid,
	author_id uuid not null,
	words text not null,
	html text not null,
	ticket uuid not null,
	posted_at timestamp with time zone not null default now(),
	revision integer not null default 1,
	edited_at timestamp with time zone,
	hidden_at timestamp with time zone,
	reactions jsonb not null default '{}'::jsonb,
	event_id uuid,
	thread_id uuid,
	answers_id uuid,
	removed_at timestamp with time zone,
	constraint comment_is_under_one CHECK ((num_nonnulls(post_id, event_id) = 1)),
	constraint comment_network_id_answers_id_fkey FOREIGN KEY (network_id, answers_id) REFERENCES comment(network_id, comment_id) ON DELETE SET NULL (answers_id),
	constraint comment_network_id_author_id_fkey FOREIGN KEY (network_id, author_id) REFERENCES person(network_id, person_id),
	constraint comment_network_id_author_id_ticket_key UNIQUE (network_id, author_id, ticket),
	constraint comment_network_id_event_id_fkey FOREIGN KEY (network_id, event_id) REFERENCES event(network_id, event_id) ON DELETE CASCADE,
	constraint comment_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint comment_network_id_post_id_fkey FOREIGN KEY (network_id, post_id) REFERENCES post(network_id, post_id) ON DELETE CASCADE,
	constraint comment_network_id_thread_id_fkey FOREIGN KEY (network_id, thread_id) REFERENCES comment(network_id, comment_id) ON DELETE SET NULL (thread_id),
	constraint comment_pkey PRIMARY KEY (network_id, comment_id),
	constraint comment_removed_is_hidden CHECK (((removed_at IS NULL) OR (hidden_at IS NOT NULL))),
	constraint comment_words_check CHECK (((length(words) <= 4000) AND ((words <> ''::text) OR (removed_at IS NOT NULL))))
);
CREATE INDEX comment_answering ON public.comment USING btree (network_id, answers_id) WHERE (answers_id IS NOT NULL);
CREATE INDEX comment_of_event ON public.comment USING btree (network_id, event_id, comment_id) WHERE (event_id IS NOT NULL);
CREATE INDEX comment_of_post ON public.comment USING btree (network_id, post_id, comment_id);
CREATE INDEX comment_of_thread ON public.comment USING btree (network_id, thread_id, comment_id) WHERE (thread_id IS NOT NULL);
alter table comment enable row level security, force row level security;
create policy own_network on comment using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER count_comment AFTER INSERT OR DELETE OR UPDATE OF hidden_at ON public.comment FOR EACH ROW EXECUTE FUNCTION count_comment();
grant delete, insert, select, update on comment to okaeri_app;

create table company (
	network_id uuid not null,
	company_id uuid not null default new_id(),
	parent_id uuid,
	name_ja text not null,
	name_en text not null,
	closed_on date,
	revision integer not null default 0,
	constraint company_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint company_network_id_parent_id_fkey FOREIGN KEY (network_id, parent_id) REFERENCES company(network_id, company_id),
	constraint company_pkey PRIMARY KEY (network_id, company_id)
);
alter table company enable row level security, force row level security;
create policy own_network on company using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on company to okaeri_app;

create table concern (
	network_id uuid not null,
	concern_id uuid not null default new_id(),
	reporter_id uuid not null,
	talk_id uuid,
	application_id uuid,
	about_id uuid,
	category text not null,
	words text not null,
	wish text not null,
	is_unnamed boolean not null default true,
	told_at timestamp with time zone not null default now(),
	state text not null default 'new'::text,
	decision text not null default ''::text,
	answer text not null default ''::text,
	changed_at timestamp with time zone not null default now(),
	revision integer not null default 1,
	constraint concern_answer_check CHECK ((length(answer) <= 4000)),
	constraint concern_category_check CHECK ((category = ANY (ARRAY['sexual'::text, 'power'::text, 'private'::text, 'pressure'::text, 'other'::text]))),
	constraint concern_check CHECK ((num_nonnulls(talk_id, application_id) <= 1)),
	constraint concern_decision_check CHECK ((length(decision) <= 4000)),
	constraint concern_network_id_about_id_fkey FOREIGN KEY (network_id, about_id) REFERENCES person(network_id, person_id),
	constraint concern_network_id_application_id_fkey FOREIGN KEY (network_id, application_id) REFERENCES application(network_id, application_id) ON DELETE SET NULL (application_id),
	constraint concern_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint concern_network_id_reporter_id_fkey FOREIGN KEY (network_id, reporter_id) REFERENCES person(network_id, person_id),
	constraint concern_network_id_talk_id_fkey FOREIGN KEY (network_id, talk_id) REFERENCES casual_talk(network_id, talk_id) ON DELETE SET NULL (talk_id),
	constraint concern_pkey PRIMARY KEY (network_id, concern_id),
	constraint concern_state_check CHECK ((state = ANY (ARRAY['new'::text, 'handling'::text, 'settled'::text]))),
	constraint concern_wish_check CHECK ((wish = ANY (ARRAY['know'::text, 'answer'::text, 'act'::text]))),
	constraint concern_words_check CHECK (((length(words) >= 1) AND (length(words) <= 4000)))
);
CREATE INDEX concern_by_state ON public.concern USING btree (network_id, state, told_at);
CREATE INDEX concern_of_reporter ON public.concern USING btree (network_id, reporter_id, told_at DESC);
alter table concern enable row level security, force row level security;
create policy own_network on concern using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on concern to okaeri_app;

create table concern_note (
	network_id uuid not null,
	note_id uuid not null default new_id(),
	concern_id uuid not null,
	written_by uuid,
	words text not null,
	written_at timestamp with time zone not null default now(),
	constraint concern_note_network_id_concern_id_fkey FOREIGN KEY (network_id, concern_id) REFERENCES concern(network_id, concern_id) ON DELETE CASCADE,
	constraint concern_note_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint concern_note_network_id_written_by_fkey FOREIGN KEY (network_id, written_by) REFERENCES person(network_id, person_id) ON DELETE SET NULL (written_by),
	constraint concern_note_pkey PRIMARY KEY (network_id, note_id),
	constraint concern_note_words_check CHECK (((length(words) >= 1) AND (length(words) <= 4000)))
);
CREATE INDEX concern_note_of_concern ON public.concern_note USING btree (network_id, concern_id, note_id);
alter table concern_note enable row level security, force row level security;
create policy own_network on concern_note using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on concern_note to okaeri_app;

create table consent (
	network_id uuid not null,
	consent_id uuid not null default new_id(),
	person_id uuid not null,
	purpose text not null,
	wording text not null,
	given_at timestamp with time zone not null default now(),
	withdrawn_at timestamp with time zone,
	notice_version integer,
	given_how text not null default 'unknown'::text,
	given_from text not null default ''::text,
	withdrawn_how text,
	withdrawn_from text not null default ''::text,
	constraint consent_check CHECK ((withdrawn_at >= given_at)),
	constraint consent_check1 CHECK (((withdrawn_at IS NULL) = (withdrawn_how IS NULL))),
	constraint consent_given_from_check CHECK ((length(given_from) <= 200)),
	constraint consent_given_how_check CHECK ((given_how = ANY (ARRAY['page'::text, 'join'::text, 'mail_link'::text, 'import'::text, 'desk'::text, 'api'::text, 'unknown'::text]))),
	constraint consent_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint consent_network_id_notice_version_fkey FOREIGN KEY (network_id, notice_version) REFERENCES privacy_notice(network_id, version),
	constraint consent_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint consent_pkey PRIMARY KEY (network_id, consent_id),
	constraint consent_purpose_check CHECK ((purpose = ANY (ARRAY['network'::text, 'return_mail'::text, 'former_manager'::text, 'group_sharing'::text]))),
	constraint consent_withdrawn_from_check CHECK ((length(withdrawn_from) <= 200)),
	constraint consent_withdrawn_how_check CHECK ((withdrawn_how = ANY (ARRAY['page'::text, 'mail_link'::text, 'desk'::text, 'api'::text, 'leaving'::text, 'unknown'::text])))
);
CREATE INDEX consent_of_person ON public.consent USING btree (network_id, person_id, given_at DESC);
CREATE UNIQUE INDEX consent_in_force ON public.consent USING btree (network_id, person_id, purpose) WHERE (withdrawn_at IS NULL);
alter table consent enable row level security, force row level security;
create policy own_network on consent using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER consent_is_for_good BEFORE UPDATE ON public.consent FOR EACH ROW EXECUTE FUNCTION consent_is_for_good();
grant insert, select, update (withdrawn_at), update (withdrawn_from), update (withdrawn_how) on consent to okaeri_app;

create table contact (
	network_id uuid not null,
	person_id uuid not null,
	email text not null,
	basis text,
	basis_on date,
	basis_note text,
	do_not_contact boolean not null default false,
	mails_per_month smallint not null default usual_mails_per_month(),
	quiet_from time without time zone not null default usual_quiet_from(),
	quiet_until time without time zone not null default usual_quiet_until(),
	digest_weekday smallint not null default 5,
	wants_digest boolean not null default true,
	digested_at timestamp with time zone,
	pushes_per_day smallint not null default 10,
	wants_pulse boolean not null default true,
	pulse_due_on date not null default ((network_today() + 14) + ((random() * (76)::double precision))::integer),
	revision integer not null default 1,
	hr_import_id uuid,
	constraint contact_basis_check CHECK ((basis = ANY (ARRAY['consent_on_leaving'::text, 'notice'::text, 'told_desk'::text, 'joined'::text]))),
	constraint contact_check CHECK (((basis IS NULL) OR (basis_on IS NOT NULL))),
	constraint contact_digest_weekday_check CHECK (((digest_weekday >= 1) AND (digest_weekday <= 7))),
	constraint contact_email_check CHECK ((email = lower(email))),
	constraint contact_mails_per_month_check CHECK (((mails_per_month >= 0) AND (mails_per_month <= 31))),
	constraint contact_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint contact_pkey PRIMARY KEY (network_id, person_id),
	constraint contact_pushes_per_day_check CHECK (((pushes_per_day >= 0) AND (pushes_per_day <= 100)))
);
CREATE INDEX contact_by_email ON public.contact USING btree (network_id, email);
CREATE INDEX contact_left_alone ON public.contact USING btree (network_id, person_id) WHERE do_not_contact;
CREATE INDEX contact_on_recorded_basis ON public.contact USING btree (network_id, basis_on, basis, (
CASE
    WHEN (basis_note IS NULL) THEN ''::text
    ELSE basis_note
END)) WHERE (basis = ANY (ARRAY['consent_on_leaving'::text, 'notice'::text]));
CREATE INDEX contact_pulse_due ON public.contact USING btree (network_id, pulse_due_on) WHERE wants_pulse;
alter table contact enable row level security, force row level security;
create policy own_network on contact using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER count_revision BEFORE UPDATE ON public.contact FOR EACH ROW WHEN (((((old.email IS DISTINCT FROM new.email) OR (old.basis IS DISTINCT FROM new.basis)) OR (old.basis_on IS DISTINCT FROM new.basis_on)) OR (old.basis_note IS DISTINCT FROM new.basis_note))) EXECUTE FUNCTION count_revision();
CREATE TRIGGER directory_follows AFTER UPDATE OF email ON public.contact FOR EACH ROW EXECUTE FUNCTION directory.follow_address();
CREATE TRIGGER directory_follows_added AFTER INSERT ON public.contact REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_added_addresses();
CREATE TRIGGER keep_left_alone BEFORE UPDATE ON public.contact FOR EACH ROW WHEN ((NOT new.do_not_contact)) EXECUTE FUNCTION keep_left_alone();
CREATE TRIGGER left_alone_is_kept AFTER INSERT ON public.contact REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION left_alone_is_kept();
CREATE TRIGGER opt_out_is_kept AFTER INSERT ON public.contact REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION opt_out_is_kept();
CREATE TRIGGER opt_out_is_kept_at_change BEFORE UPDATE OF email ON public.contact FOR EACH ROW WHEN ((new.email IS DISTINCT FROM old.email)) EXECUTE FUNCTION opt_out_is_kept_at_change();
CREATE TRIGGER row_follows AFTER UPDATE ON public.contact REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_changes('email', 'basis', 'do_not_contact');
CREATE TRIGGER row_follows_added AFTER INSERT ON public.contact REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
CREATE TRIGGER row_follows_deleted AFTER DELETE ON public.contact REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
CREATE TRIGGER trace_import AFTER INSERT OR DELETE OR UPDATE ON public.contact FOR EACH ROW WHEN ((COALESCE(current_setting('okaeri.hr_import'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION trace_import();
grant delete, insert, select, update on contact to okaeri_app;

create table conversation (
	network_id uuid not null,
	conversation_id uuid not null default new_id(),
	kind text not null,
	title text not null default ''::text,
	pair_key text,
	made_by uuid not null,
	made_at timestamp with time zone not null default now(),
	last_message_id uuid,
	last_words text not null default ''::text,
	assigned_to uuid,
	done_at timestamp with time zone,
	constraint conversation_kind_check CHECK ((kind = ANY (ARRAY['two'::text, 'several'::text, 'desk'::text]))),
	constraint conversation_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint conversation_network_id_made_by_fkey FOREIGN KEY (network_id, made_by) REFERENCES person(network_id, person_id),
	constraint conversation_network_id_pair_key_key UNIQUE (network_id, pair_key),
	constraint conversation_pkey PRIMARY KEY (network_id, conversation_id),
	constraint conversation_title_check CHECK ((length(title) <= 100))
);
CREATE INDEX conversation_at_desk ON public.conversation USING btree (network_id, last_message_id DESC) WHERE (kind = 'desk'::text);
CREATE INDEX conversation_to_answer ON public.conversation USING btree (network_id, last_message_id) WHERE ((kind = 'desk'::text) AND (done_at IS NULL));
alter table conversation enable row level security, force row level security;
create policy own_network on conversation using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on conversation to okaeri_app;

create table conversation_member (
	network_id uuid not null,
	conversation_id uuid not null,
	person_id uuid not null,
	state text not null default 'in'::text,
	read_id uuid,
	muted_at timestamp with time zone,
	last_message_id uuid,
	constraint conversation_member_network_id_conversation_id_fkey FOREIGN KEY (network_id, conversation_id) REFERENCES conversation(network_id, conversation_id) ON DELETE CASCADE,
	constraint conversation_member_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint conversation_member_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint conversation_member_pkey PRIMARY KEY (network_id, conversation_id, person_id),
	constraint conversation_member_state_check CHECK ((state = ANY (ARRAY['in'::text, 'asked'::text, 'declined'::text, 'left'::text])))
);
CREATE INDEX conversation_of_person ON public.conversation_member USING btree (network_id, person_id, last_message_id DESC);
alter table conversation_member enable row level security, force row level security;
create policy own_network on conversation_member using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on conversation_member to okaeri_app;

create table conversation_note (
	network_id uuid not null,
	note_id uuid not null default new_id(),
	conversation_id uuid not null,
	author_id uuid not null,
	words text not null,
	noted_at timestamp with time zone not null default now(),
	constraint conversation_note_network_id_author_id_fkey FOREIGN KEY (network_id, author_id) REFERENCES person(network_id, person_id),
	constraint conversation_note_network_id_conversation_id_fkey FOREIGN KEY (network_id, conversation_id) REFERENCES conversation(network_id, conversation_id) ON DELETE CASCADE,
	constraint conversation_note_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint conversation_note_pkey PRIMARY KEY (network_id, note_id),
	constraint conversation_note_words_check CHECK (((length(words) >= 1) AND (length(words) <= 2000)))
);
CREATE INDEX conversation_note_of ON public.conversation_note USING btree (network_id, conversation_id, note_id);
alter table conversation_note enable row level security, force row level security;
create policy own_network on conversation_note using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on conversation_note to okaeri_app;

create table conversation_wish (
	network_id uuid not null,
	person_id uuid not null,
	sends_by text not null default 'ctrl_enter'::text,
	shows_read boolean not null default true,
	shows_typing boolean not null default true,
	constraint conversation_wish_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint conversation_wish_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint conversation_wish_pkey PRIMARY KEY (network_id, person_id),
	constraint conversation_wish_sends_by_check CHECK ((sends_by = ANY (ARRAY['enter'::text, 'ctrl_enter'::text])))
);
alter table conversation_wish enable row level security, force row level security;
create policy own_network on conversation_wish using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on conversation_wish to okaeri_app;

create table correction (
	network_id uuid not null,
	correction_id uuid not null default new_id(),
	change_id uuid,
	letter_id uuid,
	before jsonb not null,
	corrected_by uuid not null,
	corrected_at timestamp with time zone not null default now(),
	constraint correction_check CHECK ((num_nonnulls(change_id, letter_id) = 1)),
	constraint correction_network_id_change_id_fkey FOREIGN KEY (network_id, change_id) REFERENCES change(network_id, change_id),
	constraint correction_network_id_corrected_by_fkey FOREIGN KEY (network_id, corrected_by) REFERENCES person(network_id, person_id),
	constraint correction_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint correction_network_id_letter_id_fkey FOREIGN KEY (network_id, letter_id) REFERENCES letter(network_id, letter_id),
	constraint correction_pkey PRIMARY KEY (network_id, correction_id)
);
CREATE INDEX correction_of_change ON public.correction USING btree (network_id, change_id, correction_id DESC);
CREATE INDEX correction_of_letter ON public.correction USING btree (network_id, letter_id, correction_id DESC);
alter table correction enable row level security, force row level security;
create policy own_network on correction using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on correction to okaeri_app;

create table demo_guest (
	network_id uuid not null,
	part text not null,
	person_id uuid not null,
	constraint demo_guest_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint demo_guest_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint demo_guest_part_check CHECK ((part = ANY (ARRAY['steward'::text, 'ready'::text, 'tied'::text, 'hesitant'::text, 'distant'::text, 'former_manager'::text, 'executive'::text, 'rejoiner'::text]))),
	constraint demo_guest_pkey PRIMARY KEY (network_id, part)
);
alter table demo_guest enable row level security, force row level security;
create policy own_network on demo_guest using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER only_in_a_demo BEFORE INSERT OR UPDATE ON public.demo_guest FOR EACH ROW EXECUTE FUNCTION only_in_a_demo();
grant delete, insert, select, update on demo_guest to okaeri_app;

create table departure (
	network_id uuid not null,
	tenure_id uuid not null,
	person_id uuid not null,
	left_on date not null,
	learned_from text not null,
	counting_view text,
	is_latest boolean not null default true,
	kind text,
	constraint departure_counting_view_check CHECK ((counting_view = ANY (ARRAY['stated'::text, 'revisited'::text, 'desk'::text]))),
	constraint departure_kind_check CHECK ((kind = ANY (ARRAY['own_wish'::text, 'company'::text, 'retirement'::text, 'contract_end'::text, 'group_move'::text, 'other'::text]))),
	constraint departure_learned_from_check CHECK ((learned_from = ANY (ARRAY['hr_file'::text, 'person'::text, 'desk'::text]))),
	constraint departure_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint departure_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES tenure(network_id, tenure_id) ON DELETE CASCADE,
	constraint departure_pkey PRIMARY KEY (network_id, tenure_id)
);
CREATE UNIQUE INDEX departure_latest ON public.departure USING btree (network_id, person_id) WHERE is_latest;
alter table departure enable row level security, force row level security;
create policy own_network on departure using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER forget_matches AFTER DELETE ON public.departure FOR EACH ROW EXECUTE FUNCTION forget_matches();
CREATE TRIGGER let_leavers_in AFTER INSERT ON public.departure REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION let_leavers_in();
CREATE TRIGGER let_leavers_out AFTER DELETE ON public.departure REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION let_leavers_in();
CREATE TRIGGER trace_import AFTER INSERT OR DELETE OR UPDATE ON public.departure FOR EACH ROW WHEN ((COALESCE(current_setting('okaeri.hr_import'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION trace_import();
grant delete, insert, select, update on departure to okaeri_app;

create table departure_reason (
	network_id uuid not null,
	tenure_id uuid not null,
	view text not null,
	code text not null,
	said_on date not null,
	is_read boolean not null default false,
	constraint departure_reason_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES departure(network_id, tenure_id) ON DELETE CASCADE,
	constraint departure_reason_pkey PRIMARY KEY (network_id, tenure_id, view, code),
	constraint departure_reason_view_check CHECK ((view = ANY (ARRAY['stated'::text, 'revisited'::text, 'desk'::text])))
);
CREATE INDEX departure_reason_by_code ON public.departure_reason USING btree (network_id, code, view, tenure_id);
alter table departure_reason enable row level security, force row level security;
create policy own_network on departure_reason using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER keep_refused AFTER INSERT ON public.departure_reason REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refused_codes_are_kept_out();
CREATE TRIGGER trace_import AFTER INSERT OR DELETE OR UPDATE ON public.departure_reason FOR EACH ROW WHEN ((COALESCE(current_setting('okaeri.hr_import'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION trace_import();
grant delete, insert, select, update on departure_reason to okaeri_app;

create table departure_word (
	network_id uuid not null,
	tenure_id uuid not null,
	view text not null,
	words text not null,
	said_on date not null,
	read_at timestamp with time zone,
	constraint departure_word_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES departure(network_id, tenure_id) ON DELETE CASCADE,
	constraint departure_word_pkey PRIMARY KEY (network_id, tenure_id, view),
	constraint departure_word_view_check CHECK ((view = ANY (ARRAY['stated'::text, 'revisited'::text, 'desk'::text]))),
	constraint departure_word_words_check CHECK ((length(words) <= 4000))
);
CREATE INDEX departure_word_unread ON public.departure_word USING btree (network_id, tenure_id) WHERE (read_at IS NULL);
alter table departure_word enable row level security, force row level security;
create policy own_network on departure_word using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER forget_likeness AFTER UPDATE OF words ON public.departure_word FOR EACH ROW WHEN ((old.words IS DISTINCT FROM new.words)) EXECUTE FUNCTION forget_likeness();
CREATE TRIGGER keep_refused AFTER INSERT ON public.departure_word REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refused_words_are_kept_out();
CREATE TRIGGER trace_import AFTER INSERT OR DELETE OR UPDATE ON public.departure_word FOR EACH ROW WHEN ((COALESCE(current_setting('okaeri.hr_import'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION trace_import();
grant delete, insert, select, update on departure_word to okaeri_app;

create table draft (
	network_id uuid not null,
	person_id uuid not null,
	place text not null,
	words text not null,
	html text not null default ''::text,
	revision integer not null default 1,
	saved_at timestamp with time zone not null default now(),
	constraint draft_html_check CHECK ((length(html) <= 40000)),
	constraint draft_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint draft_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint draft_pkey PRIMARY KEY (network_id, person_id, place),
	constraint draft_place_check CHECK (((length(place) >= 1) AND (length(place) <= 80))),
	constraint draft_words_check CHECK ((length(words) <= 8000))
);
alter table draft enable row level security, force row level security;
create policy own_network on draft using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on draft to okaeri_app;

create table employee_number (
	network_id uuid not null,
	company_id uuid not null,
	number text not null,
	person_id uuid not null,
	constraint employee_number_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint employee_number_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint employee_number_pkey PRIMARY KEY (network_id, company_id, number)
);
CREATE INDEX employee_number_of_person ON public.employee_number USING btree (network_id, person_id);
alter table employee_number enable row level security, force row level security;
create policy own_network on employee_number using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER row_follows AFTER UPDATE ON public.employee_number REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_changes('number');
CREATE TRIGGER row_follows_added AFTER INSERT ON public.employee_number REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
CREATE TRIGGER row_follows_deleted AFTER DELETE ON public.employee_number REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
CREATE TRIGGER trace_import AFTER INSERT OR DELETE OR UPDATE ON public.employee_number FOR EACH ROW WHEN ((COALESCE(current_setting('okaeri.hr_import'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION trace_import();
grant delete, insert, select, update on employee_number to okaeri_app;

create table erasure (
	network_id uuid not null,
	person_id uuid not null,
	asked_at timestamp with time zone not null default now(),
	due_at timestamp with time zone not null,
	keeps_words boolean not null,
	constraint erasure_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint erasure_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint erasure_pkey PRIMARY KEY (network_id, person_id)
);
CREATE INDEX erasure_due ON public.erasure USING btree (network_id, due_at);
alter table erasure enable row level security, force row level security;
create policy own_network on erasure using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on erasure to okaeri_app;

create table event (
	network_id uuid not null,
	event_id uuid not null default new_id(),
	series_id uuid,
	host_id uuid not null,
	group_id uuid,
	title text not null,
	words text not null default ''::text,
	html text not null default ''::text,
	kind text not null,
	place text not null default ''::text,
	url text not null default ''::text,
	starts_at timestamp with time zone not null,
	ends_at timestamp with time zone not null,
	time_zone text not null,
	capacity integer,
	guests_at_most smallint not null default 0,
	question text not null default ''::text,
	state text not null default 'announced'::text,
	sequence integer not null default 0,
	revision integer not null default 1,
	summary text not null default ''::text,
	summary_html text not null default ''::text,
	summed_up_at timestamp with time zone,
	announced_at timestamp with time zone not null default now(),
	going integer not null default 0,
	comments integer not null default 0,
	constraint event_capacity_check CHECK (((capacity >= 1) AND (capacity <= 100000))),
	constraint event_check CHECK ((ends_at > starts_at)),
	constraint event_guests_at_most_check CHECK (((guests_at_most >= 0) AND (guests_at_most <= 10))),
	constraint event_kind_check CHECK ((kind = ANY (ARRAY['on_site'::text, 'online'::text, 'both'::text]))),
	constraint event_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint event_network_id_group_id_fkey FOREIGN KEY (network_id, group_id) REFERENCES "group"(network_id, group_id),
	constraint event_network_id_host_id_fkey FOREIGN KEY (network_id, host_id) REFERENCES person(network_id, person_id),
	constraint event_pkey PRIMARY KEY (network_id, event_id),
	constraint event_place_check CHECK ((length(place) <= 300)),
	constraint event_question_check CHECK ((length(question) <= 300)),
	constraint event_state_check CHECK ((state = ANY (ARRAY['announced'::text, 'cancelled'::text]))),
	constraint event_summary_check CHECK ((length(summary) <= 8000)),
	constraint event_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120))),
	constraint event_url_check CHECK ((length(url) <= 500)),
	constraint event_words_check CHECK ((length(words) <= 8000))
);
CREATE INDEX event_by_end ON public.event USING btree (network_id, ends_at, event_id);
CREATE INDEX event_by_start ON public.event USING btree (network_id, starts_at, event_id);
CREATE INDEX event_of_group ON public.event USING btree (network_id, group_id, starts_at) WHERE (group_id IS NOT NULL);
CREATE INDEX event_of_series ON public.event USING btree (network_id, series_id, starts_at) WHERE (series_id IS NOT NULL);
alter table event enable row level security, force row level security;
create policy own_network on event using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on event to okaeri_app;

create table event_proposal (
	network_id uuid not null,
	event_proposal_id uuid not null default new_id(),
	proposer_id uuid not null,
	title text not null,
	wish jsonb not null,
	ticket uuid not null,
	state text not null default 'waiting'::text,
	proposed_at timestamp with time zone not null default now(),
	answered_at timestamp with time zone,
	answered_by uuid,
	answer text not null default ''::text,
	event_id uuid,
	constraint event_proposal_answer_check CHECK ((length(answer) <= 1000)),
	constraint event_proposal_check CHECK (((state = ANY (ARRAY['accepted'::text, 'declined'::text])) = (answered_at IS NOT NULL))),
	constraint event_proposal_network_id_answered_by_fkey FOREIGN KEY (network_id, answered_by) REFERENCES person(network_id, person_id) ON DELETE SET NULL (answered_by),
	constraint event_proposal_network_id_event_id_fkey FOREIGN KEY (network_id, event_id) REFERENCES event(network_id, event_id) ON DELETE SET NULL (event_id),
	constraint event_proposal_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint event_proposal_network_id_proposer_id_fkey FOREIGN KEY (network_id, proposer_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint event_proposal_network_id_proposer_id_ticket_key UNIQUE (network_id, proposer_id, ticket),
	constraint event_proposal_pkey PRIMARY KEY (network_id, event_proposal_id),
	constraint event_proposal_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text]))),
	constraint event_proposal_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)))
);
CREATE INDEX event_proposal_waiting ON public.event_proposal USING btree (network_id, event_proposal_id) WHERE (state = 'waiting'::text);
alter table event_proposal enable row level security, force row level security;
create policy own_network on event_proposal using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on event_proposal to okaeri_app;

create table event_reply (
	network_id uuid not null,
	event_id uuid not null,
	person_id uuid not null,
	answer text not null,
	guests smallint not null default 0,
	said text not null default ''::text,
	waits_since timestamp with time zone,
	replied_at timestamp with time zone not null default now(),
	pass uuid not null default gen_random_uuid(),
	came_at timestamp with time zone,
	checked_in_by uuid,
	reminded_at timestamp with time zone,
	asked_at timestamp with time zone,
	thought text,
	thought_words text not null default ''::text,
	constraint event_reply_answer_check CHECK ((answer = ANY (ARRAY['going'::text, 'waiting'::text, 'not_going'::text]))),
	constraint event_reply_guests_check CHECK (((guests >= 0) AND (guests <= 10))),
	constraint event_reply_network_id_event_id_fkey FOREIGN KEY (network_id, event_id) REFERENCES event(network_id, event_id) ON DELETE CASCADE,
	constraint event_reply_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint event_reply_network_id_pass_key UNIQUE (network_id, pass),
	constraint event_reply_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint event_reply_pkey PRIMARY KEY (network_id, event_id, person_id),
	constraint event_reply_said_check CHECK ((length(said) <= 1000)),
	constraint event_reply_thought_check CHECK ((thought = ANY (ARRAY['good'::text, 'fair'::text, 'poor'::text]))),
	constraint event_reply_thought_words_check CHECK ((length(thought_words) <= 1000))
);
CREATE INDEX event_reply_of_person ON public.event_reply USING btree (network_id, person_id, event_id);
CREATE INDEX event_reply_waiting ON public.event_reply USING btree (network_id, event_id, waits_since, person_id) WHERE (answer = 'waiting'::text);
alter table event_reply enable row level security, force row level security;
create policy own_network on event_reply using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on event_reply to okaeri_app;

create table group (
	network_id uuid not null,
	group_id uuid not null default new_id(),
	name text not null,
	purpose text not null default ''::text,
	kind text not null,
	rule_department text,
	rule_place text,
	rule_joined smallint,
	made_by uuid,
	made_at timestamp with time zone not null default now(),
	members integer not null default 0,
	posted_at timestamp with time zone,
	revision integer not null default 1,
	open_to text not null default open_to_now(),
	constraint group_check CHECK (((kind = 'rule'::text) = (COALESCE(rule_department, rule_place, (rule_joined)::text) IS NOT NULL))),
	constraint group_kind_check CHECK ((kind = ANY (ARRAY['open'::text, 'closed'::text, 'rule'::text]))),
	constraint group_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
	constraint group_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint group_network_id_made_by_fkey FOREIGN KEY (network_id, made_by) REFERENCES person(network_id, person_id),
	constraint group_open_to_check CHECK ((open_to = ANY (ARRAY['alumni'::text, 'rejoiners'::text, 'employees'::text]))),
	constraint group_pkey PRIMARY KEY (network_id, group_id),
	constraint group_purpose_check CHECK ((length(purpose) <= 1000))
);
CREATE INDEX group_by_size ON public."group" USING btree (network_id, members DESC, group_id DESC);
alter table "group" enable row level security, force row level security;
create policy own_network on "group" using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on "group" to okaeri_app;

create table group_member (
	network_id uuid not null,
	group_id uuid not null,
	person_id uuid not null,
	role text not null default 'member'::text,
	state text not null default 'in'::text,
	since timestamp with time zone not null default now(),
	reads_from timestamp with time zone,
	constraint group_member_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint group_member_network_id_group_id_fkey FOREIGN KEY (network_id, group_id) REFERENCES "group"(network_id, group_id) ON DELETE CASCADE,
	constraint group_member_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint group_member_pkey PRIMARY KEY (network_id, group_id, person_id),
	constraint group_member_role_check CHECK ((role = ANY (ARRAY['member'::text, 'host'::text]))),
	constraint group_member_state_check CHECK ((state = ANY (ARRAY['in'::text, 'asked'::text, 'left'::text])))
);
CREATE INDEX group_member_of_person ON public.group_member USING btree (network_id, person_id, group_id);
alter table group_member enable row level security, force row level security;
create policy own_network on group_member using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER count_changed AFTER DELETE OR UPDATE OF state ON public.group_member FOR EACH ROW EXECUTE FUNCTION recount_members();
CREATE TRIGGER count_joined AFTER INSERT ON public.group_member REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION count_members();
CREATE TRIGGER read_from_joining BEFORE INSERT OR UPDATE OF state ON public.group_member FOR EACH ROW EXECUTE FUNCTION read_from_joining();
grant delete, insert, select, update on group_member to okaeri_app;

create table helper (
	network_id uuid not null,
	person_id uuid not null,
	role text not null,
	since timestamp with time zone not null default now(),
	made_by uuid not null,
	constraint helper_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint helper_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint helper_pkey PRIMARY KEY (network_id, person_id, role),
	constraint helper_role_check CHECK ((role = ANY (ARRAY['supporter'::text, 'event_host'::text, 'welcome_guide'::text])))
);
alter table helper enable row level security, force row level security;
create policy own_network on helper using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on helper to okaeri_app;

create table hidden_from (
	network_id uuid not null,
	person_id uuid not null,
	kind text not null,
	value text not null,
	constraint hidden_from_kind_check CHECK ((kind = ANY (ARRAY['company'::text, 'domain'::text]))),
	constraint hidden_from_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint hidden_from_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint hidden_from_pkey PRIMARY KEY (network_id, person_id, kind, value),
	constraint hidden_from_value_check CHECK (((length(value) >= 2) AND (length(value) <= 200)))
);
alter table hidden_from enable row level security, force row level security;
create policy own_network on hidden_from using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER directory_follows_added AFTER INSERT ON public.hidden_from REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_hidden();
CREATE TRIGGER directory_follows_changed AFTER UPDATE ON public.hidden_from REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_hidden();
CREATE TRIGGER directory_follows_deleted AFTER DELETE ON public.hidden_from REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_hidden();
grant delete, insert, select, update on hidden_from to okaeri_app;

create table host (
	network_id uuid not null,
	person_id uuid not null,
	introduction text not null default ''::text,
	place text not null default ''::text,
	minutes smallint not null default 30,
	is_open boolean not null default true,
	can_tell text not null default ''::text,
	ways text[] not null default '{online}'::text[],
	time_zone text not null default ''::text,
	rest_minutes smallint not null default 0,
	weekly_limit smallint,
	calendar_url text not null default ''::text,
	calendar_read_at timestamp with time zone,
	calendar_problem text not null default ''::text,
	paused_at timestamp with time zone,
	constraint host_calendar_url_check CHECK ((length(calendar_url) <= 1000)),
	constraint host_can_tell_check CHECK ((length(can_tell) <= 2000)),
	constraint host_minutes_check CHECK ((minutes = ANY (ARRAY[30, 45, 60]))),
	constraint host_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint host_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint host_pkey PRIMARY KEY (network_id, person_id),
	constraint host_rest_minutes_check CHECK (((rest_minutes >= 0) AND (rest_minutes <= 120))),
	constraint host_ways_check CHECK (((ways <@ ARRAY['online'::text, 'on_site'::text, 'telephone'::text]) AND (cardinality(ways) > 0))),
	constraint host_weekly_limit_check CHECK (((weekly_limit >= 1) AND (weekly_limit <= 40)))
);
alter table host enable row level security, force row level security;
create policy own_network on host using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER keep_paused BEFORE INSERT OR UPDATE ON public.host FOR EACH ROW WHEN (((new.paused_at IS NOT NULL) AND new.is_open)) EXECUTE FUNCTION keep_paused();
grant delete, insert, select, update on host to okaeri_app;

create table host_busy (
	network_id uuid not null,
	person_id uuid not null,
	starts_at timestamp with time zone not null,
	ends_at timestamp with time zone not null,
	constraint host_busy_check CHECK ((ends_at > starts_at)),
	constraint host_busy_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint host_busy_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES host(network_id, person_id) ON DELETE CASCADE,
	constraint host_busy_pkey PRIMARY KEY (network_id, person_id, starts_at, ends_at)
);
alter table host_busy enable row level security, force row level security;
create policy own_network on host_busy using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on host_busy to okaeri_app;

create table host_exception (
	network_id uuid not null,
	exception_id uuid not null default new_id(),
	person_id uuid not null,
	day date not null,
	from_time time without time zone,
	until_time time without time zone,
	time_zone text not null default ''::text,
	constraint host_exception_check CHECK ((until_time > from_time)),
	constraint host_exception_check1 CHECK (((from_time IS NULL) = (until_time IS NULL))),
	constraint host_exception_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint host_exception_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES host(network_id, person_id) ON DELETE CASCADE,
	constraint host_exception_pkey PRIMARY KEY (network_id, exception_id)
);
CREATE INDEX host_exception_of_host ON public.host_exception USING btree (network_id, person_id, day);
alter table host_exception enable row level security, force row level security;
create policy own_network on host_exception using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on host_exception to okaeri_app;

create table host_hours (
	network_id uuid not null,
	person_id uuid not null,
	weekday smallint not null,
	from_time time without time zone not null,
	until_time time without time zone not null,
	constraint host_hours_check CHECK ((until_time > from_time)),
	constraint host_hours_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint host_hours_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES host(network_id, person_id),
	constraint host_hours_pkey PRIMARY KEY (network_id, person_id, weekday, from_time),
	constraint host_hours_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);
alter table host_hours enable row level security, force row level security;
create policy own_network on host_hours using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on host_hours to okaeri_app;

create table host_pledge (
	network_id uuid not null,
	person_id uuid not null,
	read_on date not null,
	constraint host_pledge_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint host_pledge_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint host_pledge_pkey PRIMARY KEY (network_id, person_id)
);
alter table host_pledge enable row level security, force row level security;
create policy own_network on host_pledge using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on host_pledge to okaeri_app;

create table hr_import (
	network_id uuid not null,
	hr_import_id uuid not null default new_id(),
	company_id uuid not null,
	file_name text not null,
	bytes bigint not null default 0,
	status text not null default 'receiving'::text,
	problem text,
	encoding text,
	separator text,
	header_row integer,
	headings text[],
	columns jsonb,
	columns_by_hand boolean not null default false,
	bytes_read bigint not null default 0,
	rows_read integer not null default 0,
	rows_written integer not null default 0,
	counts jsonb not null default '{}'::jsonb,
	made_by uuid,
	made_at timestamp with time zone not null default now(),
	finished_at timestamp with time zone,
	sheet text,
	sheets text[],
	samples jsonb not null default '[]'::jsonb,
	loading_at timestamp with time zone,
	undone_at timestamp with time zone,
	undone_by uuid,
	constraint hr_import_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint hr_import_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint hr_import_pkey PRIMARY KEY (network_id, hr_import_id),
	constraint hr_import_status_check CHECK ((status = ANY (ARRAY['receiving'::text, 'reading'::text, 'read'::text, 'writing'::text, 'written'::text, 'failed'::text, 'undoing'::text, 'undone'::text])))
);
alter table hr_import enable row level security, force row level security;
create policy own_network on hr_import using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on hr_import to okaeri_app;

create table hr_import_difference (
	network_id uuid not null,
	hr_import_id uuid not null,
	field text not null,
	row_no integer not null,
	before text,
	after text,
	is_own boolean not null,
	is_ticked boolean not null,
	outcome text,
	constraint hr_import_difference_field_check CHECK ((field = ANY (ARRAY['name'::text, 'kana'::text, 'email'::text, 'number'::text, 'started_on'::text, 'ended_on'::text, 'department'::text, 'title'::text, 'employment'::text, 'manager'::text, 'reason'::text]))),
	constraint hr_import_difference_network_id_hr_import_id_fkey FOREIGN KEY (network_id, hr_import_id) REFERENCES hr_import(network_id, hr_import_id) ON DELETE CASCADE,
	constraint hr_import_difference_outcome_check CHECK ((outcome = ANY (ARRAY['taken'::text, 'kept'::text, 'changed'::text]))),
	constraint hr_import_difference_pkey PRIMARY KEY (network_id, hr_import_id, field, row_no)
);
CREATE INDEX hr_import_difference_of_row ON public.hr_import_difference USING btree (network_id, hr_import_id, row_no);
alter table hr_import_difference enable row level security, force row level security;
create policy own_network on hr_import_difference using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on hr_import_difference to okaeri_app;

create table hr_import_file (
	network_id uuid not null,
	company_id uuid not null,
	content_sha256 bytea not null,
	file_name text not null,
	hr_import_id uuid,
	taken_at timestamp with time zone not null default now(),
	constraint hr_import_file_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint hr_import_file_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint hr_import_file_pkey PRIMARY KEY (network_id, company_id, content_sha256)
);
alter table hr_import_file enable row level security, force row level security;
create policy own_network on hr_import_file using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on hr_import_file to okaeri_app;

create table hr_import_heading (
	network_id uuid not null,
	headings text[] not null,
	headings_md5 text not null,
	columns jsonb not null,
	said_by uuid,
	said_at timestamp with time zone not null default now(),
	constraint hr_import_heading_headings_check CHECK ((cardinality(headings) <= 500)),
	constraint hr_import_heading_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint hr_import_heading_pkey PRIMARY KEY (network_id, headings_md5)
);
alter table hr_import_heading enable row level security, force row level security;
create policy own_network on hr_import_heading using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on hr_import_heading to okaeri_app;

create table hr_import_left (
	network_id uuid not null,
	hr_import_id uuid not null,
	person_id uuid not null,
	why text not null,
	constraint hr_import_left_network_id_hr_import_id_fkey FOREIGN KEY (network_id, hr_import_id) REFERENCES hr_import(network_id, hr_import_id) ON DELETE CASCADE,
	constraint hr_import_left_pkey PRIMARY KEY (network_id, hr_import_id, person_id),
	constraint hr_import_left_why_check CHECK ((why = ANY (ARRAY['joined'::text, 'invited'::text, 'written_to'::text, 'mended'::text, 'named'::text])))
);
alter table hr_import_left enable row level security, force row level security;
create policy own_network on hr_import_left using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on hr_import_left to okaeri_app;

create table hr_import_part (
	network_id uuid not null,
	hr_import_id uuid not null,
	part_no integer not null,
	from_row integer not null,
	through_row integer not null,
	written_at timestamp with time zone,
	constraint hr_import_part_check CHECK ((from_row <= through_row)),
	constraint hr_import_part_network_id_hr_import_id_fkey FOREIGN KEY (network_id, hr_import_id) REFERENCES hr_import(network_id, hr_import_id) ON DELETE CASCADE,
	constraint hr_import_part_pkey PRIMARY KEY (network_id, hr_import_id, part_no)
);
alter table hr_import_part enable row level security, force row level security;
create policy own_network on hr_import_part using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on hr_import_part to okaeri_app;

create table hr_import_piece (
	network_id uuid not null,
	hr_import_id uuid not null,
	piece_no integer not null,
	content bytea not null,
	constraint hr_import_piece_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint hr_import_piece_network_id_hr_import_id_fkey FOREIGN KEY (network_id, hr_import_id) REFERENCES hr_import(network_id, hr_import_id) ON DELETE CASCADE,
	constraint hr_import_piece_pkey PRIMARY KEY (network_id, hr_import_id, piece_no)
);
alter table hr_import_piece enable row level security, force row level security;
create policy own_network on hr_import_piece using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on hr_import_piece to okaeri_app;

create table hr_import_row (
	network_id uuid not null,
	hr_import_id uuid not null,
	row_no integer not null,
	line_no integer not null,
	cells text[] not null,
	verdict text not null,
	findings text[] not null default '{}'::text[],
	effect text,
	number text,
	family_name text,
	given_name text,
	family_kana text,
	given_kana text,
	email text,
	started_on date,
	ended_on date,
	department text,
	title text,
	employment text,
	manager_number text,
	reason_words text,
	reason_code text,
	person_id uuid,
	tenure_id uuid,
	is_new boolean not null default false,
	tells_end boolean not null default true,
	person_row integer,
	constraint hr_import_row_effect_check CHECK ((effect = ANY (ARRAY['new_person'::text, 'new_tenure'::text, 'changed'::text, 'same'::text]))),
	constraint hr_import_row_network_id_hr_import_id_fkey FOREIGN KEY (network_id, hr_import_id) REFERENCES hr_import(network_id, hr_import_id) ON DELETE CASCADE,
	constraint hr_import_row_pkey PRIMARY KEY (network_id, hr_import_id, row_no),
	constraint hr_import_row_verdict_check CHECK ((verdict = ANY (ARRAY['good'::text, 'doubtful'::text, 'refused'::text])))
);
CREATE INDEX hr_import_row_findings ON public.hr_import_row USING btree (network_id, hr_import_id, row_no) WHERE (verdict <> 'good'::text);
CREATE INDEX hr_import_row_of_person_above ON public.hr_import_row USING btree (network_id, hr_import_id, person_row) WHERE (person_row < row_no);
alter table hr_import_row enable row level security, force row level security;
create policy own_network on hr_import_row using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on hr_import_row to okaeri_app;

create table hr_import_trace (
	network_id uuid not null,
	hr_import_id uuid not null,
	trace_no bigint not null,
	person_id uuid,
	relation text not null,
	before jsonb,
	after jsonb,
	constraint hr_import_trace_check CHECK (((before IS NOT NULL) OR (after IS NOT NULL))),
	constraint hr_import_trace_network_id_hr_import_id_fkey FOREIGN KEY (network_id, hr_import_id) REFERENCES hr_import(network_id, hr_import_id) ON DELETE CASCADE,
	constraint hr_import_trace_pkey PRIMARY KEY (network_id, hr_import_id, trace_no)
);
CREATE INDEX hr_import_trace_of_person ON public.hr_import_trace USING btree (network_id, hr_import_id, person_id);
alter table hr_import_trace enable row level security, force row level security;
create policy own_network on hr_import_trace using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on hr_import_trace to okaeri_app;

create table invitation (
	network_id uuid not null,
	invitation_id uuid not null default new_id(),
	wave_id uuid,
	person_id uuid not null,
	link_hash bytea,
	sent_at timestamp with time zone,
	expires_at timestamp with time zone,
	used_at timestamp with time zone,
	address text,
	roles text[],
	mail_id uuid,
	reminder_hash bytea,
	reminded_at timestamp with time zone,
	pass_on_id uuid,
	constraint invitation_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint invitation_network_id_link_hash_key UNIQUE (network_id, link_hash),
	constraint invitation_network_id_pass_on_id_fkey FOREIGN KEY (network_id, pass_on_id) REFERENCES pass_on(network_id, pass_on_id) ON DELETE SET NULL (pass_on_id),
	constraint invitation_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint invitation_network_id_reminder_hash_key UNIQUE (network_id, reminder_hash),
	constraint invitation_network_id_wave_id_fkey FOREIGN KEY (network_id, wave_id) REFERENCES invitation_wave(network_id, wave_id),
	constraint invitation_network_id_wave_id_person_id_key UNIQUE (network_id, wave_id, person_id),
	constraint invitation_pkey PRIMARY KEY (network_id, invitation_id),
	constraint invitation_roles_check CHECK (((roles <@ ARRAY['employee'::text, 'executive'::text]) AND (cardinality(roles) > 0)))
);
CREATE INDEX invitation_by_pass_on ON public.invitation USING btree (network_id, pass_on_id) WHERE (pass_on_id IS NOT NULL);
CREATE INDEX invitation_of_colleagues ON public.invitation USING btree (network_id, invitation_id DESC) WHERE (roles IS NOT NULL);
CREATE INDEX invitation_of_person ON public.invitation USING btree (network_id, person_id, sent_at DESC);
CREATE INDEX invitation_to_remind ON public.invitation USING btree (network_id, wave_id) WHERE ((used_at IS NULL) AND (reminded_at IS NULL) AND (mail_id IS NOT NULL));
CREATE INDEX invitation_unsent ON public.invitation USING btree (network_id, person_id) WHERE (sent_at IS NULL);
alter table invitation enable row level security, force row level security;
create policy own_network on invitation using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER row_follows AFTER UPDATE ON public.invitation REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_changes('sent_at');
CREATE TRIGGER row_follows_added AFTER INSERT ON public.invitation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
CREATE TRIGGER row_follows_deleted AFTER DELETE ON public.invitation REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
grant delete, insert, select, update on invitation to okaeri_app;

create table invitation_wave (
	network_id uuid not null,
	wave_id uuid not null default new_id(),
	called text not null,
	made_by uuid not null,
	made_at timestamp with time zone not null default now(),
	size integer not null default 0,
	batch integer not null default 100,
	released integer not null default 0,
	state text not null default 'sent'::text,
	next_at timestamp with time zone,
	remind_after smallint,
	usual_name text,
	number integer,
	is_halted boolean not null default false,
	constraint invitation_wave_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint invitation_wave_pkey PRIMARY KEY (network_id, wave_id),
	constraint invitation_wave_remind_after_check CHECK (((remind_after >= 1) AND (remind_after <= 30))),
	constraint invitation_wave_state_check CHECK ((state = ANY (ARRAY['running'::text, 'stopped'::text, 'sent'::text]))),
	constraint invitation_wave_usual_name_check CHECK ((usual_name = ANY (ARRAY['numbered'::text, 'single'::text, 'colleagues'::text, 'send_off'::text])))
);
CREATE INDEX invitation_wave_latest ON public.invitation_wave USING btree (network_id, made_at DESC);
alter table invitation_wave enable row level security, force row level security;
create policy own_network on invitation_wave using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on invitation_wave to okaeri_app;

create table invitation_words (
	network_id uuid not null,
	locale text not null,
	subject text not null default ''::text,
	words text not null default ''::text,
	revision integer not null default 1,
	saved_by uuid,
	saved_at timestamp with time zone not null default now(),
	constraint invitation_words_locale_check CHECK ((locale = ANY (ARRAY['ja'::text, 'en'::text]))),
	constraint invitation_words_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint invitation_words_pkey PRIMARY KEY (network_id, locale),
	constraint invitation_words_subject_check CHECK ((length(subject) <= 150)),
	constraint invitation_words_words_check CHECK ((length(words) <= 4000))
);
alter table invitation_words enable row level security, force row level security;
create policy own_network on invitation_words using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on invitation_words to okaeri_app;

create table keeping (
	network_id uuid not null,
	kind text not null,
	days integer not null,
	constraint keeping_days_check CHECK (((days >= 0) AND (days <= 36500))),
	constraint keeping_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint keeping_pkey PRIMARY KEY (network_id, kind)
);
alter table keeping enable row level security, force row level security;
create policy own_network on keeping using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on keeping to okaeri_app;

create table leaving (
	network_id uuid not null,
	person_id uuid not null,
	account_id uuid not null,
	roles text[] not null,
	joined_at timestamp with time zone not null,
	consents text[] not null,
	did_not_want_mail boolean not null,
	address text not null,
	link_hash bytea not null,
	left_at timestamp with time zone not null default now(),
	forgotten_at timestamp with time zone not null,
	constraint leaving_network_id_account_id_fkey FOREIGN KEY (network_id, account_id) REFERENCES auth.account_holder(network_id, id) ON DELETE CASCADE,
	constraint leaving_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint leaving_network_id_link_hash_key UNIQUE (network_id, link_hash),
	constraint leaving_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint leaving_pkey PRIMARY KEY (network_id, person_id)
);
alter table leaving enable row level security, force row level security;
create policy own_network on leaving using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER forget_left_account AFTER DELETE ON public.leaving FOR EACH ROW EXECUTE FUNCTION forget_left_account();
grant delete, insert, select, update on leaving to okaeri_app;

create table left_alone (
	network_id uuid not null,
	left_alone_id uuid not null default new_id(),
	person_id uuid not null,
	way text not null,
	words text not null default ''::text,
	said_on date not null,
	wished_before boolean not null default false,
	recorded_by uuid not null,
	recorded_at timestamp with time zone not null default now(),
	lifted_by uuid,
	lifted_at timestamp with time zone,
	lifted_why text not null default ''::text,
	constraint left_alone_check CHECK (((lifted_by IS NULL) = (lifted_at IS NULL))),
	constraint left_alone_lifted_why_check CHECK ((length(lifted_why) <= 1000)),
	constraint left_alone_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint left_alone_network_id_lifted_by_fkey FOREIGN KEY (network_id, lifted_by) REFERENCES person(network_id, person_id),
	constraint left_alone_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint left_alone_network_id_recorded_by_fkey FOREIGN KEY (network_id, recorded_by) REFERENCES person(network_id, person_id),
	constraint left_alone_pkey PRIMARY KEY (network_id, left_alone_id),
	constraint left_alone_way_check CHECK ((way = ANY (ARRAY['telephone'::text, 'letter'::text, 'in_person'::text, 'mail'::text, 'other'::text]))),
	constraint left_alone_words_check CHECK ((length(words) <= 1000))
);
CREATE UNIQUE INDEX left_alone_now ON public.left_alone USING btree (network_id, person_id) WHERE (lifted_at IS NULL);
alter table left_alone enable row level security, force row level security;
create policy own_network on left_alone using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER leave_alone AFTER INSERT ON public.left_alone FOR EACH ROW WHEN ((new.lifted_at IS NULL)) EXECUTE FUNCTION leave_alone();
grant delete, insert, select, update on left_alone to okaeri_app;

create table letter (
	network_id uuid not null,
	letter_id uuid not null default new_id(),
	revision integer not null default 1,
	status text not null default 'draft'::text,
	language text not null default 'ja'::text,
	title text not null,
	words text not null,
	executive_id uuid not null,
	executive_title text not null default ''::text,
	replies_to text not null default 'executive'::text,
	author_id uuid not null,
	link_hash bytea,
	asked_at timestamp with time zone,
	said_back text not null default ''::text,
	published_at timestamp with time zone,
	readers integer not null default 0,
	goes_out_at timestamp with time zone,
	wished_for timestamp with time zone,
	segment_id uuid,
	constraint letter_check CHECK (((status = ANY (ARRAY['published'::text, 'withdrawn'::text])) = (published_at IS NOT NULL))),
	constraint letter_check1 CHECK (((link_hash IS NULL) OR (status = 'asked'::text))),
	constraint letter_is_held CHECK (((status = 'scheduled'::text) = (goes_out_at IS NOT NULL))),
	constraint letter_language_check CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text]))),
	constraint letter_network_id_author_id_fkey FOREIGN KEY (network_id, author_id) REFERENCES person(network_id, person_id),
	constraint letter_network_id_executive_id_fkey FOREIGN KEY (network_id, executive_id) REFERENCES person(network_id, person_id),
	constraint letter_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint letter_network_id_link_hash_key UNIQUE (network_id, link_hash),
	constraint letter_network_id_segment_id_fkey FOREIGN KEY (network_id, segment_id) REFERENCES segment(network_id, segment_id),
	constraint letter_pkey PRIMARY KEY (network_id, letter_id),
	constraint letter_replies_to_check CHECK ((replies_to = ANY (ARRAY['executive'::text, 'desk'::text]))),
	constraint letter_said_back_check CHECK ((length(said_back) <= 2000)),
	constraint letter_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'asked'::text, 'scheduled'::text, 'published'::text, 'withdrawn'::text]))),
	constraint letter_words_check CHECK ((length(words) <= 8000))
);
CREATE INDEX letter_of_segment ON public.letter USING btree (network_id, segment_id) WHERE (segment_id IS NOT NULL);
CREATE INDEX letter_published ON public.letter USING btree (network_id, published_at DESC, letter_id DESC) WHERE (status = 'published'::text);
alter table letter enable row level security, force row level security;
create policy own_network on letter using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on letter to okaeri_app;

create table letter_reader (
	network_id uuid not null,
	letter_id uuid not null,
	person_id uuid not null,
	read_at timestamp with time zone not null default now(),
	constraint letter_reader_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint letter_reader_network_id_letter_id_fkey FOREIGN KEY (network_id, letter_id) REFERENCES letter(network_id, letter_id) ON DELETE CASCADE,
	constraint letter_reader_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint letter_reader_pkey PRIMARY KEY (network_id, letter_id, person_id)
);
alter table letter_reader enable row level security, force row level security;
create policy own_network on letter_reader using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on letter_reader to okaeri_app;

create table link_preview (
	network_id uuid not null,
	url text not null,
	state text not null default 'waiting'::text,
	title text not null default ''::text,
	description text not null default ''::text,
	site text not null default ''::text,
	fetched_at timestamp with time zone,
	constraint link_preview_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint link_preview_pkey PRIMARY KEY (network_id, url),
	constraint link_preview_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'found'::text, 'nothing'::text]))),
	constraint link_preview_url_check CHECK ((length(url) <= 2000))
);
alter table link_preview enable row level security, force row level security;
create policy own_network on link_preview using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on link_preview to okaeri_app;

create table logo (
	network_id uuid not null,
	variant text not null,
	media_type text not null,
	bytes bytea not null,
	constraint logo_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint logo_pkey PRIMARY KEY (network_id, variant),
	constraint logo_variant_check CHECK ((variant = ANY (ARRAY['header'::text, 'mail'::text, 'icon_192'::text, 'icon_512'::text])))
);
alter table logo enable row level security, force row level security;
create policy own_network on logo using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on logo to okaeri_app;

create table mail (
	network_id uuid not null,
	mail_id uuid not null default new_id(),
	person_id uuid,
	kind text not null,
	address text not null,
	subject text not null,
	body_text text,
	body_html text,
	calendar text,
	calendar_method text,
	not_before timestamp with time zone not null default now(),
	status text not null default 'waiting'::text,
	failure text,
	created_at timestamp with time zone not null default now(),
	sent_at timestamp with time zone,
	list text not null default ''::text,
	tries integer not null default 0,
	lost integer not null default 0,
	claimed_until timestamp with time zone,
	expires_at timestamp with time zone,
	tried_at timestamp with time zone,
	next_try_at timestamp with time zone,
	is_kept boolean not null default false,
	purpose text,
	heeds_wishes boolean not null default false,
	touch_kind text,
	touch_subject uuid,
	constraint mail_calendar_method_check CHECK ((calendar_method = ANY (ARRAY['REQUEST'::text, 'CANCEL'::text]))),
	constraint mail_list_check CHECK ((list = ANY (ARRAY[''::text, 'match'::text, 'digest'::text, 'notification'::text, 'pulse'::text, 'invitation'::text]))),
	constraint mail_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint mail_pkey PRIMARY KEY (network_id, mail_id),
	constraint mail_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'stopped'::text, 'expired'::text, 'unsure'::text, 'cancelled'::text])))
);
CREATE INDEX mail_being_sent ON public.mail USING btree (network_id, not_before) WHERE ((status = 'waiting'::text) AND (tries > 0));
CREATE INDEX mail_by_address ON public.mail USING btree (network_id, address, created_at DESC);
CREATE INDEX mail_due ON public.mail USING btree (network_id, not_before) WHERE ((status = 'waiting'::text) AND (NOT is_kept));
CREATE INDEX mail_in_trouble ON public.mail USING btree (network_id, tried_at) WHERE (failure IS NOT NULL);
CREATE INDEX mail_kept ON public.mail USING btree (network_id, mail_id) WHERE ((status = 'waiting'::text) AND is_kept);
CREATE INDEX mail_of_person ON public.mail USING btree (network_id, person_id, created_at DESC);
CREATE INDEX mail_open ON public.mail USING btree (network_id, status) WHERE (status = ANY (ARRAY['waiting'::text, 'failed'::text, 'unsure'::text]));
CREATE INDEX mail_sent ON public.mail USING btree (network_id, sent_at) WHERE (status = 'sent'::text);
alter table mail enable row level security, force row level security;
create policy own_network on mail using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER touch_by_mail AFTER UPDATE OF status ON public.mail FOR EACH ROW WHEN (((new.status = 'sent'::text) AND (old.status <> 'sent'::text) AND (new.touch_kind IS NOT NULL) AND (new.person_id IS NOT NULL))) EXECUTE FUNCTION touch_by_mail();
grant delete, insert, select, update on mail to okaeri_app;

create table mail_stop (
	network_id uuid not null,
	address text not null,
	why text not null,
	said text not null default ''::text,
	since timestamp with time zone not null default now(),
	constraint mail_stop_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint mail_stop_pkey PRIMARY KEY (network_id, address),
	constraint mail_stop_said_check CHECK ((length(said) <= 500)),
	constraint mail_stop_why_check CHECK ((why = ANY (ARRAY['bounce'::text, 'complaint'::text])))
);
CREATE INDEX mail_stop_latest ON public.mail_stop USING btree (network_id, since);
alter table mail_stop enable row level security, force row level security;
create policy own_network on mail_stop using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on mail_stop to okaeri_app;

create table match (
	network_id uuid not null,
	change_id uuid not null,
	person_id uuid not null,
	tenure_id uuid not null,
	reason text not null,
	made_at timestamp with time zone not null default now(),
	mail_written_at timestamp with time zone,
	not_mailed text,
	seen_at timestamp with time zone,
	read_at timestamp with time zone,
	put_away_at timestamp with time zone,
	weight smallint not null default 1,
	mailed_at timestamp with time zone,
	constraint match_not_mailed_check CHECK ((not_mailed = ANY (ARRAY['no_consent'::text, 'no_basis'::text, 'do_not_contact'::text, 'cap'::text, 'told_lately'::text, 'past'::text]))),
	constraint match_pkey PRIMARY KEY (network_id, change_id, person_id)
);
CREATE INDEX match_of_person ON public.match USING btree (network_id, person_id, made_at DESC);
CREATE INDEX match_to_mail ON public.match USING btree (network_id, change_id, person_id) WHERE ((mail_written_at IS NULL) AND (not_mailed IS NULL));
alter table match enable row level security, force row level security;
create policy own_network on match using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER trace_import AFTER INSERT OR DELETE OR UPDATE ON public.match FOR EACH ROW WHEN ((COALESCE(current_setting('okaeri.hr_import'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION trace_import();
grant delete, insert, select, update on match to okaeri_app;

create table membership (
	network_id uuid not null,
	person_id uuid not null,
	account_id uuid not null,
	roles text[] not null,
	joined_at timestamp with time zone not null default now(),
	seen_on date,
	suspended_until timestamp with time zone,
	home_at timestamp with time zone,
	new_since timestamp with time zone,
	let_in_as text,
	constraint membership_let_in_as_check CHECK ((let_in_as = ANY (ARRAY['rejoiner'::text, 'companion'::text]))),
	constraint membership_network_id_account_id_fkey FOREIGN KEY (network_id, account_id) REFERENCES auth.account_holder(network_id, id),
	constraint membership_network_id_account_id_key UNIQUE (network_id, account_id),
	constraint membership_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint membership_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint membership_pkey PRIMARY KEY (network_id, person_id),
	constraint membership_roles_check CHECK (((roles <@ ARRAY['alumnus'::text, 'employee'::text, 'executive'::text, 'steward'::text, 'admin'::text, 'restricted_reader'::text]) AND (roles && ARRAY['alumnus'::text, 'employee'::text, 'executive'::text, 'steward'::text, 'admin'::text])))
);
CREATE INDEX membership_latest ON public.membership USING btree (network_id, joined_at DESC);
CREATE INDEX membership_of_alumni ON public.membership USING btree (network_id, person_id) WHERE ('alumnus'::text = ANY (roles));
CREATE INDEX membership_of_colleagues ON public.membership USING btree (network_id, person_id) WHERE (roles && '{employee,executive}'::text[]);
CREATE INDEX membership_of_desk ON public.membership USING btree (network_id, person_id) WHERE (roles && '{steward,admin}'::text[]);
CREATE INDEX membership_of_executives ON public.membership USING btree (network_id, person_id) WHERE ('executive'::text = ANY (roles));
alter table membership enable row level security, force row level security;
create policy own_network on membership using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER directory_follows AFTER INSERT OR DELETE OR UPDATE OF roles ON public.membership FOR EACH ROW EXECUTE FUNCTION directory.follow();
CREATE TRIGGER forget_account AFTER DELETE ON public.membership FOR EACH ROW EXECUTE FUNCTION forget_account();
CREATE TRIGGER forget_membership AFTER DELETE ON public.membership FOR EACH ROW EXECUTE FUNCTION forget_membership();
CREATE TRIGGER keep_last_of_role BEFORE DELETE OR UPDATE OF roles, suspended_until ON public.membership FOR EACH ROW WHEN ((current_setting('okaeri.network_goes'::text, true) IS DISTINCT FROM (old.network_id)::text)) EXECUTE FUNCTION keep_last_of_role();
CREATE TRIGGER let_member_in BEFORE INSERT OR UPDATE OF roles ON public.membership FOR EACH ROW EXECUTE FUNCTION let_member_in();
CREATE TRIGGER row_follows AFTER UPDATE ON public.membership REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_changes('roles', 'joined_at');
CREATE TRIGGER row_follows_added AFTER INSERT ON public.membership REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
CREATE TRIGGER row_follows_deleted AFTER DELETE ON public.membership REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
grant delete, insert, select, update on membership to okaeri_app;

create table mentor (
	network_id uuid not null,
	person_id uuid not null,
	themes text[] not null default '{}'::text[],
	words text not null default ''::text,
	capacity smallint not null default 1,
	is_open boolean not null default true,
	since timestamp with time zone not null default now(),
	constraint mentor_capacity_check CHECK (((capacity >= 1) AND (capacity <= 10))),
	constraint mentor_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint mentor_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint mentor_pkey PRIMARY KEY (network_id, person_id),
	constraint mentor_words_check CHECK ((length(words) <= 1000))
);
alter table mentor enable row level security, force row level security;
create policy own_network on mentor using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on mentor to okaeri_app;

create table mentoring (
	network_id uuid not null,
	mentoring_id uuid not null default new_id(),
	mentor_id uuid not null,
	mentee_id uuid not null,
	ask text not null,
	state text not null default 'asked'::text,
	asked_at timestamp with time zone not null default now(),
	answered_at timestamp with time zone,
	answer text not null default ''::text,
	conversation_id uuid,
	paused_at timestamp with time zone,
	ended_at timestamp with time zone,
	ended_by uuid,
	thanks text not null default ''::text,
	constraint mentoring_answer_check CHECK ((length(answer) <= 1000)),
	constraint mentoring_ask_check CHECK (((length(ask) >= 1) AND (length(ask) <= 1000))),
	constraint mentoring_check CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
	constraint mentoring_network_id_conversation_id_fkey FOREIGN KEY (network_id, conversation_id) REFERENCES conversation(network_id, conversation_id) ON DELETE SET NULL (conversation_id),
	constraint mentoring_network_id_ended_by_fkey FOREIGN KEY (network_id, ended_by) REFERENCES person(network_id, person_id) ON DELETE SET NULL (ended_by),
	constraint mentoring_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint mentoring_network_id_mentee_id_fkey FOREIGN KEY (network_id, mentee_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint mentoring_network_id_mentor_id_fkey FOREIGN KEY (network_id, mentor_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint mentoring_pkey PRIMARY KEY (network_id, mentoring_id),
	constraint mentoring_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'declined'::text, 'withdrawn'::text, 'active'::text, 'paused'::text, 'ended'::text]))),
	constraint mentoring_thanks_check CHECK ((length(thanks) <= 1000))
);
CREATE INDEX mentoring_of_mentee ON public.mentoring USING btree (network_id, mentee_id, mentoring_id);
CREATE INDEX mentoring_of_mentor ON public.mentoring USING btree (network_id, mentor_id, mentoring_id);
alter table mentoring enable row level security, force row level security;
create policy own_network on mentoring using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on mentoring to okaeri_app;

create table mentoring_wish (
	network_id uuid not null,
	person_id uuid not null,
	themes text[] not null default '{}'::text[],
	words text not null default ''::text,
	is_open boolean not null default true,
	for_employees boolean not null default false,
	since timestamp with time zone not null default now(),
	constraint mentoring_wish_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint mentoring_wish_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint mentoring_wish_pkey PRIMARY KEY (network_id, person_id),
	constraint mentoring_wish_words_check CHECK ((length(words) <= 1000))
);
alter table mentoring_wish enable row level security, force row level security;
create policy own_network on mentoring_wish using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on mentoring_wish to okaeri_app;

create table message (
	network_id uuid not null,
	message_id uuid not null default new_id(),
	conversation_id uuid not null,
	author_id uuid not null,
	as_desk boolean not null default false,
	words text not null,
	ticket uuid not null,
	sent_at timestamp with time zone not null default now(),
	pictures smallint not null default 0,
	hidden_at timestamp with time zone,
	constraint message_network_id_author_id_fkey FOREIGN KEY (network_id, author_id) REFERENCES person(network_id, person_id),
	constraint message_network_id_author_id_ticket_key UNIQUE (network_id, author_id, ticket),
	constraint message_network_id_conversation_id_fkey FOREIGN KEY (network_id, conversation_id) REFERENCES conversation(network_id, conversation_id) ON DELETE CASCADE,
	constraint message_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint message_pkey PRIMARY KEY (network_id, message_id),
	constraint message_words_check CHECK ((length(words) <= 4000))
);
CREATE INDEX message_of_conversation ON public.message USING btree (network_id, conversation_id, message_id DESC);
alter table message enable row level security, force row level security;
create policy own_network on message using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on message to okaeri_app;

create table monthly_report (
	network_id uuid not null,
	month date not null,
	figures jsonb not null,
	made_at timestamp with time zone not null default now(),
	sent_at timestamp with time zone,
	constraint monthly_report_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
	constraint monthly_report_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint monthly_report_pkey PRIMARY KEY (network_id, month)
);
alter table monthly_report enable row level security, force row level security;
create policy own_network on monthly_report using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on monthly_report to okaeri_app;

create table network (
	network_id uuid not null default new_id(),
	slug text not null,
	name_ja text not null,
	name_en text not null,
	hosts text[] not null default '{}'::text[],
	time_zone text not null default 'Asia/Tokyo'::text,
	locale text not null default 'ja'::text,
	is_demo boolean not null default false,
	created_at timestamp with time zone not null default now(),
	night_on date,
	sender_name text not null default ''::text,
	reply_address text not null default ''::text,
	postal_address text not null default ''::text,
	contact text not null default ''::text,
	accent text not null default ''::text,
	logo_mark text not null default ''::text,
	welcome_ja text not null default ''::text,
	welcome_en text not null default ''::text,
	quiet_from time without time zone not null default '21:00:00'::time without time zone,
	quiet_until time without time zone not null default '08:00:00'::time without time zone,
	mails_per_month smallint not null default 4,
	invitation_days smallint not null default 14,
	revision integer not null default 0,
	two_factor_roles text[] not null default '{steward,admin}'::text[],
	only_single_sign_on boolean not null default false,
	claims text not null default 'look'::text,
	passing_on text not null default 'employees'::text,
	meeting_rules_ja text not null default ''::text,
	meeting_rules_en text not null default ''::text,
	meeting_contact text not null default ''::text,
	concern_roles text[] not null default '{steward,admin}'::text[],
	section_revisions jsonb not null default '{}'::jsonb,
	maps text not null default 'openstreetmap'::text,
	open_to text not null default 'rejoiners'::text,
	parts_off text[] not null default '{}'::text[],
	collaborations_checked boolean not null default true,
	cost_of_hiring integer,
	cost_of_rehire integer,
	cost_of_year integer,
	constraint network_accent_check CHECK (((accent = ''::text) OR (accent ~ '^#[0-9a-f]{6}$'::text))),
	constraint network_claims_check CHECK ((claims = ANY (ARRAY['off'::text, 'look'::text, 'at_once'::text]))),
	constraint network_concern_roles_check CHECK (((concern_roles <@ '{steward,admin,restricted_reader}'::text[]) AND (cardinality(concern_roles) > 0))),
	constraint network_cost_of_hiring_check CHECK (((cost_of_hiring >= 0) AND (cost_of_hiring <= 1000000000))),
	constraint network_cost_of_rehire_check CHECK (((cost_of_rehire >= 0) AND (cost_of_rehire <= 1000000000))),
	constraint network_cost_of_year_check CHECK (((cost_of_year >= 0) AND (cost_of_year <= 1000000000))),
	constraint network_invitation_days_check CHECK (((invitation_days >= 1) AND (invitation_days <= 90))),
	constraint network_locale_check CHECK ((locale = ANY (ARRAY['ja'::text, 'en'::text]))),
	constraint network_mails_per_month_check CHECK (((mails_per_month >= 0) AND (mails_per_month <= 31))),
	constraint network_maps_check CHECK ((maps = ANY (ARRAY['openstreetmap'::text, 'google'::text, 'device'::text, 'none'::text]))),
	constraint network_meeting_contact_check CHECK ((length(meeting_contact) <= 500)),
	constraint network_meeting_rules_en_check CHECK ((length(meeting_rules_en) <= 4000)),
	constraint network_meeting_rules_ja_check CHECK ((length(meeting_rules_ja) <= 4000)),
	constraint network_open_to_check CHECK ((open_to = ANY (ARRAY['alumni'::text, 'rejoiners'::text, 'employees'::text]))),
	constraint network_passing_on_check CHECK ((passing_on = ANY (ARRAY['off'::text, 'employees'::text, 'members'::text]))),
	constraint network_pkey PRIMARY KEY (network_id),
	constraint network_slug_check CHECK ((slug ~ '^[a-z0-9-]{2,40}$'::text)),
	constraint network_slug_key UNIQUE (slug)
);
alter table network enable row level security, force row level security;
create policy own_network on network using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
create policy owner_finds on network for select to current_user using (true);
CREATE TRIGGER demo_is_for_good BEFORE UPDATE ON public.network FOR EACH ROW EXECUTE FUNCTION demo_is_for_good();
CREATE TRIGGER hosts_are_apart BEFORE INSERT OR UPDATE OF hosts ON public.network FOR EACH ROW EXECUTE FUNCTION hosts_are_apart();
CREATE TRIGGER let_members_in AFTER UPDATE OF open_to ON public.network FOR EACH ROW WHEN ((old.open_to IS DISTINCT FROM new.open_to)) EXECUTE FUNCTION let_members_in();
CREATE TRIGGER tell_network AFTER INSERT OR DELETE OR UPDATE ON public.network FOR EACH ROW EXECUTE FUNCTION tell_network();
grant delete, insert, select, update on network to okaeri_app;

create table not_the_same (
	network_id uuid not null,
	person_id uuid not null,
	other_id uuid not null,
	said_by uuid not null,
	said_at timestamp with time zone not null default now(),
	constraint not_the_same_check CHECK ((person_id <> other_id)),
	constraint not_the_same_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint not_the_same_network_id_other_id_fkey FOREIGN KEY (network_id, other_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint not_the_same_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint not_the_same_network_id_said_by_fkey FOREIGN KEY (network_id, said_by) REFERENCES person(network_id, person_id),
	constraint not_the_same_pkey PRIMARY KEY (network_id, person_id, other_id)
);
alter table not_the_same enable row level security, force row level security;
create policy own_network on not_the_same using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on not_the_same to okaeri_app;

create table notification (
	network_id uuid not null,
	notification_id uuid not null default new_id(),
	person_id uuid not null,
	kind text not null,
	subject_id uuid,
	path text not null,
	about text not null default ''::text,
	actor_ids uuid[] not null default '{}'::uuid[],
	on_page boolean not null default true,
	happened_at timestamp with time zone not null default now(),
	seen_at timestamp with time zone,
	mail_written_at timestamp with time zone,
	push_after timestamp with time zone,
	constraint notification_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint notification_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint notification_pkey PRIMARY KEY (network_id, notification_id)
);
CREATE INDEX notification_of_person ON public.notification USING btree (network_id, person_id, happened_at DESC, notification_id DESC);
CREATE INDEX notification_to_mail ON public.notification USING btree (network_id, happened_at) WHERE ((seen_at IS NULL) AND (mail_written_at IS NULL));
CREATE INDEX notification_to_push ON public.notification USING btree (network_id, push_after) WHERE ((seen_at IS NULL) AND (push_after IS NOT NULL));
CREATE INDEX notification_unseen ON public.notification USING btree (network_id, person_id) WHERE ((seen_at IS NULL) AND on_page);
CREATE UNIQUE INDEX notification_bundle ON public.notification USING btree (network_id, person_id, kind, subject_id) WHERE (seen_at IS NULL);
alter table notification enable row level security, force row level security;
create policy own_network on notification using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on notification to okaeri_app;

create table notification_wish (
	network_id uuid not null,
	person_id uuid not null,
	kind text not null,
	channel text not null,
	is_on boolean not null,
	constraint notification_wish_channel_check CHECK ((channel = ANY (ARRAY['page'::text, 'mail'::text, 'push'::text]))),
	constraint notification_wish_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint notification_wish_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint notification_wish_pkey PRIMARY KEY (network_id, person_id, kind, channel)
);
alter table notification_wish enable row level security, force row level security;
create policy own_network on notification_wish using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on notification_wish to okaeri_app;

create table opened_hour (
	network_id uuid not null,
	weekday smallint not null,
	hour smallint not null,
	opened integer not null,
	constraint opened_hour_hour_check CHECK (((hour >= 0) AND (hour <= 23))),
	constraint opened_hour_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint opened_hour_pkey PRIMARY KEY (network_id, weekday, hour),
	constraint opened_hour_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);
alter table opened_hour enable row level security, force row level security;
create policy own_network on opened_hour using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on opened_hour to okaeri_app;

create table opening (
	network_id uuid not null,
	opening_id uuid not null default new_id(),
	revision integer not null default 1,
	state text not null default 'draft'::text,
	source text not null default 'desk'::text,
	external_id text,
	company_id uuid not null,
	language text not null default 'ja'::text,
	title text not null,
	business text not null default ''::text,
	business_range text not null default ''::text,
	place text not null default ''::text,
	place_range text not null default ''::text,
	employment text not null default 'permanent'::text,
	contract text not null default ''::text,
	trial text not null default ''::text,
	hours text not null default ''::text,
	overtime text not null default ''::text,
	holidays text not null default ''::text,
	pay text not null default ''::text,
	insurance text not null default ''::text,
	smoking text not null default ''::text,
	recruiter text not null default ''::text,
	wanted text not null default ''::text,
	remote boolean not null default false,
	pay_least integer,
	pay_most integer,
	pay_per text,
	reasons text[] not null default '{}'::text[],
	questions text[] not null default '{}'::text[],
	audience text not null default 'alumni'::text,
	owner_id uuid,
	closes_on date,
	checked_on date not null default network_today(),
	reminded_on date,
	opened_at timestamp with time zone,
	closed_at timestamp with time zone,
	closed_why text,
	constraint opening_audience_check CHECK ((audience = ANY (ARRAY['alumni'::text, 'staff'::text, 'public'::text]))),
	constraint opening_business_check CHECK ((length(business) <= 4000)),
	constraint opening_business_range_check CHECK ((length(business_range) <= 1000)),
	constraint opening_check CHECK ((pay_most >= pay_least)),
	constraint opening_check1 CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
	constraint opening_check2 CHECK (((source = 'desk'::text) <= (owner_id IS NOT NULL))),
	constraint opening_closed_why_check CHECK ((closed_why = ANY (ARRAY['desk'::text, 'date'::text, 'unchecked'::text, 'feed'::text, 'api'::text]))),
	constraint opening_contract_check CHECK ((length(contract) <= 1000)),
	constraint opening_employment_check CHECK ((employment = ANY (ARRAY['permanent'::text, 'fixed_term'::text, 'part_time'::text, 'contractor'::text, 'temporary'::text]))),
	constraint opening_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
	constraint opening_holidays_check CHECK ((length(holidays) <= 1000)),
	constraint opening_hours_check CHECK ((length(hours) <= 1000)),
	constraint opening_insurance_check CHECK ((length(insurance) <= 500)),
	constraint opening_language_check CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text]))),
	constraint opening_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint opening_network_id_company_id_source_external_id_key UNIQUE (network_id, company_id, source, external_id),
	constraint opening_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint opening_network_id_owner_id_fkey FOREIGN KEY (network_id, owner_id) REFERENCES person(network_id, person_id),
	constraint opening_overtime_check CHECK ((length(overtime) <= 500)),
	constraint opening_pay_check CHECK ((length(pay) <= 1000)),
	constraint opening_pay_least_check CHECK ((pay_least > 0)),
	constraint opening_pay_per_check CHECK ((pay_per = ANY (ARRAY['hour'::text, 'month'::text, 'year'::text]))),
	constraint opening_pkey PRIMARY KEY (network_id, opening_id),
	constraint opening_place_check CHECK ((length(place) <= 500)),
	constraint opening_place_range_check CHECK ((length(place_range) <= 1000)),
	constraint opening_questions_check CHECK ((cardinality(questions) <= 3)),
	constraint opening_recruiter_check CHECK ((length(recruiter) <= 200)),
	constraint opening_smoking_check CHECK ((length(smoking) <= 500)),
	constraint opening_source_check CHECK ((source = ANY (ARRAY['desk'::text, 'file'::text, 'feed'::text, 'api'::text]))),
	constraint opening_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text]))),
	constraint opening_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
	constraint opening_trial_check CHECK ((length(trial) <= 500)),
	constraint opening_wanted_check CHECK ((length(wanted) <= 4000))
);
CREATE INDEX opening_at_desk ON public.opening USING btree (network_id, opening_id DESC);
CREATE INDEX opening_open ON public.opening USING btree (network_id, opened_at DESC, opening_id DESC) WHERE (state = 'open'::text);
alter table opening enable row level security, force row level security;
create policy own_network on opening using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on opening to okaeri_app;

create table opening_feed (
	network_id uuid not null,
	url text not null,
	company_id uuid not null,
	audience text not null default 'alumni'::text,
	read_at timestamp with time zone,
	problem text not null default ''::text,
	seen integer not null default 0,
	constraint opening_feed_audience_check CHECK ((audience = ANY (ARRAY['alumni'::text, 'staff'::text, 'public'::text]))),
	constraint opening_feed_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint opening_feed_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint opening_feed_pkey PRIMARY KEY (network_id),
	constraint opening_feed_problem_check CHECK ((length(problem) <= 200)),
	constraint opening_feed_url_check CHECK ((length(url) <= 1000))
);
alter table opening_feed enable row level security, force row level security;
create policy own_network on opening_feed using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on opening_feed to okaeri_app;

create table opening_told (
	network_id uuid not null,
	opening_id uuid not null,
	person_id uuid not null,
	told_at timestamp with time zone not null default now(),
	constraint opening_told_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint opening_told_network_id_opening_id_fkey FOREIGN KEY (network_id, opening_id) REFERENCES opening(network_id, opening_id) ON DELETE CASCADE,
	constraint opening_told_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint opening_told_pkey PRIMARY KEY (network_id, opening_id, person_id)
);
alter table opening_told enable row level security, force row level security;
create policy own_network on opening_told using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on opening_told to okaeri_app;

create table opening_wish (
	network_id uuid not null,
	wish_id uuid not null default new_id(),
	person_id uuid not null,
	words text not null default ''::text,
	terms text not null default ''::text,
	company_id uuid,
	reasons text[] not null default '{}'::text[],
	made_at timestamp with time zone not null default now(),
	constraint opening_wish_check CHECK (((words <> ''::text) OR (terms <> ''::text) OR (company_id IS NOT NULL) OR (reasons <> '{}'::text[]))),
	constraint opening_wish_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint opening_wish_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint opening_wish_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint opening_wish_pkey PRIMARY KEY (network_id, wish_id),
	constraint opening_wish_terms_check CHECK ((length(terms) <= 200)),
	constraint opening_wish_words_check CHECK ((length(words) <= 500))
);
CREATE INDEX opening_wish_of_person ON public.opening_wish USING btree (network_id, person_id, made_at DESC);
alter table opening_wish enable row level security, force row level security;
create policy own_network on opening_wish using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on opening_wish to okaeri_app;

create table opt_out (
	network_id uuid not null,
	address_mark bytea not null,
	said_at timestamp with time zone not null default now(),
	stopped_contact boolean not null,
	constraint opt_out_address_mark_check CHECK ((length(address_mark) = 32)),
	constraint opt_out_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint opt_out_pkey PRIMARY KEY (network_id, address_mark)
);
alter table opt_out enable row level security, force row level security;
create policy own_network on opt_out using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on opt_out to okaeri_app;

create table outreach (
	network_id uuid not null,
	outreach_id uuid not null default new_id(),
	person_id uuid not null,
	caller_id uuid not null,
	tie text not null,
	state text not null default 'asked'::text,
	brief text not null,
	opening_words text not null default ''::text,
	asked_by uuid not null,
	asked_at timestamp with time zone not null default now(),
	decided_at timestamp with time zone,
	sent_at timestamp with time zone,
	by_own_mail boolean not null default false,
	conversation_id uuid,
	followed_up_at timestamp with time zone,
	closed_at timestamp with time zone,
	constraint outreach_brief_check CHECK ((length(brief) <= 2000)),
	constraint outreach_check CHECK ((caller_id <> person_id)),
	constraint outreach_check1 CHECK (((state = 'sent'::text) <= (sent_at IS NOT NULL))),
	constraint outreach_network_id_asked_by_fkey FOREIGN KEY (network_id, asked_by) REFERENCES person(network_id, person_id),
	constraint outreach_network_id_caller_id_fkey FOREIGN KEY (network_id, caller_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint outreach_network_id_conversation_id_fkey FOREIGN KEY (network_id, conversation_id) REFERENCES conversation(network_id, conversation_id),
	constraint outreach_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint outreach_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint outreach_opening_words_check CHECK ((length(opening_words) <= 2000)),
	constraint outreach_pkey PRIMARY KEY (network_id, outreach_id),
	constraint outreach_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'willing'::text, 'declined'::text, 'sent'::text, 'closed'::text]))),
	constraint outreach_tie_check CHECK ((tie = ANY (ARRAY['manager'::text, 'executive'::text, 'rejoiner'::text, 'colleague'::text, 'friend'::text])))
);
CREATE INDEX outreach_of_caller ON public.outreach USING btree (network_id, caller_id, asked_at DESC);
CREATE INDEX outreach_of_person ON public.outreach USING btree (network_id, person_id, asked_at DESC);
CREATE INDEX outreach_silent ON public.outreach USING btree (network_id, sent_at) WHERE ((state = 'sent'::text) AND (followed_up_at IS NULL));
CREATE UNIQUE INDEX outreach_running ON public.outreach USING btree (network_id, person_id) WHERE (state = ANY (ARRAY['asked'::text, 'willing'::text]));
alter table outreach enable row level security, force row level security;
create policy own_network on outreach using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on outreach to okaeri_app;

create table outreach_round (
	network_id uuid not null,
	round_id uuid not null default new_id(),
	made_by uuid not null,
	made_at timestamp with time zone not null default now(),
	note text not null default ''::text,
	per_caller smallint not null,
	state text not null default 'running'::text,
	ended_at timestamp with time zone,
	constraint outreach_round_check CHECK (((state = 'running'::text) = (ended_at IS NULL))),
	constraint outreach_round_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint outreach_round_network_id_made_by_fkey FOREIGN KEY (network_id, made_by) REFERENCES person(network_id, person_id),
	constraint outreach_round_note_check CHECK ((length(note) <= 1000)),
	constraint outreach_round_per_caller_check CHECK (((per_caller >= 1) AND (per_caller <= 20))),
	constraint outreach_round_pkey PRIMARY KEY (network_id, round_id),
	constraint outreach_round_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'stopped'::text])))
);
CREATE INDEX outreach_round_by ON public.outreach_round USING btree (network_id, made_by);
alter table outreach_round enable row level security, force row level security;
create policy own_network on outreach_round using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on outreach_round to okaeri_app;

create table outreach_round_person (
	network_id uuid not null,
	round_id uuid not null,
	person_id uuid not null,
	place integer not null,
	outcome text,
	outreach_id uuid,
	constraint outreach_round_person_network_id_outreach_id_fkey FOREIGN KEY (network_id, outreach_id) REFERENCES outreach(network_id, outreach_id) ON DELETE SET NULL (outreach_id),
	constraint outreach_round_person_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint outreach_round_person_network_id_round_id_fkey FOREIGN KEY (network_id, round_id) REFERENCES outreach_round(network_id, round_id) ON DELETE CASCADE,
	constraint outreach_round_person_outcome_check CHECK ((outcome ~ '^[a-z_]{1,40}$'::text)),
	constraint outreach_round_person_pkey PRIMARY KEY (network_id, round_id, person_id)
);
CREATE INDEX outreach_round_person_asked ON public.outreach_round_person USING btree (network_id, outreach_id) WHERE (outreach_id IS NOT NULL);
CREATE INDEX outreach_round_person_of ON public.outreach_round_person USING btree (network_id, person_id);
CREATE INDEX outreach_round_person_waiting ON public.outreach_round_person USING btree (network_id, round_id, place) WHERE (outcome IS NULL);
alter table outreach_round_person enable row level security, force row level security;
create policy own_network on outreach_round_person using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on outreach_round_person to okaeri_app;

create table overview_count (
	network_id uuid not null,
	counted_at timestamp with time zone not null default now(),
	constraint overview_count_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint overview_count_pkey PRIMARY KEY (network_id)
);
alter table overview_count enable row level security, force row level security;
create policy own_network on overview_count using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on overview_count to okaeri_app;

create table overview_figure (
	network_id uuid not null,
	board text not null,
	row_key text not null,
	column_key text not null,
	people integer not null,
	figure numeric,
	constraint overview_figure_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint overview_figure_pkey PRIMARY KEY (network_id, board, row_key, column_key)
);
alter table overview_figure enable row level security, force row level security;
create policy own_network on overview_figure using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on overview_figure to okaeri_app;

create table own_data (
	network_id uuid not null,
	person_id uuid not null,
	asked_at timestamp with time zone not null default now(),
	made_at timestamp with time zone,
	bytes bigint,
	constraint own_data_check CHECK (((made_at IS NULL) = (bytes IS NULL))),
	constraint own_data_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint own_data_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint own_data_pkey PRIMARY KEY (network_id, person_id)
);
alter table own_data enable row level security, force row level security;
create policy own_network on own_data using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on own_data to okaeri_app;

create table own_data_piece (
	network_id uuid not null,
	person_id uuid not null,
	piece_no integer not null,
	content bytea not null,
	constraint own_data_piece_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint own_data_piece_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES own_data(network_id, person_id) ON DELETE CASCADE,
	constraint own_data_piece_pkey PRIMARY KEY (network_id, person_id, piece_no)
);
alter table own_data_piece enable row level security, force row level security;
create policy own_network on own_data_piece using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on own_data_piece to okaeri_app;

create table paper_file (
	network_id uuid not null,
	paper_request_id uuid not null,
	name text not null,
	media_type text not null,
	bytes bytea not null,
	expires_at timestamp with time zone not null,
	fetched_at timestamp with time zone,
	constraint paper_file_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
	constraint paper_file_network_id_paper_request_id_fkey FOREIGN KEY (network_id, paper_request_id) REFERENCES paper_request(network_id, paper_request_id) ON DELETE CASCADE,
	constraint paper_file_pkey PRIMARY KEY (network_id, paper_request_id)
);
CREATE INDEX paper_file_expires ON public.paper_file USING btree (network_id, expires_at);
alter table paper_file enable row level security, force row level security;
create policy own_network on paper_file using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on paper_file to okaeri_app;

create table paper_request (
	network_id uuid not null,
	paper_request_id uuid not null default new_id(),
	person_id uuid not null,
	kind text not null,
	items text[] not null default '{}'::text[],
	year smallint,
	words text not null default ''::text,
	state text not null default 'asked'::text,
	asked_at timestamp with time zone not null default now(),
	answered_by uuid,
	answered_at timestamp with time zone,
	answer text not null default ''::text,
	constraint paper_request_answer_check CHECK ((length(answer) <= 1000)),
	constraint paper_request_check CHECK (((state = ANY (ARRAY['sent'::text, 'refused'::text])) = (answered_at IS NOT NULL))),
	constraint paper_request_check1 CHECK (((kind = 'leaving'::text) OR (items = '{}'::text[]))),
	constraint paper_request_check2 CHECK (((kind = 'withholding'::text) = (year IS NOT NULL))),
	constraint paper_request_items_check CHECK ((items <@ ARRAY['period'::text, 'work'::text, 'position'::text, 'wages'::text, 'reason'::text])),
	constraint paper_request_kind_check CHECK ((kind = ANY (ARRAY['employment'::text, 'leaving'::text, 'withholding'::text, 'other'::text]))),
	constraint paper_request_network_id_answered_by_fkey FOREIGN KEY (network_id, answered_by) REFERENCES person(network_id, person_id),
	constraint paper_request_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint paper_request_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint paper_request_pkey PRIMARY KEY (network_id, paper_request_id),
	constraint paper_request_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'sent'::text, 'refused'::text, 'withdrawn'::text]))),
	constraint paper_request_words_check CHECK ((length(words) <= 500)),
	constraint paper_request_year_check CHECK (((year >= 1950) AND (year <= 2100)))
);
CREATE INDEX paper_request_answered_by ON public.paper_request USING btree (network_id, answered_by) WHERE (answered_by IS NOT NULL);
CREATE INDEX paper_request_of_person ON public.paper_request USING btree (network_id, person_id, paper_request_id);
CREATE INDEX paper_request_waiting ON public.paper_request USING btree (network_id, paper_request_id) WHERE (state = 'asked'::text);
alter table paper_request enable row level security, force row level security;
create policy own_network on paper_request using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on paper_request to okaeri_app;

create table pass_on (
	network_id uuid not null,
	pass_on_id uuid not null default new_id(),
	person_id uuid not null,
	code text not null,
	made_at timestamp with time zone not null default now(),
	expires_at timestamp with time zone not null,
	withdrawn_at timestamp with time zone,
	constraint pass_on_code_check CHECK ((code ~ '^[A-Za-z0-9_-]{12}$'::text)),
	constraint pass_on_network_id_code_key UNIQUE (network_id, code),
	constraint pass_on_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint pass_on_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint pass_on_pkey PRIMARY KEY (network_id, pass_on_id)
);
CREATE UNIQUE INDEX pass_on_now ON public.pass_on USING btree (network_id, person_id) WHERE (withdrawn_at IS NULL);
alter table pass_on enable row level security, force row level security;
create policy own_network on pass_on using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on pass_on to okaeri_app;

create table path_tally (
	network_id uuid not null,
	goal text not null,
	part text not null,
	key text not null,
	people integer not null,
	counted_at timestamp with time zone not null default now(),
	constraint path_tally_goal_check CHECK ((goal = ANY (ARRAY['talk'::text, 'rehire'::text]))),
	constraint path_tally_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint path_tally_part_check CHECK ((part = ANY (ARRAY['all'::text, 'station'::text, 'way'::text]))),
	constraint path_tally_pkey PRIMARY KEY (network_id, goal, part, key)
);
alter table path_tally enable row level security, force row level security;
create policy own_network on path_tally using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on path_tally to okaeri_app;

create table person (
	network_id uuid not null,
	person_id uuid not null default new_id(),
	family_name text not null,
	given_name text not null default ''::text,
	family_kana text not null default ''::text,
	given_kana text not null default ''::text,
	locale text not null default 'ja'::text,
	time_zone text not null default 'Asia/Tokyo'::text,
	present_company text,
	headline text,
	created_at timestamp with time zone not null default now(),
	revision integer not null default 1,
	removed_at timestamp with time zone,
	constraint person_locale_check CHECK ((locale = ANY (ARRAY['ja'::text, 'en'::text]))),
	constraint person_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint person_pkey PRIMARY KEY (network_id, person_id)
);
CREATE INDEX person_by_name ON public.person USING btree (network_id, family_name, given_name);
CREATE INDEX person_removed ON public.person USING btree (network_id, person_id) WHERE (removed_at IS NOT NULL);
alter table person enable row level security, force row level security;
create policy own_network on person using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER count_revision BEFORE UPDATE ON public.person FOR EACH ROW WHEN ((((((old.family_name IS DISTINCT FROM new.family_name) OR (old.given_name IS DISTINCT FROM new.given_name)) OR (old.family_kana IS DISTINCT FROM new.family_kana)) OR (old.given_kana IS DISTINCT FROM new.given_kana)) OR (old.present_company IS DISTINCT FROM new.present_company))) EXECUTE FUNCTION count_revision();
CREATE TRIGGER directory_follows AFTER UPDATE OF family_name, given_name, family_kana, given_kana, present_company, headline ON public.person FOR EACH ROW EXECUTE FUNCTION directory.follow();
CREATE TRIGGER forget_refused AFTER UPDATE OF removed_at ON public.person FOR EACH ROW WHEN ((new.removed_at IS NOT NULL)) EXECUTE FUNCTION forget_refused_reasons();
CREATE TRIGGER row_follows AFTER UPDATE ON public.person REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_changes('family_name', 'given_name', 'family_kana', 'given_kana', 'present_company', 'removed_at');
CREATE TRIGGER row_follows_added AFTER INSERT ON public.person REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
CREATE TRIGGER row_follows_deleted AFTER DELETE ON public.person REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
CREATE TRIGGER trace_import AFTER INSERT OR DELETE OR UPDATE ON public.person FOR EACH ROW WHEN ((COALESCE(current_setting('okaeri.hr_import'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION trace_import();
grant delete, insert, select, update on person to okaeri_app;

create table person_merge (
	network_id uuid not null,
	merge_id uuid not null default new_id(),
	kept_id uuid not null,
	gone_id uuid not null,
	gone_name text not null,
	merged_by uuid not null,
	merged_at timestamp with time zone not null default now(),
	undone_by uuid,
	undone_at timestamp with time zone,
	constraint person_merge_check CHECK (((undone_by IS NULL) = (undone_at IS NULL))),
	constraint person_merge_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint person_merge_pkey PRIMARY KEY (network_id, merge_id)
);
CREATE INDEX person_merge_of_gone ON public.person_merge USING btree (network_id, gone_id);
CREATE INDEX person_merge_of_kept ON public.person_merge USING btree (network_id, kept_id);
alter table person_merge enable row level security, force row level security;
create policy own_network on person_merge using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on person_merge to okaeri_app;

create table person_merge_step (
	network_id uuid not null,
	merge_id uuid not null,
	step_no integer not null,
	table_name text not null,
	done text not null,
	key jsonb not null,
	before jsonb,
	constraint person_merge_step_done_check CHECK ((done = ANY (ARRAY['changed'::text, 'removed'::text, 'added'::text]))),
	constraint person_merge_step_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint person_merge_step_network_id_merge_id_fkey FOREIGN KEY (network_id, merge_id) REFERENCES person_merge(network_id, merge_id) ON DELETE CASCADE,
	constraint person_merge_step_pkey PRIMARY KEY (network_id, merge_id, step_no)
);
alter table person_merge_step enable row level security, force row level security;
create policy own_network on person_merge_step using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));

create table person_note (
	network_id uuid not null,
	note_id uuid not null default new_id(),
	person_id uuid not null,
	author_id uuid not null,
	words text not null,
	written_at timestamp with time zone not null default now(),
	changed_at timestamp with time zone,
	revision integer not null default 1,
	constraint person_note_network_id_author_id_fkey FOREIGN KEY (network_id, author_id) REFERENCES person(network_id, person_id),
	constraint person_note_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint person_note_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint person_note_pkey PRIMARY KEY (network_id, note_id),
	constraint person_note_words_check CHECK (((length(words) >= 1) AND (length(words) <= 4000)))
);
CREATE INDEX person_note_of_person ON public.person_note USING btree (network_id, person_id, note_id DESC);
alter table person_note enable row level security, force row level security;
create policy own_network on person_note using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER row_follows AFTER UPDATE ON public.person_note REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_changes('words');
CREATE TRIGGER row_follows_added AFTER INSERT ON public.person_note REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
CREATE TRIGGER row_follows_deleted AFTER DELETE ON public.person_note REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
grant delete, insert, select, update on person_note to okaeri_app;

create table person_tag (
	network_id uuid not null,
	person_id uuid not null,
	tag text not null,
	added_by uuid not null,
	added_at timestamp with time zone not null default now(),
	constraint person_tag_network_id_added_by_fkey FOREIGN KEY (network_id, added_by) REFERENCES person(network_id, person_id),
	constraint person_tag_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint person_tag_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint person_tag_pkey PRIMARY KEY (network_id, person_id, tag),
	constraint person_tag_tag_check CHECK (((length(tag) >= 1) AND (length(tag) <= 40)))
);
CREATE INDEX person_tag_by_tag ON public.person_tag USING btree (network_id, tag, person_id);
alter table person_tag enable row level security, force row level security;
create policy own_network on person_tag using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER row_follows AFTER UPDATE ON public.person_tag REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_changes('tag');
CREATE TRIGGER row_follows_added AFTER INSERT ON public.person_tag REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
CREATE TRIGGER row_follows_deleted AFTER DELETE ON public.person_tag REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
grant delete, insert, select, update on person_tag to okaeri_app;

create table planned_return (
	network_id uuid not null,
	planned_return_id uuid not null default new_id(),
	person_id uuid not null,
	company_id uuid not null,
	returns_on date not null,
	state text not null default 'planned'::text,
	why text not null default ''::text,
	planned_by uuid not null,
	planned_at timestamp with time zone not null default now(),
	settled_by uuid,
	settled_at timestamp with time zone,
	revision integer not null default 1,
	constraint planned_return_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint planned_return_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint planned_return_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint planned_return_network_id_planned_by_fkey FOREIGN KEY (network_id, planned_by) REFERENCES person(network_id, person_id),
	constraint planned_return_network_id_settled_by_fkey FOREIGN KEY (network_id, settled_by) REFERENCES person(network_id, person_id) ON DELETE SET NULL (settled_by),
	constraint planned_return_pkey PRIMARY KEY (network_id, planned_return_id),
	constraint planned_return_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'missed'::text, 'returned'::text, 'called_off'::text]))),
	constraint planned_return_why_check CHECK ((length(why) <= 1000))
);
CREATE INDEX planned_return_due ON public.planned_return USING btree (network_id, returns_on) WHERE (state = ANY (ARRAY['planned'::text, 'missed'::text]));
CREATE UNIQUE INDEX one_planned_return ON public.planned_return USING btree (network_id, person_id) WHERE (state = ANY (ARRAY['planned'::text, 'missed'::text]));
alter table planned_return enable row level security, force row level security;
create policy own_network on planned_return using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on planned_return to okaeri_app;

create table poll_choice (
	network_id uuid not null,
	choice_id uuid not null default new_id(),
	post_id uuid not null,
	position smallint not null,
	words text not null,
	votes integer not null default 0,
	constraint poll_choice_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint poll_choice_network_id_post_id_fkey FOREIGN KEY (network_id, post_id) REFERENCES post(network_id, post_id) ON DELETE CASCADE,
	constraint poll_choice_network_id_post_id_position_key UNIQUE (network_id, post_id, "position"),
	constraint poll_choice_pkey PRIMARY KEY (network_id, choice_id),
	constraint poll_choice_words_check CHECK (((length(words) >= 1) AND (length(words) <= 200)))
);
alter table poll_choice enable row level security, force row level security;
create policy own_network on poll_choice using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on poll_choice to okaeri_app;

create table poll_vote (
	network_id uuid not null,
	post_id uuid not null,
	person_id uuid not null,
	choice_id uuid not null,
	voted_at timestamp with time zone not null default now(),
	constraint poll_vote_network_id_choice_id_fkey FOREIGN KEY (network_id, choice_id) REFERENCES poll_choice(network_id, choice_id) ON DELETE CASCADE,
	constraint poll_vote_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint poll_vote_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint poll_vote_pkey PRIMARY KEY (network_id, post_id, person_id)
);
alter table poll_vote enable row level security, force row level security;
create policy own_network on poll_vote using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER count_vote AFTER INSERT OR DELETE OR UPDATE ON public.poll_vote FOR EACH ROW EXECUTE FUNCTION count_vote();
grant delete, insert, select, update on poll_vote to okaeri_app;

create table post (
	network_id uuid not null,
	post_id uuid not null default new_id(),
	author_id uuid not null,
	words text not null,
	posted_at timestamp with time zone not null default now(),
	html text not null default ''::text,
	kind text not null default 'person'::text,
	group_id uuid,
	shared_id uuid,
	ticket uuid not null default gen_random_uuid(),
	revision integer not null default 1,
	edited_at timestamp with time zone,
	hidden_at timestamp with time zone,
	pinned_at timestamp with time zone,
	link_url text,
	comments integer not null default 0,
	reactions jsonb not null default '{}'::jsonb,
	pictures smallint not null default 0,
	has_poll boolean not null default false,
	removed_at timestamp with time zone,
	poll_closes_at timestamp with time zone,
	poll_told_at timestamp with time zone,
	open_to text not null default open_to_now(),
	constraint post_check CHECK (((removed_at IS NULL) OR (hidden_at IS NOT NULL))),
	constraint post_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'company'::text]))),
	constraint post_network_id_author_id_fkey FOREIGN KEY (network_id, author_id) REFERENCES person(network_id, person_id),
	constraint post_network_id_author_id_ticket_key UNIQUE (network_id, author_id, ticket),
	constraint post_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint post_network_id_group_id_fkey FOREIGN KEY (network_id, group_id) REFERENCES "group"(network_id, group_id),
	constraint post_open_to_check CHECK ((open_to = ANY (ARRAY['alumni'::text, 'rejoiners'::text, 'employees'::text]))),
	constraint post_pkey PRIMARY KEY (network_id, post_id),
	constraint post_poll_closes CHECK (((poll_closes_at IS NULL) OR has_poll)),
	constraint post_words_check CHECK ((length(words) <= 8000))
);
CREATE INDEX post_feed ON public.post USING btree (network_id, kind, post_id DESC) WHERE ((group_id IS NULL) AND (hidden_at IS NULL));
CREATE INDEX post_of_author ON public.post USING btree (network_id, author_id, post_id DESC) WHERE (hidden_at IS NULL);
CREATE INDEX post_of_group ON public.post USING btree (network_id, group_id, post_id DESC) WHERE ((group_id IS NOT NULL) AND (hidden_at IS NULL));
CREATE INDEX post_pinned ON public.post USING btree (network_id, COALESCE(group_id, network_id)) WHERE (pinned_at IS NOT NULL);
CREATE INDEX post_poll_due ON public.post USING btree (network_id, poll_closes_at) WHERE ((poll_closes_at IS NOT NULL) AND (poll_told_at IS NULL));
alter table post enable row level security, force row level security;
create policy own_network on post using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on post to okaeri_app;

create table post_version (
	network_id uuid not null,
	post_id uuid not null,
	revision integer not null,
	words text not null,
	html text not null,
	written_at timestamp with time zone not null,
	pictures jsonb not null default '[]'::jsonb,
	constraint post_version_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint post_version_network_id_post_id_fkey FOREIGN KEY (network_id, post_id) REFERENCES post(network_id, post_id) ON DELETE CASCADE,
	constraint post_version_pkey PRIMARY KEY (network_id, post_id, revision)
);
alter table post_version enable row level security, force row level security;
create policy own_network on post_version using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on post_version to okaeri_app;

create table privacy_notice (
	network_id uuid not null,
	version integer not null,
	notice_ja text not null,
	notice_en text not null,
	purposes jsonb not null default '{}'::jsonb,
	made_by uuid,
	made_at timestamp with time zone not null default now(),
	constraint privacy_notice_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint privacy_notice_network_id_made_by_fkey FOREIGN KEY (network_id, made_by) REFERENCES person(network_id, person_id) ON DELETE SET NULL (made_by),
	constraint privacy_notice_pkey PRIMARY KEY (network_id, version),
	constraint privacy_notice_version_check CHECK ((version > 0))
);
alter table privacy_notice enable row level security, force row level security;
create policy own_network on privacy_notice using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant insert, select on privacy_notice to okaeri_app;

create table profile (
	network_id uuid not null,
	person_id uuid not null,
	introduction text not null default ''::text,
	place text not null default ''::text,
	skills text[] not null default '{}'::text[],
	offers text[] not null default '{}'::text[],
	looks_for text[] not null default '{}'::text[],
	picture_id uuid,
	is_listed boolean not null default true,
	career_for text not null default 'everyone'::text,
	present_for text not null default 'everyone'::text,
	place_for text not null default 'everyone'::text,
	skills_for text not null default 'everyone'::text,
	introduction_for text not null default 'everyone'::text,
	offers_for text not null default 'alumni'::text,
	written_by text not null default 'everyone'::text,
	path_put_away_at timestamp with time zone,
	revision integer not null default 1,
	closed_to text[] not null default '{}'::text[],
	came_for text[] not null default '{}'::text[],
	constraint profile_came_for_check CHECK ((came_for <@ ARRAY['company'::text, 'colleagues'::text, 'work'::text, 'papers'::text])),
	constraint profile_career_for_check CHECK ((career_for = ANY (ARRAY['everyone'::text, 'alumni'::text, 'teams'::text, 'desk'::text, 'nobody'::text]))),
	constraint profile_closed_to_check CHECK ((closed_to <@ ARRAY['employees'::text, 'executives'::text, 'hosts'::text, 'strangers'::text])),
	constraint profile_introduction_check CHECK ((length(introduction) <= 2000)),
	constraint profile_introduction_for_check CHECK ((introduction_for = ANY (ARRAY['everyone'::text, 'alumni'::text, 'teams'::text, 'desk'::text, 'nobody'::text]))),
	constraint profile_looks_for_check CHECK ((looks_for <@ ARRAY['talk'::text, 'mentoring'::text, 'side_work'::text, 'hiring'::text, 'collaboration'::text])),
	constraint profile_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint profile_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint profile_offers_check CHECK ((offers <@ ARRAY['talk'::text, 'mentoring'::text, 'side_work'::text, 'hiring'::text, 'collaboration'::text])),
	constraint profile_offers_for_check CHECK ((offers_for = ANY (ARRAY['everyone'::text, 'alumni'::text, 'teams'::text, 'desk'::text, 'nobody'::text]))),
	constraint profile_pkey PRIMARY KEY (network_id, person_id),
	constraint profile_place_check CHECK ((length(place) <= 100)),
	constraint profile_place_for_check CHECK ((place_for = ANY (ARRAY['everyone'::text, 'alumni'::text, 'teams'::text, 'desk'::text, 'nobody'::text]))),
	constraint profile_present_for_check CHECK ((present_for = ANY (ARRAY['everyone'::text, 'alumni'::text, 'teams'::text, 'desk'::text, 'nobody'::text]))),
	constraint profile_skills_check CHECK ((cardinality(skills) <= 20)),
	constraint profile_skills_for_check CHECK ((skills_for = ANY (ARRAY['everyone'::text, 'alumni'::text, 'teams'::text, 'desk'::text, 'nobody'::text]))),
	constraint profile_written_by_check CHECK ((written_by = ANY (ARRAY['everyone'::text, 'known'::text, 'nobody'::text])))
);
alter table profile enable row level security, force row level security;
create policy own_network on profile using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER directory_follows AFTER INSERT OR UPDATE ON public.profile FOR EACH ROW EXECUTE FUNCTION directory.follow();
grant delete, insert, select, update on profile to okaeri_app;

create table published_figure (
	network_id uuid not null,
	week date not null,
	board text not null,
	row_key text not null,
	column_key text not null,
	people integer not null,
	shown integer,
	constraint published_figure_board_check CHECK ((board = ANY (ARRAY['quadrants'::text, 'unlocks'::text, 'would_return'::text, 'not_heard'::text, 'wished'::text, 'matched'::text, 'read'::text, 'left_in'::text, 'invited_in'::text, 'joined_in'::text, 'talked_in'::text, 'applied_in'::text, 'rehired_in'::text, 'reachable'::text, 'active'::text, 'ways'::text, 'stayed_12'::text, 'stayed_24'::text, 'contact'::text, 'moved'::text, 'medians'::text, 'reach_told'::text, 'reach_delivered'::text, 'reach_read'::text, 'reach_answered'::text, 'reach_talked'::text]))),
	constraint published_figure_network_id_week_fkey FOREIGN KEY (network_id, week) REFERENCES published_week(network_id, week),
	constraint published_figure_pkey PRIMARY KEY (network_id, board, week, row_key, column_key)
);
alter table published_figure enable row level security, force row level security;
create policy own_network on published_figure using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on published_figure to okaeri_app;

create table published_week (
	network_id uuid not null,
	week date not null,
	constraint published_week_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint published_week_pkey PRIMARY KEY (network_id, week),
	constraint published_week_week_check CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
);
alter table published_week enable row level security, force row level security;
create policy own_network on published_week using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on published_week to okaeri_app;

create table pulse (
	network_id uuid not null,
	pulse_id uuid not null default new_id(),
	person_id uuid not null,
	link_hash bytea not null,
	asked_at timestamp with time zone not null default now(),
	expires_at timestamp with time zone not null,
	used_at timestamp with time zone,
	constraint pulse_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint pulse_network_id_link_hash_key UNIQUE (network_id, link_hash),
	constraint pulse_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint pulse_pkey PRIMARY KEY (network_id, pulse_id)
);
CREATE INDEX pulse_of_person ON public.pulse USING btree (network_id, person_id, asked_at DESC);
alter table pulse enable row level security, force row level security;
create policy own_network on pulse using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on pulse to okaeri_app;

create table push_key (
	network_id uuid not null,
	public_key text not null,
	private_key text not null,
	constraint push_key_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint push_key_pkey PRIMARY KEY (network_id)
);
alter table push_key enable row level security, force row level security;
create policy own_network on push_key using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on push_key to okaeri_app;

create table push_sent (
	network_id uuid not null,
	push_id uuid not null default new_id(),
	person_id uuid not null,
	notification_id uuid not null,
	sent_at timestamp with time zone not null default now(),
	constraint push_sent_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint push_sent_pkey PRIMARY KEY (network_id, push_id)
);
CREATE INDEX push_sent_of_person ON public.push_sent USING btree (network_id, person_id, sent_at DESC);
alter table push_sent enable row level security, force row level security;
create policy own_network on push_sent using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on push_sent to okaeri_app;

create table push_subscription (
	network_id uuid not null,
	person_id uuid not null,
	endpoint text not null,
	p256dh text not null,
	auth text not null,
	made_at timestamp with time zone not null default now(),
	constraint push_subscription_auth_check CHECK ((length(auth) <= 100)),
	constraint push_subscription_endpoint_check CHECK ((length(endpoint) <= 1000)),
	constraint push_subscription_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint push_subscription_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint push_subscription_p256dh_check CHECK ((length(p256dh) <= 200)),
	constraint push_subscription_pkey PRIMARY KEY (network_id, endpoint)
);
CREATE INDEX push_subscription_of_person ON public.push_subscription USING btree (network_id, person_id);
alter table push_subscription enable row level security, force row level security;
create policy own_network on push_subscription using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on push_subscription to okaeri_app;

create table quadrant_day (
	network_id uuid not null,
	day date not null,
	company_id uuid not null,
	quadrant text not null,
	people integer not null,
	rolled_at timestamp with time zone not null default now(),
	constraint quadrant_day_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint quadrant_day_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint quadrant_day_pkey PRIMARY KEY (network_id, day, company_id, quadrant),
	constraint quadrant_day_quadrant_check CHECK ((quadrant = ANY (ARRAY['ready'::text, 'tied'::text, 'hesitant'::text, 'distant'::text, 'unknown'::text])))
);
alter table quadrant_day enable row level security, force row level security;
create policy own_network on quadrant_day using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on quadrant_day to okaeri_app;

create table quadrant_move (
	network_id uuid not null,
	days smallint not null,
	part text not null,
	part_key text not null,
	from_key text not null,
	to_key text not null,
	people integer not null,
	constraint quadrant_move_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint quadrant_move_part_check CHECK ((part = ANY (ARRAY['all'::text, 'company'::text, 'department'::text, 'reason'::text, 'years'::text]))),
	constraint quadrant_move_pkey PRIMARY KEY (network_id, days, part, part_key, from_key, to_key)
);
alter table quadrant_move enable row level security, force row level security;
create policy own_network on quadrant_move using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on quadrant_move to okaeri_app;

create table reach_tally (
	network_id uuid not null,
	kind text not null,
	subject_id uuid not null,
	split text not null,
	key text not null,
	told integer not null,
	delivered integer not null,
	read integer not null,
	answered integer not null,
	talked integer not null,
	counted_at timestamp with time zone not null default now(),
	constraint reach_tally_kind_check CHECK ((kind = ANY (ARRAY['change'::text, 'letter'::text, 'story'::text, 'opening'::text, 'event'::text]))),
	constraint reach_tally_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint reach_tally_pkey PRIMARY KEY (network_id, kind, subject_id, split, key),
	constraint reach_tally_split_check CHECK ((split = ANY (ARRAY['all'::text, 'quadrant'::text, 'reason'::text])))
);
alter table reach_tally enable row level security, force row level security;
create policy own_network on reach_tally using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on reach_tally to okaeri_app;

create table reaction (
	network_id uuid not null,
	subject_id uuid not null,
	person_id uuid not null,
	sign text not null,
	given_at timestamp with time zone not null default now(),
	constraint reaction_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint reaction_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint reaction_pkey PRIMARY KEY (network_id, subject_id, person_id),
	constraint reaction_sign_check CHECK ((sign = ANY (ARRAY['heart'::text, 'congrats'::text, 'thanks'::text, 'cheer'::text, 'laugh'::text, 'wow'::text])))
);
CREATE INDEX reaction_of_subject ON public.reaction USING btree (network_id, subject_id, given_at DESC, person_id DESC);
alter table reaction enable row level security, force row level security;
create policy own_network on reaction using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER count_reaction AFTER INSERT OR DELETE OR UPDATE ON public.reaction FOR EACH ROW EXECUTE FUNCTION count_reaction();
grant delete, insert, select, update on reaction to okaeri_app;

create table reason_settling (
	network_id uuid not null,
	settling_id uuid not null default new_id(),
	settled_by uuid not null,
	settled_at timestamp with time zone not null default now(),
	readings integer not null,
	undone_at timestamp with time zone,
	constraint reason_settling_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint reason_settling_network_id_settled_by_fkey FOREIGN KEY (network_id, settled_by) REFERENCES person(network_id, person_id),
	constraint reason_settling_pkey PRIMARY KEY (network_id, settling_id)
);
CREATE INDEX reason_settling_by ON public.reason_settling USING btree (network_id, settled_by, settled_at DESC);
alter table reason_settling enable row level security, force row level security;
create policy own_network on reason_settling using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on reason_settling to okaeri_app;

create table reason_suggestion (
	network_id uuid not null,
	tenure_id uuid not null,
	view text not null,
	code text not null,
	rests_on text[] not null,
	percent smallint not null,
	made_at timestamp with time zone not null default now(),
	settled_at timestamp with time zone,
	settled_by uuid,
	was_right boolean,
	settling_id uuid,
	constraint reason_suggestion_check CHECK (((settled_at IS NULL) = (was_right IS NULL))),
	constraint reason_suggestion_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint reason_suggestion_network_id_settled_by_fkey FOREIGN KEY (network_id, settled_by) REFERENCES person(network_id, person_id),
	constraint reason_suggestion_network_id_settling_id_fkey FOREIGN KEY (network_id, settling_id) REFERENCES reason_settling(network_id, settling_id),
	constraint reason_suggestion_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES departure(network_id, tenure_id) ON DELETE CASCADE,
	constraint reason_suggestion_percent_check CHECK (((percent >= 0) AND (percent <= 100))),
	constraint reason_suggestion_pkey PRIMARY KEY (network_id, tenure_id, view, code),
	constraint reason_suggestion_view_check CHECK ((view = ANY (ARRAY['stated'::text, 'revisited'::text])))
);
CREATE INDEX reason_suggestion_settled ON public.reason_suggestion USING btree (network_id, settling_id) WHERE (settling_id IS NOT NULL);
CREATE INDEX reason_suggestion_waiting ON public.reason_suggestion USING btree (network_id, tenure_id) WHERE (settled_at IS NULL);
alter table reason_suggestion enable row level security, force row level security;
create policy own_network on reason_suggestion using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER keep_refused_suggestion BEFORE INSERT ON public.reason_suggestion FOR EACH ROW EXECUTE FUNCTION keep_refused_reason();
CREATE TRIGGER trace_import AFTER INSERT OR DELETE OR UPDATE ON public.reason_suggestion FOR EACH ROW WHEN ((COALESCE(current_setting('okaeri.hr_import'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION trace_import();
grant delete, insert, select, update on reason_suggestion to okaeri_app;

create table referral (
	network_id uuid not null,
	referral_id uuid not null default new_id(),
	by_id uuid not null,
	name text not null,
	email text not null default ''::text,
	words text not null default ''::text,
	would_write boolean not null default false,
	person_id uuid,
	state text not null default 'open'::text,
	made_at timestamp with time zone not null default now(),
	opening_id uuid,
	constraint referral_email_check CHECK ((length(email) <= 200)),
	constraint referral_name_check CHECK ((length(name) <= 100)),
	constraint referral_network_id_by_id_fkey FOREIGN KEY (network_id, by_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint referral_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint referral_network_id_opening_id_fkey FOREIGN KEY (network_id, opening_id) REFERENCES opening(network_id, opening_id),
	constraint referral_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint referral_pkey PRIMARY KEY (network_id, referral_id),
	constraint referral_state_check CHECK ((state = ANY (ARRAY['open'::text, 'invited'::text, 'joined'::text, 'returned'::text, 'closed'::text]))),
	constraint referral_words_check CHECK ((length(words) <= 1000))
);
CREATE INDEX referral_by ON public.referral USING btree (network_id, by_id, made_at DESC);
CREATE INDEX referral_of_person ON public.referral USING btree (network_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX referral_open ON public.referral USING btree (network_id, made_at DESC) WHERE (state = 'open'::text);
alter table referral enable row level security, force row level security;
create policy own_network on referral using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on referral to okaeri_app;

create table refused_reason (
	network_id uuid not null,
	tenure_id uuid not null,
	view text not null,
	code text not null,
	refused_at timestamp with time zone not null default now(),
	constraint refused_reason_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint refused_reason_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES departure(network_id, tenure_id) ON DELETE CASCADE,
	constraint refused_reason_pkey PRIMARY KEY (network_id, tenure_id, view, code),
	constraint refused_reason_view_check CHECK ((view = ANY (ARRAY['stated'::text, 'revisited'::text, 'desk'::text])))
);
alter table refused_reason enable row level security, force row level security;
create policy own_network on refused_reason using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on refused_reason to okaeri_app;

create table rehire (
	network_id uuid not null,
	rehire_id uuid not null default new_id(),
	person_id uuid not null,
	company_id uuid not null,
	tenure_id uuid not null,
	returned_on date not null,
	recorded_by uuid not null,
	recorded_at timestamp with time zone not null default now(),
	constraint rehire_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint rehire_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint rehire_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint rehire_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES tenure(network_id, tenure_id),
	constraint rehire_network_id_tenure_id_key UNIQUE (network_id, tenure_id),
	constraint rehire_pkey PRIMARY KEY (network_id, rehire_id)
);
CREATE INDEX rehire_latest ON public.rehire USING btree (network_id, returned_on DESC, rehire_id DESC);
alter table rehire enable row level security, force row level security;
create policy own_network on rehire using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER let_rejoiners_in AFTER INSERT ON public.rehire REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION let_leavers_in();
CREATE TRIGGER let_rejoiners_out AFTER DELETE ON public.rehire REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION let_leavers_in();
grant delete, insert, select, update on rehire to okaeri_app;

create table rehire_said (
	network_id uuid not null,
	rehire_id uuid not null,
	what text not null,
	said_at timestamp with time zone not null default now(),
	constraint rehire_said_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint rehire_said_network_id_rehire_id_fkey FOREIGN KEY (network_id, rehire_id) REFERENCES rehire(network_id, rehire_id) ON DELETE CASCADE,
	constraint rehire_said_pkey PRIMARY KEY (network_id, rehire_id, what),
	constraint rehire_said_what_check CHECK ((what = ANY (ARRAY['change'::text, 'letter'::text, 'story'::text, 'called'::text, 'people'::text, 'talk'::text, 'opening'::text, 'own_life'::text, 'other'::text])))
);
alter table rehire_said enable row level security, force row level security;
create policy own_network on rehire_said using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on rehire_said to okaeri_app;

create table report (
	network_id uuid not null,
	report_id uuid not null default new_id(),
	reporter_id uuid,
	subject text not null,
	subject_id uuid not null,
	about_id uuid not null,
	why text not null,
	words text not null default ''::text,
	reported_at timestamp with time zone not null default now(),
	settled_at timestamp with time zone,
	settled_by uuid,
	outcome text,
	reason text not null default ''::text,
	constraint report_check CHECK (((settled_at IS NULL) = (outcome IS NULL))),
	constraint report_network_id_about_id_fkey FOREIGN KEY (network_id, about_id) REFERENCES person(network_id, person_id),
	constraint report_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint report_network_id_reporter_id_fkey FOREIGN KEY (network_id, reporter_id) REFERENCES person(network_id, person_id),
	constraint report_outcome_check CHECK ((outcome = ANY (ARRAY['left'::text, 'hidden'::text, 'warned'::text, 'suspended'::text]))),
	constraint report_pkey PRIMARY KEY (network_id, report_id),
	constraint report_reason_check CHECK ((length(reason) <= 1000)),
	constraint report_subject_check CHECK ((subject = ANY (ARRAY['post'::text, 'comment'::text, 'message'::text, 'person'::text]))),
	constraint report_why_check CHECK ((why = ANY (ARRAY['hurtful'::text, 'private'::text, 'advert'::text, 'false'::text, 'other'::text, 'word'::text]))),
	constraint report_words_check CHECK ((length(words) <= 1000))
);
CREATE INDEX report_about ON public.report USING btree (network_id, about_id) WHERE (settled_at IS NOT NULL);
CREATE INDEX report_waiting ON public.report USING btree (network_id, report_id) WHERE (settled_at IS NULL);
CREATE UNIQUE INDEX report_once ON public.report USING btree (network_id, reporter_id, subject_id) WHERE (settled_at IS NULL);
alter table report enable row level security, force row level security;
create policy own_network on report using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on report to okaeri_app;

create table report_reader (
	network_id uuid not null,
	person_id uuid not null,
	since timestamp with time zone not null default now(),
	constraint report_reader_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint report_reader_pkey PRIMARY KEY (network_id, person_id)
);
alter table report_reader enable row level security, force row level security;
create policy own_network on report_reader using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on report_reader to okaeri_app;

create table retention_month (
	network_id uuid not null,
	joined_in date not null,
	months_after smallint not null,
	members integer not null,
	visited integer not null,
	constraint retention_month_joined_in_check CHECK ((EXTRACT(day FROM joined_in) = (1)::numeric)),
	constraint retention_month_months_after_check CHECK (((months_after >= 0) AND (months_after <= 11))),
	constraint retention_month_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint retention_month_pkey PRIMARY KEY (network_id, joined_in, months_after)
);
alter table retention_month enable row level security, force row level security;
create policy own_network on retention_month using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on retention_month to okaeri_app;

create table saved_post (
	network_id uuid not null,
	person_id uuid not null,
	post_id uuid not null,
	saved_at timestamp with time zone not null default now(),
	constraint saved_post_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint saved_post_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint saved_post_network_id_post_id_fkey FOREIGN KEY (network_id, post_id) REFERENCES post(network_id, post_id) ON DELETE CASCADE,
	constraint saved_post_pkey PRIMARY KEY (network_id, person_id, post_id)
);
alter table saved_post enable row level security, force row level security;
create policy own_network on saved_post using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on saved_post to okaeri_app;

create table scim_trouble (
	network_id uuid not null,
	day date not null,
	method text not null,
	status smallint not null,
	why text not null,
	times integer not null default 1,
	last_at timestamp with time zone not null default now(),
	constraint scim_trouble_method_check CHECK ((method = ANY (ARRAY['GET'::text, 'POST'::text, 'PUT'::text, 'PATCH'::text, 'DELETE'::text]))),
	constraint scim_trouble_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint scim_trouble_pkey PRIMARY KEY (network_id, day, method, status, why),
	constraint scim_trouble_status_check CHECK (((status >= 400) AND (status <= 499))),
	constraint scim_trouble_why_check CHECK ((length(why) <= 40))
);
alter table scim_trouble enable row level security, force row level security;
create policy own_network on scim_trouble using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on scim_trouble to okaeri_app;

create table scim_user (
	network_id uuid not null,
	person_id uuid not null,
	user_name text not null,
	external_id text,
	is_active boolean not null,
	email text,
	title text not null default ''::text,
	department text not null default ''::text,
	employee_number text not null default ''::text,
	made_at timestamp with time zone not null default now(),
	changed_at timestamp with time zone not null default now(),
	deleted_at timestamp with time zone,
	revision integer not null default 1,
	constraint scim_user_email_check CHECK ((email = lower(email))),
	constraint scim_user_external_id_check CHECK ((length(external_id) <= 254)),
	constraint scim_user_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint scim_user_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint scim_user_pkey PRIMARY KEY (network_id, person_id),
	constraint scim_user_user_name_check CHECK (((length(user_name) >= 1) AND (length(user_name) <= 254)))
);
CREATE INDEX scim_user_external ON public.scim_user USING btree (network_id, external_id);
CREATE UNIQUE INDEX scim_user_name ON public.scim_user USING btree (network_id, lower(user_name));
alter table scim_user enable row level security, force row level security;
create policy own_network on scim_user using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER count_revision BEFORE UPDATE ON public.scim_user FOR EACH ROW EXECUTE FUNCTION count_revision();
grant delete, insert, select, update on scim_user to okaeri_app;

create table second_telling (
	network_id uuid not null,
	telling_id uuid not null default new_id(),
	person_id uuid not null,
	tenure_id uuid not null,
	months smallint not null,
	asked_at timestamp with time zone not null default now(),
	link_hash bytea not null,
	expires_at timestamp with time zone not null,
	answered_at timestamp with time zone,
	said_on date,
	codes text[] not null default '{}'::text[],
	words text not null default ''::text,
	would_change text[] not null default '{}'::text[],
	constraint second_telling_check CHECK (((answered_at IS NULL) = (said_on IS NULL))),
	constraint second_telling_months_check CHECK ((months = ANY (ARRAY[3, 6]))),
	constraint second_telling_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint second_telling_network_id_link_hash_key UNIQUE (network_id, link_hash),
	constraint second_telling_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint second_telling_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES departure(network_id, tenure_id) ON DELETE CASCADE,
	constraint second_telling_network_id_tenure_id_months_key UNIQUE (network_id, tenure_id, months),
	constraint second_telling_pkey PRIMARY KEY (network_id, telling_id),
	constraint second_telling_words_check CHECK ((length(words) <= 4000))
);
CREATE INDEX second_telling_of_person ON public.second_telling USING btree (network_id, person_id);
alter table second_telling enable row level security, force row level security;
create policy own_network on second_telling using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on second_telling to okaeri_app;

create table segment (
	network_id uuid not null,
	segment_id uuid not null default new_id(),
	revision integer not null default 1,
	called text not null,
	asked jsonb not null,
	made_by uuid not null,
	made_at timestamp with time zone not null default now(),
	people integer,
	members integer,
	reachable integer,
	counted_at timestamp with time zone,
	constraint segment_asked_check CHECK (((jsonb_typeof(asked) = 'object'::text) AND (length((asked)::text) <= 20000))),
	constraint segment_asks_no_restricted_reason CHECK (((COALESCE(jsonb_typeof((asked -> 'reason'::text)), 'array'::text) = 'array'::text) AND (NOT (COALESCE((asked -> 'reason'::text), '[]'::jsonb) ?| ARRAY['harassment'::text, 'health'::text])))),
	constraint segment_called_check CHECK (((length(called) >= 1) AND (length(called) <= 60))),
	constraint segment_members_check CHECK ((members >= 0)),
	constraint segment_network_id_called_key UNIQUE (network_id, called),
	constraint segment_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint segment_network_id_made_by_fkey FOREIGN KEY (network_id, made_by) REFERENCES person(network_id, person_id),
	constraint segment_people_check CHECK ((people >= 0)),
	constraint segment_pkey PRIMARY KEY (network_id, segment_id),
	constraint segment_reachable_check CHECK ((reachable >= 0))
);
CREATE INDEX segment_made_by ON public.segment USING btree (network_id, made_by);
alter table segment enable row level security, force row level security;
create policy own_network on segment using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on segment to okaeri_app;

create table send_off (
	network_id uuid not null,
	send_off_id uuid not null default new_id(),
	person_id uuid not null,
	tenure_id uuid not null,
	last_on date not null,
	kind text,
	state text not null default 'running'::text,
	begun_by uuid not null,
	begun_through text not null,
	begun_at timestamp with time zone not null default now(),
	talker_id uuid,
	talked_on date,
	link_hash bytea,
	link_sent_at timestamp with time zone,
	link_expires_at timestamp with time zone,
	private_address text,
	address_hash bytea,
	address_expires_at timestamp with time zone,
	address_proved_at timestamp with time zone,
	answered_at timestamp with time zone,
	ended_at timestamp with time zone,
	revision integer not null default 1,
	constraint send_off_begun_through_check CHECK ((begun_through = ANY (ARRAY['desk'::text, 'api'::text, 'scim'::text]))),
	constraint send_off_check CHECK (((state = 'running'::text) = (ended_at IS NULL))),
	constraint send_off_kind_check CHECK ((kind = ANY (ARRAY['own_wish'::text, 'company'::text, 'retirement'::text, 'contract_end'::text, 'group_move'::text, 'other'::text]))),
	constraint send_off_network_id_address_hash_key UNIQUE (network_id, address_hash),
	constraint send_off_network_id_begun_by_fkey FOREIGN KEY (network_id, begun_by) REFERENCES person(network_id, person_id),
	constraint send_off_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint send_off_network_id_link_hash_key UNIQUE (network_id, link_hash),
	constraint send_off_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint send_off_network_id_talker_id_fkey FOREIGN KEY (network_id, talker_id) REFERENCES person(network_id, person_id),
	constraint send_off_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES tenure(network_id, tenure_id) ON DELETE CASCADE,
	constraint send_off_pkey PRIMARY KEY (network_id, send_off_id),
	constraint send_off_private_address_check CHECK ((private_address = lower(private_address))),
	constraint send_off_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'called_off'::text])))
);
CREATE INDEX send_off_by_day ON public.send_off USING btree (network_id, state, last_on);
CREATE INDEX send_off_of_person ON public.send_off USING btree (network_id, person_id);
CREATE INDEX send_off_of_tenure ON public.send_off USING btree (network_id, tenure_id);
CREATE UNIQUE INDEX send_off_running ON public.send_off USING btree (network_id, person_id) WHERE (state = 'running'::text);
alter table send_off enable row level security, force row level security;
create policy own_network on send_off using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER count_revision BEFORE UPDATE ON public.send_off FOR EACH ROW EXECUTE FUNCTION count_revision();
grant delete, insert, select, update on send_off to okaeri_app;

create table send_off_talk (
	network_id uuid not null,
	send_off_id uuid not null,
	codes text[] not null default '{}'::text[],
	words text not null default ''::text,
	said_on date not null,
	is_own boolean not null default false,
	constraint send_off_talk_network_id_send_off_id_fkey FOREIGN KEY (network_id, send_off_id) REFERENCES send_off(network_id, send_off_id) ON DELETE CASCADE,
	constraint send_off_talk_pkey PRIMARY KEY (network_id, send_off_id),
	constraint send_off_talk_words_check CHECK ((length(words) <= 4000))
);
alter table send_off_talk enable row level security, force row level security;
create policy own_network on send_off_talk using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on send_off_talk to okaeri_app;

create table settled_reason (
	network_id uuid not null,
	settling_id uuid not null,
	tenure_id uuid not null,
	view text not null default 'desk'::text,
	code text not null,
	constraint settled_reason_network_id_settling_id_fkey FOREIGN KEY (network_id, settling_id) REFERENCES reason_settling(network_id, settling_id) ON DELETE CASCADE,
	constraint settled_reason_network_id_tenure_id_view_code_fkey FOREIGN KEY (network_id, tenure_id, view, code) REFERENCES departure_reason(network_id, tenure_id, view, code) ON UPDATE CASCADE ON DELETE CASCADE,
	constraint settled_reason_pkey PRIMARY KEY (network_id, settling_id, tenure_id, code),
	constraint settled_reason_view_check CHECK ((view = 'desk'::text))
);
CREATE INDEX settled_reason_of ON public.settled_reason USING btree (network_id, tenure_id, view, code);
alter table settled_reason enable row level security, force row level security;
create policy own_network on settled_reason using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on settled_reason to okaeri_app;

create table sign_on_attempt (
	network_id uuid not null,
	attempt_id uuid not null default new_id(),
	provider_id uuid not null,
	browser_hash bytea not null,
	answer_key text not null,
	nonce text not null,
	verifier text not null,
	next text not null,
	tried_by uuid,
	revision integer not null,
	begun_at timestamp with time zone not null default now(),
	answered_at timestamp with time zone,
	answer jsonb,
	constraint sign_on_attempt_browser_hash_check CHECK ((length(browser_hash) = 32)),
	constraint sign_on_attempt_network_id_answer_key_key UNIQUE (network_id, answer_key),
	constraint sign_on_attempt_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint sign_on_attempt_network_id_provider_id_fkey FOREIGN KEY (network_id, provider_id) REFERENCES sign_on_provider(network_id, provider_id) ON DELETE CASCADE,
	constraint sign_on_attempt_network_id_tried_by_fkey FOREIGN KEY (network_id, tried_by) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint sign_on_attempt_pkey PRIMARY KEY (network_id, attempt_id)
);
CREATE INDEX sign_on_attempt_by_age ON public.sign_on_attempt USING btree (network_id, begun_at);
alter table sign_on_attempt enable row level security, force row level security;
create policy own_network on sign_on_attempt using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on sign_on_attempt to okaeri_app;

create table sign_on_identity (
	network_id uuid not null,
	provider_id uuid not null,
	subject text not null,
	account_id uuid not null,
	linked_at timestamp with time zone not null default now(),
	last_at timestamp with time zone not null default now(),
	constraint sign_on_identity_network_id_account_id_fkey FOREIGN KEY (network_id, account_id) REFERENCES auth.account_holder(network_id, id) ON DELETE CASCADE,
	constraint sign_on_identity_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint sign_on_identity_network_id_provider_id_fkey FOREIGN KEY (network_id, provider_id) REFERENCES sign_on_provider(network_id, provider_id) ON DELETE CASCADE,
	constraint sign_on_identity_pkey PRIMARY KEY (network_id, provider_id, subject)
);
CREATE INDEX sign_on_identity_of_account ON public.sign_on_identity USING btree (network_id, account_id);
alter table sign_on_identity enable row level security, force row level security;
create policy own_network on sign_on_identity using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on sign_on_identity to okaeri_app;

create table sign_on_provider (
	network_id uuid not null,
	provider_id uuid not null default new_id(),
	kind text not null,
	called text not null,
	domains text[] not null,
	company_id uuid,
	admits_new boolean not null default false,
	vouches boolean not null default false,
	is_on boolean not null default false,
	issuer text not null default ''::text,
	client_id text not null default ''::text,
	client_secret bytea,
	entry_point text not null default ''::text,
	certificates text[] not null default '{}'::text[],
	revision integer not null default 0,
	tried_revision integer,
	constraint sign_on_provider_check CHECK (((NOT is_on) OR (tried_revision IS NOT NULL))),
	constraint sign_on_provider_kind_check CHECK ((kind = ANY (ARRAY['oidc'::text, 'saml'::text]))),
	constraint sign_on_provider_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint sign_on_provider_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint sign_on_provider_pkey PRIMARY KEY (network_id, provider_id)
);
alter table sign_on_provider enable row level security, force row level security;
create policy own_network on sign_on_provider using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on sign_on_provider to okaeri_app;

create table standing (
	network_id uuid not null,
	standing_id uuid not null default new_id(),
	person_id uuid not null,
	can_return text not null,
	wants_to_return text not null,
	quadrant text not null generated always as (
CASE
    WHEN ((can_return = 'unknown'::text) OR (wants_to_return = 'unknown'::text)) THEN 'unknown'::text
    WHEN (wants_to_return = 'yes'::text) THEN
    CASE can_return
        WHEN 'yes'::text THEN 'ready'::text
        ELSE 'tied'::text
    END
    ELSE
    CASE can_return
        WHEN 'yes'::text THEN 'hesitant'::text
        ELSE 'distant'::text
    END
END) stored,
	said_by text not null,
	said_at timestamp with time zone not null default now(),
	is_current boolean not null default true,
	would_change text[] not null default '{}'::text[],
	constraint standing_can_return_check CHECK ((can_return = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text]))),
	constraint standing_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint standing_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint standing_pkey PRIMARY KEY (network_id, standing_id),
	constraint standing_said_by_check CHECK ((said_by = ANY (ARRAY['person'::text, 'desk'::text]))),
	constraint standing_wants_to_return_check CHECK ((wants_to_return = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text])))
);
CREATE INDEX standing_by_quadrant ON public.standing USING btree (network_id, quadrant, person_id) WHERE is_current;
CREATE INDEX standing_moved_lately ON public.standing USING btree (network_id, said_at DESC, standing_id) WHERE (is_current AND (wants_to_return = 'yes'::text));
CREATE INDEX standing_of_person ON public.standing USING btree (network_id, person_id, said_at DESC);
CREATE INDEX standing_said_lately ON public.standing USING btree (network_id, said_at DESC) WHERE (is_current AND (wants_to_return = 'yes'::text));
CREATE INDEX standing_tied_or_hesitant ON public.standing USING btree (network_id, said_at DESC) WHERE (is_current AND (quadrant = ANY (ARRAY['tied'::text, 'hesitant'::text])));
CREATE UNIQUE INDEX standing_current ON public.standing USING btree (network_id, person_id) INCLUDE (quadrant) WHERE is_current;
alter table standing enable row level security, force row level security;
create policy own_network on standing using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on standing to okaeri_app;

create table standing_note (
	network_id uuid not null,
	standing_id uuid not null,
	note text not null,
	constraint standing_note_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint standing_note_network_id_standing_id_fkey FOREIGN KEY (network_id, standing_id) REFERENCES standing(network_id, standing_id) ON DELETE CASCADE,
	constraint standing_note_note_check CHECK ((length(note) <= 2000)),
	constraint standing_note_pkey PRIMARY KEY (network_id, standing_id)
);
alter table standing_note enable row level security, force row level security;
create policy own_network on standing_note using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on standing_note to okaeri_app;

create table story (
	network_id uuid not null,
	story_id uuid not null default new_id(),
	revision integer not null default 1,
	person_id uuid not null,
	rehire_id uuid not null,
	status text not null default 'asked'::text,
	language text not null default 'ja'::text,
	path_words text not null default ''::text,
	around_words text not null default ''::text,
	moment_words text not null default ''::text,
	now_words text not null default ''::text,
	asked_by uuid not null,
	asked_at timestamp with time zone not null default now(),
	answered_at timestamp with time zone,
	constraint story_around_words_check CHECK ((length(around_words) <= 4000)),
	constraint story_language_check CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text]))),
	constraint story_moment_words_check CHECK ((length(moment_words) <= 4000)),
	constraint story_network_id_asked_by_fkey FOREIGN KEY (network_id, asked_by) REFERENCES person(network_id, person_id),
	constraint story_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint story_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint story_network_id_rehire_id_fkey FOREIGN KEY (network_id, rehire_id) REFERENCES rehire(network_id, rehire_id) ON DELETE CASCADE,
	constraint story_network_id_rehire_id_key UNIQUE (network_id, rehire_id),
	constraint story_now_words_check CHECK ((length(now_words) <= 4000)),
	constraint story_path_words_check CHECK ((length(path_words) <= 4000)),
	constraint story_pkey PRIMARY KEY (network_id, story_id),
	constraint story_status_check CHECK ((status = ANY (ARRAY['asked'::text, 'answered'::text, 'declined'::text])))
);
alter table story enable row level security, force row level security;
create policy own_network on story using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on story to okaeri_app;

create table story_edition (
	network_id uuid not null,
	story_id uuid not null,
	edition text not null,
	revision integer not null default 1,
	title text not null,
	words text not null,
	state text not null default 'draft'::text,
	shown_at timestamp with time zone,
	approved_at timestamp with time zone,
	said_back text not null default ''::text,
	constraint story_edition_check CHECK (((state <> 'approved'::text) OR (approved_at IS NOT NULL))),
	constraint story_edition_edition_check CHECK ((edition = ANY (ARRAY['alumni'::text, 'staff'::text, 'public'::text]))),
	constraint story_edition_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint story_edition_network_id_story_id_fkey FOREIGN KEY (network_id, story_id) REFERENCES story(network_id, story_id) ON DELETE CASCADE,
	constraint story_edition_pkey PRIMARY KEY (network_id, story_id, edition),
	constraint story_edition_said_back_check CHECK ((length(said_back) <= 2000)),
	constraint story_edition_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'shown'::text, 'approved'::text, 'withdrawn'::text]))),
	constraint story_edition_words_check CHECK ((length(words) <= 12000))
);
CREATE INDEX story_edition_out ON public.story_edition USING btree (network_id, edition, approved_at DESC, story_id DESC) WHERE (state = 'approved'::text);
alter table story_edition enable row level security, force row level security;
create policy own_network on story_edition using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on story_edition to okaeri_app;

create table story_reader (
	network_id uuid not null,
	story_id uuid not null,
	person_id uuid not null,
	read_at timestamp with time zone not null default now(),
	constraint story_reader_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint story_reader_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint story_reader_network_id_story_id_fkey FOREIGN KEY (network_id, story_id) REFERENCES story(network_id, story_id) ON DELETE CASCADE,
	constraint story_reader_pkey PRIMARY KEY (network_id, story_id, person_id)
);
alter table story_reader enable row level security, force row level security;
create policy own_network on story_reader using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on story_reader to okaeri_app;

create table support_access (
	network_id uuid not null,
	support_access_id uuid not null default new_id(),
	person_id uuid not null,
	opened_by uuid,
	opened_at timestamp with time zone not null default now(),
	ends_at timestamp with time zone not null,
	may_write boolean not null default false,
	reason text not null,
	closed_at timestamp with time zone,
	closed_by uuid,
	constraint support_access_check CHECK (((ends_at > opened_at) AND (ends_at <= (opened_at + '72:00:00'::interval)))),
	constraint support_access_network_id_closed_by_fkey FOREIGN KEY (network_id, closed_by) REFERENCES person(network_id, person_id) ON DELETE SET NULL (closed_by),
	constraint support_access_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint support_access_network_id_opened_by_fkey FOREIGN KEY (network_id, opened_by) REFERENCES person(network_id, person_id) ON DELETE SET NULL (opened_by),
	constraint support_access_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint support_access_pkey PRIMARY KEY (network_id, support_access_id)
);
CREATE UNIQUE INDEX one_support_access ON public.support_access USING btree (network_id) WHERE (closed_at IS NULL);
alter table support_access enable row level security, force row level security;
create policy own_network on support_access using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on support_access to okaeri_app;

create table support_visit (
	network_id uuid not null,
	support_visit_id uuid not null default new_id(),
	support_access_id uuid not null,
	link_hash bytea not null,
	link_until timestamp with time zone not null,
	session_hash bytea,
	entered_at timestamp with time zone,
	constraint support_visit_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint support_visit_network_id_support_access_id_fkey FOREIGN KEY (network_id, support_access_id) REFERENCES support_access(network_id, support_access_id) ON DELETE CASCADE,
	constraint support_visit_pkey PRIMARY KEY (network_id, support_visit_id)
);
CREATE UNIQUE INDEX support_visit_by_session ON public.support_visit USING btree (network_id, session_hash);
alter table support_visit enable row level security, force row level security;
create policy own_network on support_visit using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on support_visit to okaeri_app;

create table survey (
	network_id uuid not null,
	survey_id uuid not null default new_id(),
	revision integer not null default 1,
	series_id uuid not null,
	title text not null,
	intro text not null default ''::text,
	thanks text not null default ''::text,
	is_anonymous boolean not null,
	segment_id uuid,
	asked_of text not null default ''::text,
	status text not null default 'draft'::text,
	closes_on date,
	opened_on date,
	reminded_on date,
	author_id uuid not null,
	made_at timestamp with time zone not null default now(),
	to_ask integer,
	constraint survey_asked_of_check CHECK ((length(asked_of) <= 2000)),
	constraint survey_intro_check CHECK ((length(intro) <= 2000)),
	constraint survey_is_out CHECK ((((status = 'draft'::text) = (opened_on IS NULL)) AND ((status = 'draft'::text) OR (closes_on IS NOT NULL)))),
	constraint survey_network_id_author_id_fkey FOREIGN KEY (network_id, author_id) REFERENCES person(network_id, person_id),
	constraint survey_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint survey_network_id_segment_id_fkey FOREIGN KEY (network_id, segment_id) REFERENCES segment(network_id, segment_id) ON DELETE SET NULL (segment_id),
	constraint survey_network_id_survey_id_is_anonymous_key UNIQUE (network_id, survey_id, is_anonymous),
	constraint survey_pkey PRIMARY KEY (network_id, survey_id),
	constraint survey_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text]))),
	constraint survey_thanks_check CHECK ((length(thanks) <= 1000)),
	constraint survey_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)))
);
CREATE INDEX survey_author ON public.survey USING btree (network_id, author_id);
CREATE INDEX survey_of_segment ON public.survey USING btree (network_id, segment_id) WHERE (segment_id IS NOT NULL);
CREATE INDEX survey_of_series ON public.survey USING btree (network_id, series_id, opened_on);
alter table survey enable row level security, force row level security;
create policy own_network on survey using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on survey to okaeri_app;

create table survey_answer (
	network_id uuid not null,
	survey_id uuid not null,
	answer_id uuid not null default gen_random_uuid(),
	is_anonymous boolean not null,
	person_id uuid,
	answered_on date,
	is_counted boolean not null,
	answers jsonb not null,
	constraint survey_answer_answers_check CHECK ((length((answers)::text) <= 60000)),
	constraint survey_answer_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint survey_answer_network_id_survey_id_is_anonymous_fkey FOREIGN KEY (network_id, survey_id, is_anonymous) REFERENCES survey(network_id, survey_id, is_anonymous) ON DELETE CASCADE,
	constraint survey_answer_network_id_survey_id_person_id_key UNIQUE (network_id, survey_id, person_id),
	constraint survey_answer_of_nobody CHECK (
CASE
    WHEN is_anonymous THEN ((person_id IS NULL) AND (answered_on IS NULL))
    ELSE ((person_id IS NOT NULL) AND (answered_on IS NOT NULL))
END),
	constraint survey_answer_pkey PRIMARY KEY (network_id, survey_id, answer_id)
);
CREATE INDEX survey_answer_person ON public.survey_answer USING btree (network_id, person_id) WHERE (person_id IS NOT NULL);
alter table survey_answer enable row level security, force row level security;
create policy own_network on survey_answer using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on survey_answer to okaeri_app;

create table survey_asked (
	network_id uuid not null,
	survey_id uuid not null,
	person_id uuid not null,
	is_anonymous boolean not null,
	has_answered boolean not null default false,
	draft jsonb,
	constraint survey_asked_draft_is_named CHECK (((draft IS NULL) OR (NOT is_anonymous))),
	constraint survey_asked_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint survey_asked_network_id_survey_id_is_anonymous_fkey FOREIGN KEY (network_id, survey_id, is_anonymous) REFERENCES survey(network_id, survey_id, is_anonymous) ON DELETE CASCADE,
	constraint survey_asked_pkey PRIMARY KEY (network_id, survey_id, person_id)
);
CREATE INDEX survey_asked_person ON public.survey_asked USING btree (network_id, person_id) WHERE (NOT has_answered);
alter table survey_asked enable row level security, force row level security;
create policy own_network on survey_asked using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on survey_asked to okaeri_app;

create table survey_question (
	network_id uuid not null,
	survey_id uuid not null,
	question_id uuid not null default new_id(),
	asked_again uuid not null default new_id(),
	place integer not null,
	kind text not null,
	words text not null,
	options text[] not null default '{}'::text[],
	lines text[] not null default '{}'::text[],
	is_required boolean not null default false,
	constraint survey_question_kind_check CHECK ((kind = ANY (ARRAY['single'::text, 'multiple'::text, 'scale'::text, 'text'::text, 'matrix'::text]))),
	constraint survey_question_lines_check CHECK ((cardinality(lines) <= 10)),
	constraint survey_question_network_id_survey_id_fkey FOREIGN KEY (network_id, survey_id) REFERENCES survey(network_id, survey_id) ON DELETE CASCADE,
	constraint survey_question_options_check CHECK ((cardinality(options) <= 12)),
	constraint survey_question_pkey PRIMARY KEY (network_id, survey_id, question_id),
	constraint survey_question_words_check CHECK (((length(words) >= 1) AND (length(words) <= 300)))
);
alter table survey_question enable row level security, force row level security;
create policy own_network on survey_question using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on survey_question to okaeri_app;

create table table_view (
	network_id uuid not null,
	view_id uuid not null default new_id(),
	person_id uuid not null,
	list text not null,
	called text not null,
	query text not null,
	made_at timestamp with time zone not null default now(),
	constraint table_view_called_check CHECK (((length(called) >= 1) AND (length(called) <= 60))),
	constraint table_view_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint table_view_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint table_view_network_id_person_id_list_called_key UNIQUE (network_id, person_id, list, called),
	constraint table_view_pkey PRIMARY KEY (network_id, view_id),
	constraint table_view_query_check CHECK ((length(query) <= 2000))
);
alter table table_view enable row level security, force row level security;
create policy own_network on table_view using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on table_view to okaeri_app;

create table talk_brief (
	network_id uuid not null,
	thinks text not null default ''::text,
	expects text not null default ''::text,
	constraint talk_brief_expects_check CHECK ((length(expects) <= 2000)),
	constraint talk_brief_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint talk_brief_pkey PRIMARY KEY (network_id),
	constraint talk_brief_thinks_check CHECK ((length(thinks) <= 2000))
);
alter table talk_brief enable row level security, force row level security;
create policy own_network on talk_brief using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on talk_brief to okaeri_app;

create table talk_pool (
	network_id uuid not null,
	pool_id uuid not null default new_id(),
	name text not null,
	introduction text not null default ''::text,
	hosts_needed smallint not null default 1,
	minutes smallint not null default 30,
	is_open boolean not null default true,
	made_at timestamp with time zone not null default now(),
	constraint talk_pool_hosts_needed_check CHECK (((hosts_needed >= 1) AND (hosts_needed <= 3))),
	constraint talk_pool_introduction_check CHECK ((length(introduction) <= 2000)),
	constraint talk_pool_minutes_check CHECK ((minutes = ANY (ARRAY[30, 45, 60]))),
	constraint talk_pool_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
	constraint talk_pool_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint talk_pool_pkey PRIMARY KEY (network_id, pool_id)
);
alter table talk_pool enable row level security, force row level security;
create policy own_network on talk_pool using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on talk_pool to okaeri_app;

create table talk_pool_host (
	network_id uuid not null,
	pool_id uuid not null,
	person_id uuid not null,
	constraint talk_pool_host_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint talk_pool_host_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES host(network_id, person_id) ON DELETE CASCADE,
	constraint talk_pool_host_network_id_pool_id_fkey FOREIGN KEY (network_id, pool_id) REFERENCES talk_pool(network_id, pool_id) ON DELETE CASCADE,
	constraint talk_pool_host_pkey PRIMARY KEY (network_id, pool_id, person_id)
);
CREATE INDEX talk_pool_host_of_person ON public.talk_pool_host USING btree (network_id, person_id);
alter table talk_pool_host enable row level security, force row level security;
create policy own_network on talk_pool_host using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on talk_pool_host to okaeri_app;

create table talk_proposal (
	network_id uuid not null,
	proposal_id uuid not null default new_id(),
	alumnus_id uuid not null,
	host_id uuid not null,
	times timestamp with time zone[] not null,
	way text not null,
	wish text not null default ''::text,
	state text not null default 'open'::text,
	talk_id uuid,
	made_at timestamp with time zone not null default now(),
	constraint talk_proposal_network_id_alumnus_id_fkey FOREIGN KEY (network_id, alumnus_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint talk_proposal_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint talk_proposal_network_id_host_id_fkey FOREIGN KEY (network_id, host_id) REFERENCES host(network_id, person_id),
	constraint talk_proposal_network_id_talk_id_fkey FOREIGN KEY (network_id, talk_id) REFERENCES casual_talk(network_id, talk_id),
	constraint talk_proposal_pkey PRIMARY KEY (network_id, proposal_id),
	constraint talk_proposal_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text]))),
	constraint talk_proposal_times_check CHECK (((cardinality(times) >= 1) AND (cardinality(times) <= 3))),
	constraint talk_proposal_way_check CHECK ((way = ANY (ARRAY['online'::text, 'on_site'::text, 'telephone'::text]))),
	constraint talk_proposal_wish_check CHECK ((length(wish) <= 1000))
);
CREATE INDEX talk_proposal_of_host ON public.talk_proposal USING btree (network_id, host_id) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX talk_proposal_open ON public.talk_proposal USING btree (network_id, alumnus_id, host_id) WHERE (state = 'open'::text);
alter table talk_proposal enable row level security, force row level security;
create policy own_network on talk_proposal using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on talk_proposal to okaeri_app;

create table tenure (
	network_id uuid not null,
	tenure_id uuid not null default new_id(),
	person_id uuid not null,
	company_id uuid not null,
	started_on date not null,
	ended_on date,
	department text not null default ''::text,
	title text not null default ''::text,
	employment text not null default ''::text,
	manager_id uuid,
	revision integer not null default 1,
	constraint tenure_check CHECK ((ended_on >= started_on)),
	constraint tenure_check1 CHECK ((manager_id <> person_id)),
	constraint tenure_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint tenure_network_id_manager_id_fkey FOREIGN KEY (network_id, manager_id) REFERENCES person(network_id, person_id),
	constraint tenure_network_id_person_id_company_id_started_on_key UNIQUE (network_id, person_id, company_id, started_on),
	constraint tenure_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint tenure_pkey PRIMARY KEY (network_id, tenure_id)
);
CREATE INDEX tenure_by_department ON public.tenure USING btree (network_id, company_id, department, started_on);
CREATE INDEX tenure_by_end ON public.tenure USING btree (network_id, ended_on) WHERE (ended_on IS NOT NULL);
CREATE INDEX tenure_by_manager ON public.tenure USING btree (network_id, manager_id) WHERE (manager_id IS NOT NULL);
CREATE INDEX tenure_open ON public.tenure USING btree (network_id, person_id) WHERE (ended_on IS NULL);
alter table tenure enable row level security, force row level security;
create policy own_network on tenure using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER count_revision BEFORE UPDATE ON public.tenure FOR EACH ROW WHEN ((((((((old.company_id IS DISTINCT FROM new.company_id) OR (old.started_on IS DISTINCT FROM new.started_on)) OR (old.ended_on IS DISTINCT FROM new.ended_on)) OR (old.department IS DISTINCT FROM new.department)) OR (old.title IS DISTINCT FROM new.title)) OR (old.employment IS DISTINCT FROM new.employment)) OR (old.manager_id IS DISTINCT FROM new.manager_id))) EXECUTE FUNCTION count_revision();
CREATE TRIGGER directory_follows_added AFTER INSERT ON public.tenure REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_tenures();
CREATE TRIGGER directory_follows_changed AFTER UPDATE ON public.tenure REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_tenures();
CREATE TRIGGER directory_follows_deleted AFTER DELETE ON public.tenure REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_tenures();
CREATE TRIGGER row_follows AFTER UPDATE ON public.tenure REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_changes('company_id', 'started_on', 'ended_on', 'department', 'title');
CREATE TRIGGER row_follows_added AFTER INSERT ON public.tenure REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
CREATE TRIGGER row_follows_deleted AFTER DELETE ON public.tenure REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory.follow_rows();
CREATE TRIGGER trace_import AFTER INSERT OR DELETE OR UPDATE ON public.tenure FOR EACH ROW WHEN ((COALESCE(current_setting('okaeri.hr_import'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION trace_import();
grant delete, insert, select, update on tenure to okaeri_app;

create table thought_of (
	network_id uuid not null,
	person_id uuid not null,
	because text not null,
	said_on date not null,
	constraint thought_of_because_check CHECK ((because = ANY (ARRAY['birth'::text, 'childcare'::text, 'family_care'::text]))),
	constraint thought_of_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint thought_of_pkey PRIMARY KEY (network_id, person_id)
);
alter table thought_of enable row level security, force row level security;
create policy own_network on thought_of using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on thought_of to okaeri_app;

create table today_decision (
	network_id uuid not null,
	decision_id uuid not null default new_id(),
	kind text not null,
	code text not null default ''::text,
	person_id uuid,
	was_done boolean not null,
	back_on date not null,
	decided_by uuid not null,
	decided_at timestamp with time zone not null default now(),
	constraint today_decision_code_check CHECK ((length(code) <= 40)),
	constraint today_decision_kind_check CHECK ((kind = ANY (ARRAY['silent'::text, 'unheard'::text, 'manager'::text]))),
	constraint today_decision_network_id_decided_by_fkey FOREIGN KEY (network_id, decided_by) REFERENCES person(network_id, person_id),
	constraint today_decision_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint today_decision_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint today_decision_pkey PRIMARY KEY (network_id, decision_id)
);
CREATE INDEX today_decision_about ON public.today_decision USING btree (network_id, person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX today_decision_by ON public.today_decision USING btree (network_id, decided_by);
CREATE INDEX today_decision_open ON public.today_decision USING btree (network_id, back_on);
alter table today_decision enable row level security, force row level security;
create policy own_network on today_decision using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on today_decision to okaeri_app;

create table touchpoint (
	network_id uuid not null,
	happened_at timestamp with time zone not null default now(),
	touchpoint_id uuid not null default new_id(),
	person_id uuid not null,
	kind text not null,
	subject_id uuid,
	constraint touchpoint_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint touchpoint_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint touchpoint_pkey PRIMARY KEY (network_id, happened_at, touchpoint_id)
) partition by RANGE (happened_at);
CREATE INDEX touchpoint_of_person ON ONLY public.touchpoint USING btree (network_id, person_id, happened_at DESC);
alter table touchpoint enable row level security, force row level security;
create policy own_network on touchpoint using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant insert, select on touchpoint to okaeri_app;

create table unlock (
	network_id uuid not null,
	tenure_id uuid not null,
	code text not null,
	person_id uuid not null,
	said_at timestamp with time zone not null default now(),
	constraint unlock_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint unlock_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint unlock_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES departure(network_id, tenure_id) ON DELETE CASCADE,
	constraint unlock_pkey PRIMARY KEY (network_id, tenure_id, code)
);
CREATE INDEX unlock_by_code ON public.unlock USING btree (network_id, code, tenure_id);
CREATE INDEX unlock_of_person ON public.unlock USING btree (network_id, person_id);
alter table unlock enable row level security, force row level security;
create policy own_network on unlock using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER trace_import AFTER INSERT OR DELETE OR UPDATE ON public.unlock FOR EACH ROW WHEN ((COALESCE(current_setting('okaeri.hr_import'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION trace_import();
grant delete, insert, select, update on unlock to okaeri_app;

create table unlock_leaver (
	network_id uuid not null,
	code text not null,
	leavers integer not null,
	members integer not null,
	constraint unlock_leaver_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint unlock_leaver_pkey PRIMARY KEY (network_id, code)
);
alter table unlock_leaver enable row level security, force row level security;
create policy own_network on unlock_leaver using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on unlock_leaver to okaeri_app;

create table unlock_phrase (
	network_id uuid not null,
	code text not null,
	phrase text not null,
	people integer not null,
	constraint unlock_phrase_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint unlock_phrase_people_check CHECK ((people >= 5)),
	constraint unlock_phrase_pkey PRIMARY KEY (network_id, code, phrase)
);
alter table unlock_phrase enable row level security, force row level security;
create policy own_network on unlock_phrase using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on unlock_phrase to okaeri_app;

create table unlock_tally (
	network_id uuid not null,
	code text not null,
	quadrant text not null,
	people integer not null,
	would_return integer not null,
	heard integer not null,
	rolled_at timestamp with time zone not null default now(),
	wished integer not null default 0,
	constraint unlock_tally_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint unlock_tally_pkey PRIMARY KEY (network_id, code, quadrant),
	constraint unlock_tally_quadrant_check CHECK ((quadrant = ANY (ARRAY['ready'::text, 'tied'::text, 'hesitant'::text, 'distant'::text, 'unknown'::text])))
);
alter table unlock_tally enable row level security, force row level security;
create policy own_network on unlock_tally using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on unlock_tally to okaeri_app;

create table upload (
	network_id uuid not null,
	upload_id uuid not null default new_id(),
	owner_id uuid not null,
	kind text not null,
	name text not null,
	media_type text not null,
	size integer not null,
	width integer,
	height integer,
	alt text not null default ''::text,
	holder text,
	holder_id uuid,
	position smallint not null default 0,
	made_at timestamp with time zone not null default now(),
	removed_at timestamp with time zone,
	constraint upload_alt_check CHECK ((length(alt) <= 500)),
	constraint upload_check CHECK (((holder IS NULL) = (holder_id IS NULL))),
	constraint upload_holder_check CHECK ((holder = ANY (ARRAY['profile'::text, 'post'::text, 'comment'::text, 'group'::text, 'event'::text, 'conversation'::text, 'application'::text]))),
	constraint upload_kind_check CHECK ((kind = ANY (ARRAY['picture'::text, 'file'::text]))),
	constraint upload_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
	constraint upload_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint upload_network_id_owner_id_fkey FOREIGN KEY (network_id, owner_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint upload_pkey PRIMARY KEY (network_id, upload_id),
	constraint upload_removed_from CHECK (((removed_at IS NULL) OR (holder_id IS NOT NULL)))
);
CREATE INDEX upload_left_behind ON public.upload USING btree (network_id, made_at) WHERE (holder_id IS NULL);
CREATE INDEX upload_of_holder ON public.upload USING btree (network_id, holder_id, "position") WHERE (holder_id IS NOT NULL);
alter table upload enable row level security, force row level security;
create policy own_network on upload using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on upload to okaeri_app;

create table upload_bytes (
	network_id uuid not null,
	upload_id uuid not null,
	variant text not null,
	bytes bytea not null,
	constraint upload_bytes_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint upload_bytes_network_id_upload_id_fkey FOREIGN KEY (network_id, upload_id) REFERENCES upload(network_id, upload_id) ON DELETE CASCADE,
	constraint upload_bytes_pkey PRIMARY KEY (network_id, upload_id, variant),
	constraint upload_bytes_variant_check CHECK ((variant = ANY (ARRAY['full'::text, 'thumb'::text])))
);
alter table upload_bytes enable row level security, force row level security;
create policy own_network on upload_bytes using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on upload_bytes to okaeri_app;

create table watch_word (
	network_id uuid not null,
	word text not null,
	added_by uuid not null,
	added_at timestamp with time zone not null default now(),
	constraint watch_word_network_id_added_by_fkey FOREIGN KEY (network_id, added_by) REFERENCES person(network_id, person_id),
	constraint watch_word_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint watch_word_pkey PRIMARY KEY (network_id, word),
	constraint watch_word_word_check CHECK (((length(word) >= 1) AND (length(word) <= 50)))
);
alter table watch_word enable row level security, force row level security;
create policy own_network on watch_word using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on watch_word to okaeri_app;

create table webhook_delivery (
	network_id uuid not null,
	message_id uuid not null,
	endpoint_id uuid not null,
	state text not null default 'waiting'::text,
	attempts smallint not null default 0,
	last_status integer,
	last_problem text not null default ''::text,
	tried_at timestamp with time zone,
	constraint webhook_delivery_last_problem_check CHECK ((length(last_problem) <= 300)),
	constraint webhook_delivery_network_id_endpoint_id_fkey FOREIGN KEY (network_id, endpoint_id) REFERENCES webhook_endpoint(network_id, endpoint_id) ON DELETE CASCADE,
	constraint webhook_delivery_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint webhook_delivery_network_id_message_id_fkey FOREIGN KEY (network_id, message_id) REFERENCES webhook_message(network_id, message_id) ON DELETE CASCADE,
	constraint webhook_delivery_pkey PRIMARY KEY (network_id, message_id, endpoint_id),
	constraint webhook_delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'failed'::text])))
);
CREATE INDEX webhook_delivery_of_endpoint ON public.webhook_delivery USING btree (network_id, endpoint_id, message_id DESC);
alter table webhook_delivery enable row level security, force row level security;
create policy own_network on webhook_delivery using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on webhook_delivery to okaeri_app;

create table webhook_endpoint (
	network_id uuid not null,
	endpoint_id uuid not null default new_id(),
	url text not null,
	secret text not null,
	types text[] not null,
	is_on boolean not null default true,
	off_why text,
	failing_since timestamp with time zone,
	made_by uuid not null,
	made_at timestamp with time zone not null default now(),
	constraint webhook_endpoint_check CHECK ((is_on = (off_why IS NULL))),
	constraint webhook_endpoint_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint webhook_endpoint_network_id_made_by_fkey FOREIGN KEY (network_id, made_by) REFERENCES person(network_id, person_id),
	constraint webhook_endpoint_off_why_check CHECK ((off_why = ANY (ARRAY['desk'::text, 'failing'::text, 'gone'::text, 'maker'::text]))),
	constraint webhook_endpoint_pkey PRIMARY KEY (network_id, endpoint_id),
	constraint webhook_endpoint_url_check CHECK ((length(url) <= 1000))
);
alter table webhook_endpoint enable row level security, force row level security;
create policy own_network on webhook_endpoint using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on webhook_endpoint to okaeri_app;

create table webhook_message (
	network_id uuid not null,
	message_id uuid not null default new_id(),
	type text not null,
	data jsonb not null,
	happened_at timestamp with time zone not null default now(),
	constraint webhook_message_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint webhook_message_pkey PRIMARY KEY (network_id, message_id)
);
CREATE INDEX webhook_message_old ON public.webhook_message USING btree (network_id, happened_at);
alter table webhook_message enable row level security, force row level security;
create policy own_network on webhook_message using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on webhook_message to okaeri_app;

create table welcome (
	network_id uuid not null,
	rehire_id uuid not null,
	leader_id uuid,
	buddy_id uuid,
	notes text not null default ''::text,
	revision integer not null default 1,
	is_planned boolean not null default false,
	of_rehire uuid generated always as (
CASE
    WHEN (NOT is_planned) THEN rehire_id
    ELSE NULL::uuid
END) stored,
	of_plan uuid generated always as (
CASE
    WHEN is_planned THEN rehire_id
    ELSE NULL::uuid
END) stored,
	constraint welcome_network_id_buddy_id_fkey FOREIGN KEY (network_id, buddy_id) REFERENCES person(network_id, person_id),
	constraint welcome_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint welcome_network_id_leader_id_fkey FOREIGN KEY (network_id, leader_id) REFERENCES person(network_id, person_id),
	constraint welcome_network_id_of_plan_fkey FOREIGN KEY (network_id, of_plan) REFERENCES planned_return(network_id, planned_return_id) ON DELETE CASCADE,
	constraint welcome_network_id_of_rehire_fkey FOREIGN KEY (network_id, of_rehire) REFERENCES rehire(network_id, rehire_id) ON DELETE CASCADE,
	constraint welcome_notes_check CHECK ((length(notes) <= 2000)),
	constraint welcome_pkey PRIMARY KEY (network_id, rehire_id)
);
CREATE INDEX welcome_of_buddy ON public.welcome USING btree (network_id, buddy_id) WHERE (buddy_id IS NOT NULL);
CREATE INDEX welcome_of_leader ON public.welcome USING btree (network_id, leader_id) WHERE (leader_id IS NOT NULL);
alter table welcome enable row level security, force row level security;
create policy own_network on welcome using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on welcome to okaeri_app;

create table welcome_step (
	network_id uuid not null,
	step_id uuid not null default new_id(),
	rehire_id uuid not null,
	words text not null,
	due_on date not null,
	done_at timestamp with time zone,
	done_by uuid,
	constraint welcome_step_network_id_done_by_fkey FOREIGN KEY (network_id, done_by) REFERENCES person(network_id, person_id),
	constraint welcome_step_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint welcome_step_network_id_rehire_id_fkey FOREIGN KEY (network_id, rehire_id) REFERENCES welcome(network_id, rehire_id) ON DELETE CASCADE,
	constraint welcome_step_pkey PRIMARY KEY (network_id, step_id),
	constraint welcome_step_words_check CHECK (((length(words) >= 1) AND (length(words) <= 300)))
);
CREATE INDEX welcome_step_of ON public.welcome_step USING btree (network_id, rehire_id, due_on);
alter table welcome_step enable row level security, force row level security;
create policy own_network on welcome_step using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on welcome_step to okaeri_app;

create table withdrawn_basis (
	network_id uuid not null,
	withdrawal_id uuid not null,
	person_id uuid not null,
	basis text not null,
	basis_on date not null,
	basis_note text,
	withdrawn_at timestamp with time zone not null default now(),
	withdrawn_by uuid,
	why text not null,
	constraint withdrawn_basis_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint withdrawn_basis_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint withdrawn_basis_network_id_withdrawn_by_fkey FOREIGN KEY (network_id, withdrawn_by) REFERENCES person(network_id, person_id) ON DELETE SET NULL (withdrawn_by),
	constraint withdrawn_basis_pkey PRIMARY KEY (network_id, withdrawal_id, person_id)
);
CREATE INDEX withdrawn_basis_latest ON public.withdrawn_basis USING btree (network_id, withdrawn_at DESC);
CREATE INDEX withdrawn_basis_of_person ON public.withdrawn_basis USING btree (network_id, person_id);
alter table withdrawn_basis enable row level security, force row level security;
create policy own_network on withdrawn_basis using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on withdrawn_basis to okaeri_app;

create table word_likeness (
	network_id uuid not null,
	tenure_id uuid not null,
	view text not null,
	alike_id uuid not null,
	hints_restricted boolean not null,
	constraint word_likeness_network_id_tenure_id_view_fkey FOREIGN KEY (network_id, tenure_id, view) REFERENCES departure_word(network_id, tenure_id, view) ON UPDATE CASCADE ON DELETE CASCADE,
	constraint word_likeness_pkey PRIMARY KEY (network_id, tenure_id, view)
);
CREATE INDEX word_likeness_alike ON public.word_likeness USING btree (network_id, alike_id);
alter table word_likeness enable row level security, force row level security;
create policy own_network on word_likeness using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on word_likeness to okaeri_app;

create table work_owner (
	network_id uuid not null,
	kind text not null,
	person_id uuid not null,
	given_by uuid not null,
	given_at timestamp with time zone not null default now(),
	constraint work_owner_kind_check CHECK ((kind ~ '^[A-Za-z]{1,40}$'::text)),
	constraint work_owner_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint work_owner_network_id_given_by_fkey FOREIGN KEY (network_id, given_by) REFERENCES person(network_id, person_id),
	constraint work_owner_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id) ON DELETE CASCADE,
	constraint work_owner_pkey PRIMARY KEY (network_id, kind)
);
CREATE INDEX work_owner_of ON public.work_owner USING btree (network_id, person_id);
alter table work_owner enable row level security, force row level security;
create policy own_network on work_owner using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on work_owner to okaeri_app;

CREATE OR REPLACE FUNCTION public.actor_of(session_token text, network uuid)
 RETURNS TABLE(person_id uuid, account_id uuid, roles text[], locale text, time_zone text, family_name text, given_name text, family_kana text, given_kana text, seen_on date, renew boolean, suspended boolean, helps text[], unseen integer, unread integer, session_id uuid, is_strong boolean, proved_lately boolean, factors text[], needs_two boolean, grace_days integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	perform set_config('okaeri.network_id', network::text, true);
	update auth.session s
	set used_at = now()
	where s.network_id = network
		and s.token = session_token
		and s.used_at < now() - interval '5 minutes';
	update auth.account_holder a
	set asked_since = now()
	from auth.session s
	join membership m on m.network_id = network and m.account_id = s.user_id
	join network n on n.network_id = network
	where s.network_id = network
		and s.token = session_token
		and a.network_id = network
		and a.id = s.user_id
		and a.asked_since is null
		and m.roles && n.two_factor_roles
		and not n.is_demo;
	return query
		select p.person_id, m.account_id,
			case when m.let_in_as is null then m.roles else m.roles || m.let_in_as end, p.locale, p.time_zone,
			p.family_name, p.given_name, p.family_kana, p.given_kana,
			m.seen_on, s.updated_at < now() - interval '1 day', coalesce(m.suspended_until > now(), false),
			array(select h.role from helper h where h.network_id = network and h.person_id = m.person_id),
			(
				select count(*)::int
				from (
					select from notification n
					where n.network_id = network
						and n.person_id = m.person_id
						and n.seen_at is null
						and n.on_page
					limit 10
				) waiting
			),
			(
				select count(*)::int
				from (
					select from conversation_member c
					where c.network_id = network
						and c.person_id = m.person_id
						and c.state in ('in', 'asked')
						and c.muted_at is null
						and c.last_message_id is not null
						and (c.read_id is null or c.read_id < c.last_message_id)
					limit 10
				) waiting
			),
			s.id, s.is_strong, coalesce(s.proved_at > now() - interval '10 minutes', false),
			array_remove(array[
				case when exists (
					select from auth.one_time_code o
					where o.network_id = network
						and o.user_id = s.user_id
						and o.sealed is not null
				) then 'code' end,
				case when exists (
					select from auth.passkey k
					where k.network_id = network
						and k.user_id = s.user_id
				) then 'passkey' end
			], null),
			m.roles && n.two_factor_roles and not n.is_demo,
			greatest(0, 7 - floor(extract(epoch from now() - a.asked_since) / 86400))::int
		from auth.session s
		join auth.account_holder a on a.network_id = network and a.id = s.user_id
		join network n on n.network_id = network
		join membership m on m.network_id = network and m.account_id = s.user_id
		join person p on p.network_id = network and p.person_id = m.person_id
		where s.network_id = network
			and s.token = session_token
			and s.expires_at > now();
end $function$;
revoke execute on routine actor_of(text,uuid) from public;
grant execute on routine actor_of(text,uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.add_row(merge uuid, tab regclass, new_row jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
	perform write_row(tab, new_row);
	perform note_step(merge, tab, 'added', part_of(new_row, key_columns(tab)), null);
end $function$;
revoke execute on routine add_row(uuid,regclass,jsonb) from public;
grant execute on routine add_row(uuid,regclass,jsonb) to okaeri_app;

CREATE OR REPLACE FUNCTION public.address_mark(network uuid, address text)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
AS $function$
	select sha256(convert_to(network::text || ' ' || lower(address), 'UTF8'))
$function$;
revoke execute on routine address_mark(uuid,text) from public;
grant execute on routine address_mark(uuid,text) to okaeri_app;

CREATE OR REPLACE FUNCTION public.audit_hash(line audit, previous bytea)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
	select sha256(convert_to(concat_ws(E'\n',
		'okaeri audit 1',
		line.network_id,
		line.number,
		line.audit_id,
		to_char(line.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
		line.act,
		encode(line.actor_mark, 'hex'),
		encode(line.subject_mark, 'hex'),
		encode(line.detail_mark, 'hex'),
		encode(previous, 'hex')
	), 'UTF8'))
$function$;
revoke execute on routine audit_hash(audit,bytea) from public;
grant execute on routine audit_hash(audit,bytea) to okaeri_app;

CREATE OR REPLACE FUNCTION public.audit_mark(salt bytea, said text)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select sha256(salt || convert_to(coalesce(said, ''), 'UTF8')) $function$;
revoke execute on routine audit_mark(bytea,text) from public;
grant execute on routine audit_mark(bytea,text) to okaeri_app;

CREATE OR REPLACE FUNCTION public.audit_salt()
 RETURNS bytea
 LANGUAGE sql
 PARALLEL SAFE
AS $function$ select uuid_send(gen_random_uuid()) $function$;
revoke execute on routine audit_salt() from public;
grant execute on routine audit_salt() to okaeri_app;

CREATE OR REPLACE FUNCTION public.backup_fails_since()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
	select min(b.ended_at)
	from ground.backup b
	where b.is_nightly
		and b.failure is not null
		and b.ended_at > coalesce((select max(g.ended_at) from ground.backup g where g.bytes is not null), '-infinity')
$function$;
revoke execute on routine backup_fails_since() from public;
grant execute on routine backup_fails_since() to okaeri_app;

CREATE OR REPLACE FUNCTION public.bind_audit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	new.number := null;
	new.hash := null;
	new.actor_salt := audit_salt();
	new.subject_salt := audit_salt();
	new.detail_salt := audit_salt();
	new.actor_mark := audit_mark(new.actor_salt, new.actor_id::text);
	new.subject_mark := audit_mark(new.subject_salt, new.subject_id::text);
	new.detail_mark := audit_mark(new.detail_salt, new.detail::text);
	return new;
end $function$;
revoke execute on routine bind_audit() from public;

CREATE OR REPLACE FUNCTION public.call_off_talks(someone uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	talk uuid;
begin
	for talk in
		update casual_talk t
		set state = 'cancelled', cancelled_at = now(), sequence = sequence + 1,
			cancelled_by = case when alumnus_id = someone then 'alumnus' else 'host' end
		where t.network_id = current_network() and t.state = 'booked' and t.ends_at > now()
			and (t.alumnus_id = someone or exists (
				select from casual_talk_host h
				where h.network_id = t.network_id and h.talk_id = t.talk_id and h.host_id = someone and h.is_booked
			))
		returning t.talk_id
	loop
		update casual_talk_host set is_booked = false where network_id = current_network() and talk_id = talk;
		perform leave_job('talk.called_off', jsonb_build_object('networkId', current_network(), 'talkId', talk), 'talk.called_off:' || talk, now());
	end loop;
	update casual_talk set wish = '', place = '' where network_id = current_network() and alumnus_id = someone;
end $function$;
revoke execute on routine call_off_talks(uuid) from public;
grant execute on routine call_off_talks(uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.came_back(network uuid, person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
	select exists (
		select from rehire r
		where r.network_id = network
			and r.person_id = person
	) or exists (
		select from departure d
		join tenure t on t.network_id = d.network_id
			and t.person_id = d.person_id
			and t.tenure_id <> d.tenure_id
			and t.started_on >= d.left_on
		where d.network_id = network
			and d.person_id = person
			and d.kind is distinct from 'group_move'
	)
$function$;
revoke execute on routine came_back(uuid,uuid) from public;
grant execute on routine came_back(uuid,uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.chain_audit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	here text := coalesce(current_setting('okaeri.network_id', true), '');
	chain audit_chain;
	line audit := new;
begin
	perform set_config('okaeri.network_id', new.network_id::text, true), set_config('okaeri.audit_work', 'yes', true);
	insert into audit_chain as c (network_id) values (new.network_id)
	on conflict (network_id) do update set number = c.number + 1
	returning * into chain;
	line.number := chain.number;
	line.hash := audit_hash(line, chain.hash);
	update audit set number = line.number, hash = line.hash where network_id = new.network_id and audit_id = new.audit_id;
	update audit_chain set hash = line.hash where network_id = new.network_id;
	if exists (select from audit_setting where network_id = new.network_id and way <> 'none') then
		perform leave_job('audit.ship', jsonb_build_object('networkId', new.network_id), 'audit.ship:' || new.network_id, now());
	end if;
	perform set_config('okaeri.network_id', here, true), set_config('okaeri.audit_work', '', true);
	return null;
end $function$;
revoke execute on routine chain_audit() from public;

CREATE OR REPLACE FUNCTION public.change_row(merge uuid, tab regclass, old_row jsonb, wanted jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
	key jsonb := part_of(old_row, key_columns(tab));
	columns text[] := array(select jsonb_object_keys(wanted));
begin
	execute format(
		'update %s t set %s where %s',
		tab,
		(select string_agg(format('%1$I = (jsonb_populate_record(null::%2$s, $2)).%1$I', col, tab), ', ') from unnest(columns) col),
		where_key(tab)
	) using key, wanted;
	perform note_step(merge, tab, 'changed', key || part_of(wanted, key_columns(tab)), part_of(old_row, columns));
end $function$;
revoke execute on routine change_row(uuid,regclass,jsonb,jsonb) from public;
grant execute on routine change_row(uuid,regclass,jsonb,jsonb) to okaeri_app;

CREATE OR REPLACE FUNCTION public.consent_is_for_good()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	if (old.purpose, old.wording, old.given_at, old.notice_version, old.given_how, old.given_from)
		is distinct from (new.purpose, new.wording, new.given_at, new.notice_version, new.given_how, new.given_from)
	then
		raise exception 'what was agreed to is not changed';
	end if;
	if old.withdrawn_at is not null
		and (old.withdrawn_at, old.withdrawn_how, old.withdrawn_from)
			is distinct from (new.withdrawn_at, new.withdrawn_how, new.withdrawn_from)
	then
		raise exception 'a consent is taken back once';
	end if;
	return new;
end $function$;
revoke execute on routine consent_is_for_good() from public;

CREATE OR REPLACE FUNCTION public.count_comment()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
	change record := case tg_op when 'DELETE' then old else new end;
begin
	if change.post_id is not null then
		update post
		set comments = (
			select count(*)
			from comment c
			where c.network_id = change.network_id
				and c.post_id = change.post_id
				and c.hidden_at is null
		)
		where network_id = change.network_id
			and post_id = change.post_id;
	else
		update event
		set comments = (
			select count(*)
			from comment c
			where c.network_id = change.network_id
				and c.event_id = change.event_id
				and c.hidden_at is null
		)
		where network_id = change.network_id
			and event_id = change.event_id;
	end if;
	return null;
end $function$;
revoke execute on routine count_comment() from public;

CREATE OR REPLACE FUNCTION public.count_members()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	update "group" g set members = g.members + delta.n from (
		select network_id, group_id, sum(n) as n from (
			select network_id, group_id, 1 as n from fresh where state = 'in') x group by network_id, group_id) delta
		where g.network_id = delta.network_id and g.group_id = delta.group_id;
	return null;
end $function$;
revoke execute on routine count_members() from public;

CREATE OR REPLACE FUNCTION public.count_reaction()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
	change record := case tg_op when 'DELETE' then old else new end;
	is_of_post boolean;
	counted jsonb;
begin
	perform from post
	where network_id = change.network_id
		and post_id = change.subject_id
	for no key update;
	is_of_post := found;
	if not is_of_post then
		perform from comment
		where network_id = change.network_id
			and comment_id = change.subject_id
		for no key update;
	end if;
	select coalesce(jsonb_object_agg(sign, n), '{}')
	into counted
	from (
		select sign, count(*) as n
		from reaction
		where network_id = change.network_id
			and subject_id = change.subject_id
		group by sign
	) s;
	if is_of_post then
		update post
		set reactions = counted
		where network_id = change.network_id
			and post_id = change.subject_id;
	else
		update comment
		set reactions = counted
		where network_id = change.network_id
			and comment_id = change.subject_id;
	end if;
	return null;
end $function$;
revoke execute on routine count_reaction() from public;

CREATE OR REPLACE FUNCTION public.count_revision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	new.revision := old.revision + 1;
	return new;
end $function$;
revoke execute on routine count_revision() from public;

CREATE OR REPLACE FUNCTION public.count_vote()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
	change record := case tg_op when 'DELETE' then old else new end;
begin
	update poll_choice c set votes = (select count(*) from poll_vote v where v.network_id = c.network_id and v.choice_id = c.choice_id)
		where c.network_id = change.network_id and c.post_id = change.post_id;
	return null;
end $function$;
revoke execute on routine count_vote() from public;

CREATE OR REPLACE FUNCTION public.current_network()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('okaeri.network_id', true), '')::uuid $function$;
revoke execute on routine current_network() from public;
grant execute on routine current_network() to okaeri_app;
grant execute on routine current_network() to okaeri_auth;

CREATE OR REPLACE FUNCTION public.cut_audit(network uuid, up_to bigint, signature bytea)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	days integer;
	gone integer;
	last_hash bytea;
begin
	perform set_config('okaeri.network_id', network::text, true);
	select keep_days into days from audit_setting where network_id = network;
	select hash into strict last_hash from audit where network_id = network and number = up_to;
	if days is null or exists (
		select from audit
		where network_id = network and number <= up_to and at >= now() - make_interval(days => days)
	) then
		raise exception 'the audit log is kept longer' using errcode = 'OKLOG';
	end if;
	perform set_config('okaeri.audit_work', 'yes', true);
	delete from audit where network_id = network and number <= up_to;
	get diagnostics gone = row_count;
	perform set_config('okaeri.audit_work', '', true);
	delete from audit_checkpoint where network_id = network and number <= up_to;
	insert into audit_checkpoint (network_id, number, hash, is_cut, signature) values (network, up_to, last_hash, true, signature);
	insert into audit (network_id, act, detail) values (network, 'audit.cut', jsonb_build_object('lines', gone, 'upTo', up_to));
	return gone;
end $function$;
revoke execute on routine cut_audit(uuid,bigint,bytea) from public;
grant execute on routine cut_audit(uuid,bigint,bytea) to okaeri_worker;

CREATE OR REPLACE FUNCTION public.demo_is_for_good()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	if new.is_demo is distinct from old.is_demo then
		raise exception 'a network stays what it was made as: demo or real';
	end if;
	return new;
end $function$;
revoke execute on routine demo_is_for_good() from public;

CREATE OR REPLACE FUNCTION public.drop_given_up_jobs(ids bigint[])
 RETURNS TABLE(job_id bigint, job text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
	return query
		with dropped as (
			delete from graphile_worker._private_jobs j
			where j.id = any (ids)
				and j.attempts >= j.max_attempts
				and j.locked_at is null
				and j.payload ->> 'networkId' = public.current_network()::text
			returning j.id, j.task_id
		)
		select dropped.id, t.identifier
		from dropped
		join graphile_worker._private_tasks t on t.id = dropped.task_id;
end $function$;
revoke execute on routine drop_given_up_jobs(bigint[]) from public;
grant execute on routine drop_given_up_jobs(bigint[]) to okaeri_app;

CREATE OR REPLACE FUNCTION public.end_sessions_of_employees()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	ended integer;
begin
	delete from auth.session s
	using membership m
	where s.network_id = current_network()
		and m.network_id = s.network_id
		and m.account_id = s.user_id
		and m.roles && '{employee,executive}'::text[]
		and not m.roles && '{alumnus,steward,admin}'::text[];
	get diagnostics ended = row_count;
	return ended;
end $function$;
revoke execute on routine end_sessions_of_employees() from public;
grant execute on routine end_sessions_of_employees() to okaeri_app;

CREATE OR REPLACE FUNCTION public.erase_in_imports(someone uuid, needles text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	here uuid := current_network();
	held uuid[] := array(
		select distinct r.hr_import_id
		from hr_import_row r
		join hr_import i using (network_id, hr_import_id)
		where r.network_id = here
			and (
				r.person_id = someone
				or lower(r.email) = any (needles)
				or exists (
					select from employee_number n
					where n.network_id = here and n.person_id = someone and n.company_id = i.company_id and n.number = r.number
				)
				or concat_ws(' ', r.family_name, r.given_name) = any (needles)
			)
	);
begin
	delete from hr_import i where i.network_id = here and i.hr_import_id = any (held) and i.status in ('receiving', 'reading', 'read', 'failed');
	delete from hr_import_difference d using hr_import_row r
	where d.network_id = here and r.network_id = here and d.hr_import_id = r.hr_import_id and d.row_no = r.row_no
		and r.hr_import_id = any (held) and (r.person_id = someone or lower(r.email) = any (needles)
			or concat_ws(' ', r.family_name, r.given_name) = any (needles));
	delete from hr_import_row r
	where r.network_id = here and r.hr_import_id = any (held) and (r.person_id = someone or lower(r.email) = any (needles)
		or concat_ws(' ', r.family_name, r.given_name) = any (needles));
	update hr_import set samples = '[]' where network_id = here and hr_import_id = any (held);
	delete from hr_import_piece where network_id = here and hr_import_id = any (held);
	delete from hr_import_trace x
	where x.network_id = here and (x.person_id = someone or x.before::text like '%' || someone || '%' or x.after::text like '%' || someone || '%');
end $function$;
revoke execute on routine erase_in_imports(uuid,text[]) from public;
grant execute on routine erase_in_imports(uuid,text[]) to okaeri_app;

CREATE OR REPLACE FUNCTION public.erase_in_machines(someone uuid, needles text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	here uuid := current_network();
	patterns text[] := array(select '%' || replace(replace(replace(n, '\', '\\'), '%', '\%'), '_', '\_') || '%' from unnest(needles) n);
begin
	delete from webhook_message where network_id = here and data::text like any (patterns);
	delete from api_answer where network_id = here and body::text like any (patterns);
	delete from mail where network_id = here and (person_id = someone or lower(address) = any (needles));
	delete from mail_stop where network_id = here and lower(address) = any (needles);
	delete from auth.verification where network_id = here and (identifier like any (patterns) or value like any (patterns));
	delete from auth.attempt where key like any (patterns);
	delete from graphile_worker._private_jobs where locked_at is null and (payload::text like any (patterns) or key like any (patterns));
end $function$;
revoke execute on routine erase_in_machines(uuid,text[]) from public;
grant execute on routine erase_in_machines(uuid,text[]) to okaeri_app;

CREATE OR REPLACE FUNCTION public.erase_person(someone uuid, instead text, keeps boolean, remembers boolean)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	here uuid := current_network();
	ghost uuid := new_id();
	needles text[] := texts_of_person(someone);
	link record;
	came_back boolean := exists (select from rehire where network_id = here and person_id = someone);
begin
	if remembers or exists (select from contact where network_id = here and person_id = someone and do_not_contact) then
		insert into opt_out (network_id, address_mark, stopped_contact)
		select here, address_mark(here, needle), false from unnest(needles) needle where needle like '%_@_%'
		on conflict do nothing;
	end if;
	insert into person (network_id, person_id, family_name, given_name, family_kana, given_kana, locale, time_zone, removed_at)
	select network_id, ghost, instead, '', '', '', locale, time_zone, now()
	from person where network_id = here and person_id = someone;

	perform call_off_talks(someone);
	perform erase_in_imports(someone, needles);
	perform erase_words(someone, keeps, instead);
	delete from membership where network_id = here and person_id = someone;
	delete from contact where network_id = here and person_id = someone;
	delete from consent where network_id = here and person_id = someone;
	delete from standing where network_id = here and person_id = someone;
	delete from employee_number where network_id = here and person_id = someone;
	delete from invitation where network_id = here and person_id = someone;
	delete from unlock where network_id = here and person_id = someone;
	delete from match where network_id = here and person_id = someone;
	delete from application where network_id = here and person_id = someone;
	delete from profile where network_id = here and person_id = someone;
	delete from demo_guest where network_id = here and person_id = someone;
	delete from person_merge where network_id = here and (kept_id = someone or gone_id = someone);
	delete from person_merge_step where network_id = here and (key::text like '%' || someone || '%' or before::text like '%' || someone || '%');
	delete from welcome w using rehire r
	where r.network_id = here and r.person_id = someone and w.network_id = here and w.rehire_id = r.rehire_id;
	delete from rehire_said s using rehire r
	where r.network_id = here and r.person_id = someone and s.network_id = here and s.rehire_id = r.rehire_id;
	delete from departure_word w using departure d
	where d.network_id = here and d.person_id = someone and w.network_id = here and w.tenure_id = d.tenure_id;
	delete from departure_reason r using departure d
	where d.network_id = here and d.person_id = someone and r.network_id = here and r.tenure_id = d.tenure_id;
	delete from reason_suggestion r using departure d
	where d.network_id = here and d.person_id = someone and r.network_id = here and r.tenure_id = d.tenure_id;
	update tenure set manager_id = null where network_id = here and manager_id = someone;

	-- A host's talks stay with whom they met; their hours and their calendar go.
	delete from host_hours where network_id = here and person_id = someone;
	delete from host_exception where network_id = here and person_id = someone;
	delete from host_busy where network_id = here and person_id = someone;
	delete from talk_pool_host where network_id = here and person_id = someone;
	delete from talk_proposal where network_id = here and (alumnus_id = someone or host_id = someone);
	insert into host
	select (jsonb_populate_record(h, jsonb_build_object('person_id', ghost, 'introduction', '', 'place', '', 'can_tell', '', 'is_open', false, 'calendar_url', '', 'calendar_problem', ''))).*
	from host h
	where h.network_id = here and h.person_id = someone
		and exists (select from casual_talk_host t where t.network_id = here and t.host_id = someone);
	update casual_talk_host set host_id = ghost where network_id = here and host_id = someone;
	delete from host where network_id = here and person_id = someone;

	-- What goes along with a person, but for their place in conversations, in which others still read their own words.
	for link in
		select k.conrelid::regclass as tab, a.attname as col
		from pg_constraint k
		join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname <> 'network_id'
		where k.contype = 'f'
			and k.confrelid = 'person'::regclass
			and k.confdeltype = 'c'
			and k.conrelid <> 'conversation_member'::regclass
	loop
		execute format('delete from %s where network_id = $1 and %I = $2', link.tab, link.col) using here, someone;
	end loop;
	delete from touchpoint t
	where t.network_id = here and t.person_id = someone and not is_attributed(t.happened_at, t.touchpoint_id);
	if came_back then
		update tenure set department = '', title = '', employment = '', manager_id = null
		where network_id = here and person_id = someone;
	else
		delete from tenure where network_id = here and person_id = someone;
	end if;

	perform erase_in_machines(someone, needles);
	update conversation set pair_key = pair_key_for(pair_key, someone, ghost)
	where network_id = here and pair_key like '%' || someone || '%';
	perform hand_over(someone, ghost);
	delete from person where network_id = here and person_id = someone;
	perform scrub_texts(needles, ghost::text, instead);
	perform forget_in_audit(someone, needles);
	begin
		delete from person where network_id = here and person_id = ghost
			and not exists (select from conversation_member c where c.network_id = here and c.person_id = ghost);
	exception when foreign_key_violation then
		null; -- something of others, or a return, is tied to the entry: it stays without a name
	end;
	return ghost;
end $function$;
revoke execute on routine erase_person(uuid,text,boolean,boolean) from public;
grant execute on routine erase_person(uuid,text,boolean,boolean) to okaeri_app;

CREATE OR REPLACE FUNCTION public.erase_words(someone uuid, keeps boolean, instead text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	here uuid := current_network();
begin
	delete from comment c
	where c.network_id = here and c.author_id = someone
		and not (keeps and exists (
			select from comment o
			where o.network_id = here and o.post_id = c.post_id and o.author_id <> someone and o.comment_id > c.comment_id
		));
	update message e
	set words = '', hidden_at = now()
	where e.network_id = here and e.author_id = someone and not e.as_desk
		and not (keeps and exists (
			select from message o
			where o.network_id = here and o.conversation_id = e.conversation_id and o.author_id <> someone and o.message_id > e.message_id
		));
	update message set pictures = 0 where network_id = here and author_id = someone and not as_desk;
	update conversation c
	set last_words = coalesce((
		select left(m.words, 120) from message m
		where m.network_id = here and m.conversation_id = c.conversation_id and m.hidden_at is null
		order by m.message_id desc
		limit 1
	), '')
	where c.network_id = here
		and exists (select from message m where m.network_id = here and m.conversation_id = c.conversation_id and m.author_id = someone);
	delete from post_version v using post p
	where p.network_id = here and p.author_id = someone and p.kind = 'person' and v.network_id = here and v.post_id = p.post_id;
	update post p
	set words = '', html = '', link_url = null, has_poll = false, hidden_at = coalesce(hidden_at, now()), removed_at = now()
	where p.network_id = here and p.author_id = someone and p.kind = 'person'
		and not (keeps and exists (
			select from comment o where o.network_id = here and o.post_id = p.post_id and o.author_id <> someone
		));
	update post set pictures = 0 where network_id = here and author_id = someone and kind = 'person';
	delete from poll_choice c using post p
	where p.network_id = here and p.author_id = someone and p.removed_at is not null and c.network_id = here and c.post_id = p.post_id;
	update event set state = 'cancelled' where network_id = here and host_id = someone and starts_at > now();
	update event v
	set title = instead, words = '', html = '', place = '', url = '', question = '', summary = '', summary_html = ''
	where v.network_id = here and v.host_id = someone
		and not (keeps and exists (
			select from event_reply r where r.network_id = here and r.event_id = v.event_id and r.person_id <> someone
		));
	update report set words = '' where network_id = here and reporter_id = someone;
	update concern set words = instead where network_id = here and reporter_id = someone;
	delete from upload where network_id = here and owner_id = someone;
end $function$;
revoke execute on routine erase_words(uuid,boolean,text) from public;
grant execute on routine erase_words(uuid,boolean,text) to okaeri_app;

CREATE OR REPLACE FUNCTION public.fits_group(g "group", someone uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
	select g.kind = 'rule'
		and exists (
			select
			from membership m
			where m.network_id = g.network_id
				and m.person_id = someone
		)
		and not exists (
			select
			from profile f
			where f.network_id = g.network_id
				and f.person_id = someone
				and (
					not f.is_listed
					or (f.career_for <> 'everyone' and (g.rule_department is not null or g.rule_joined is not null))
					or (f.place_for <> 'everyone' and g.rule_place is not null)
				)
		)
		and (
			g.rule_department is null
			or exists (
				select
				from tenure t
				where t.network_id = g.network_id
					and t.person_id = someone
					and strpos(t.department, g.rule_department) > 0
			)
		)
		and (
			g.rule_joined is null
			or exists (
				select
				from tenure t
				where t.network_id = g.network_id
					and t.person_id = someone
					and extract(year from t.started_on) = g.rule_joined
			)
		)
		and (
			g.rule_place is null
			or exists (
				select
				from profile f
				where f.network_id = g.network_id
					and f.person_id = someone
					and strpos(f.place, g.rule_place) > 0
			)
		)
$function$;
revoke execute on routine fits_group("group",uuid) from public;
grant execute on routine fits_group("group",uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.fold_stays(merge uuid, kept uuid, gone uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
	pair record;
	link record;
	child jsonb;
begin
	for pair in
		select to_jsonb(k) as mine, to_jsonb(g) as theirs, k.tenure_id as mine_id, g.tenure_id as theirs_id,
			to_jsonb(dk) as my_end, to_jsonb(dg) as their_end
		from tenure g
		join tenure k using (network_id, company_id, started_on)
		left join departure dk on dk.network_id = k.network_id and dk.tenure_id = k.tenure_id
		left join departure dg on dg.network_id = g.network_id and dg.tenure_id = g.tenure_id
		where g.network_id = current_network()
			and g.person_id = gone
			and k.person_id = kept
	loop
		if pair.my_end is null and pair.their_end is not null then
			perform add_row(merge, 'departure', pair.their_end || jsonb_build_object('tenure_id', pair.mine_id, 'person_id', kept));
		end if;
		perform change_row(merge, 'tenure', pair.mine, jsonb_build_object(
			'ended_on', coalesce(nullif(pair.mine -> 'ended_on', 'null'), pair.theirs -> 'ended_on'),
			'department', coalesce(nullif(pair.mine ->> 'department', ''), pair.theirs ->> 'department'),
			'title', coalesce(nullif(pair.mine ->> 'title', ''), pair.theirs ->> 'title'),
			'employment', coalesce(nullif(pair.mine ->> 'employment', ''), pair.theirs ->> 'employment'),
			'manager_id', coalesce(nullif(pair.mine -> 'manager_id', 'null'), nullif(pair.theirs -> 'manager_id', to_jsonb(kept)))
		));
		for link in
			select c.oid::regclass as tab
			from pg_class c
			join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenure_id'
			where c.relnamespace = 'public'::regnamespace
				and c.relkind = 'r'
				and c.oid not in ('tenure'::regclass, 'departure'::regclass)
		loop
			for child in execute format('select to_jsonb(t) from %s t where network_id = current_network() and tenure_id = $1', link.tab)
				using pair.theirs_id
			loop
				perform give_row(merge, link.tab, 'tenure_id', child, pair.mine_id);
			end loop;
		end loop;
		if pair.their_end is not null then
			perform remove_row(merge, 'departure', pair.their_end);
		end if;
		perform remove_row(merge, 'tenure', pair.theirs);
	end loop;
end $function$;
revoke execute on routine fold_stays(uuid,uuid,uuid) from public;
grant execute on routine fold_stays(uuid,uuid,uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.forget_account()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	if exists (
		select from leaving l
		where l.network_id = old.network_id
			and l.account_id = old.account_id
	) then
		delete from auth.session where network_id = old.network_id and user_id = old.account_id;
	else
		delete from auth.account_holder where network_id = old.network_id and id = old.account_id;
	end if;
	return null;
end $function$;
revoke execute on routine forget_account() from public;

CREATE OR REPLACE FUNCTION public.forget_in_audit(someone uuid, needles text[] DEFAULT '{}'::text[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	here uuid := current_network();
	blanked integer := 0;
	now_blank integer;
begin
	if exists (select from person where network_id = here and person_id = someone and removed_at is null) then
		raise exception 'only who is gone is forgotten' using errcode = 'OKLOG';
	end if;
	perform set_config('okaeri.audit_work', 'yes', true);
	update audit set detail = '{}', detail_salt = null
	where network_id = here
		and detail_salt is not null
		and detail <> '{}'
		and (
			subject_id = someone
			or position(someone::text in detail::text) > 0
			or exists (select from unnest(needles) n where n <> '' and position(n in detail::text) > 0)
		);
	get diagnostics now_blank = row_count;
	blanked := blanked + now_blank;
	update audit set actor_id = null, actor_salt = null where network_id = here and actor_id = someone;
	get diagnostics now_blank = row_count;
	blanked := blanked + now_blank;
	update audit set subject_id = null, subject_salt = null where network_id = here and subject_id = someone;
	get diagnostics now_blank = row_count;
	blanked := blanked + now_blank;
	perform set_config('okaeri.audit_work', '', true);
	if blanked > 0 then
		insert into audit (network_id, act, detail) values (here, 'audit.forget', jsonb_build_object('fields', blanked));
	end if;
	return blanked;
end $function$;
revoke execute on routine forget_in_audit(uuid,text[]) from public;

CREATE OR REPLACE FUNCTION public.forget_left_account()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	delete from auth.session s
	where s.network_id = old.network_id
		and s.user_id = old.account_id;
	delete from auth.account_holder h
	where h.network_id = old.network_id
		and h.id = old.account_id
		and not exists (
			select from membership m
			where m.network_id = old.network_id
				and m.account_id = old.account_id
		);
	return null;
end $function$;
revoke execute on routine forget_left_account() from public;

CREATE OR REPLACE FUNCTION public.forget_likeness()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	delete from word_likeness l
	where l.network_id = new.network_id
		and l.tenure_id = new.tenure_id
		and l.view = new.view;
	return null;
end $function$;
revoke execute on routine forget_likeness() from public;

CREATE OR REPLACE FUNCTION public.forget_matches()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	delete from match where network_id = old.network_id and person_id = old.person_id and tenure_id = old.tenure_id;
	return null;
end $function$;
revoke execute on routine forget_matches() from public;

CREATE OR REPLACE FUNCTION public.forget_membership()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	delete from group_member where network_id = old.network_id and person_id = old.person_id;
	delete from helper where network_id = old.network_id and person_id = old.person_id;
	delete from push_subscription where network_id = old.network_id and person_id = old.person_id;
	delete from calendar_feed where network_id = old.network_id and person_id = old.person_id;
	delete from notification where network_id = old.network_id and person_id = old.person_id;
	delete from draft where network_id = old.network_id and person_id = old.person_id;
	return null;
end $function$;
revoke execute on routine forget_membership() from public;

CREATE OR REPLACE FUNCTION public.forget_merges(days integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
	delete from person_merge_step s
	using person_merge m
	where m.network_id = current_network()
		and s.network_id = m.network_id
		and s.merge_id = m.merge_id
		and m.merged_at < now() - make_interval(days => days)
$function$;
revoke execute on routine forget_merges(integer) from public;
grant execute on routine forget_merges(integer) to okaeri_app;

CREATE OR REPLACE FUNCTION public.forget_old(what text, days integer, at_most integer, is_dry boolean)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	here uuid := current_network();
	until timestamptz := now() - make_interval(days => days);
	counted integer := 0;
	more integer := 0;
begin
	case what
		when 'touchpoint' then
			if is_dry then
				select count(*) into counted from touchpoint t
				where t.network_id = here and t.happened_at < until and not is_attributed(t.happened_at, t.touchpoint_id);
			else
				delete from touchpoint where network_id = here and happened_at < until and touchpoint_id in (
					select t.touchpoint_id from touchpoint t
					where t.network_id = here and t.happened_at < until and not is_attributed(t.happened_at, t.touchpoint_id)
					limit at_most
				);
				get diagnostics counted = row_count;
			end if;
		when 'session' then
			if is_dry then
				select count(*) into counted from auth.session where network_id = here and expires_at < until;
				select count(*) into more from auth.verification where network_id = here and expires_at < until;
			else
				delete from auth.session where network_id = here and id in (
					select id from auth.session where network_id = here and expires_at < until limit at_most
				);
				get diagnostics counted = row_count;
				delete from auth.verification where network_id = here and id in (
					select id from auth.verification where network_id = here and expires_at < until limit at_most
				);
				get diagnostics more = row_count;
			end if;
		when 'merge_step' then
			select count(*) into counted
			from person_merge_step s join person_merge p using (network_id, merge_id)
			where s.network_id = here and p.merged_at < until;
			if not is_dry then
				perform forget_merges(days);
				return least(counted, at_most - 1);
			end if;
		else
			raise exception 'nothing is called %', what;
	end case;
	return counted + more;
end $function$;
revoke execute on routine forget_old(text,integer,integer,boolean) from public;
grant execute on routine forget_old(text,integer,integer,boolean) to okaeri_app;

CREATE OR REPLACE FUNCTION public.forget_refused_reasons()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	delete from refused_reason r
	using departure d
	where d.network_id = new.network_id
		and d.person_id = new.person_id
		and r.network_id = d.network_id
		and r.tenure_id = d.tenure_id;
	return null;
end $function$;
revoke execute on routine forget_refused_reasons() from public;

CREATE OR REPLACE FUNCTION public.give_row(merge uuid, tab regclass, col text, old_row jsonb, kept uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
	perform change_row(merge, tab, old_row, jsonb_build_object(col, kept));
exception
	when unique_violation then
		perform remove_row(merge, tab, old_row);
	when check_violation then
		if (select attnotnull from pg_attribute where attrelid = tab and attname = col) then
			perform remove_row(merge, tab, old_row);
		else
			perform change_row(merge, tab, old_row, jsonb_build_object(col, null));
		end if;
	when exclusion_violation then
		raise exception 'these are two people' using errcode = 'OKTWO';
end $function$;
revoke execute on routine give_row(uuid,regclass,text,jsonb,uuid) from public;
grant execute on routine give_row(uuid,regclass,text,jsonb,uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.given_up_jobs(most integer)
 RETURNS TABLE(job_id bigint, job text, attempts integer, left_at timestamp with time zone, failed_at timestamp with time zone, error text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
	select j.id, t.identifier, j.attempts::integer, j.created_at, j.updated_at, j.last_error
	from graphile_worker._private_jobs j
	join graphile_worker._private_tasks t on t.id = j.task_id
	where j.attempts >= j.max_attempts
		and j.locked_at is null
		and j.payload ->> 'networkId' = public.current_network()::text
	order by j.updated_at desc, j.id desc
	limit most
$function$;
revoke execute on routine given_up_jobs(integer) from public;
grant execute on routine given_up_jobs(integer) to okaeri_app;

CREATE OR REPLACE FUNCTION public.hand_over(someone uuid, ghost uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	place record;
begin
	for place in
		select c.oid::regclass as tab, a.attname as col, a.atttypid = 'uuid[]'::regtype as is_list
		from pg_class c
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
		where c.relnamespace = 'public'::regnamespace
			and c.relkind in ('r', 'p')
			and not c.relispartition
			and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype)
			and a.attname <> 'network_id'
			and c.relname not in ('person', 'audit', 'network', 'host')
			and exists (select from pg_attribute n where n.attrelid = c.oid and n.attname = 'network_id')
		order by c.relname
	loop
		if place.is_list then
			execute format('update %s set %2$I = array_replace(%2$I, $2, $3) where network_id = $1 and $2 = any (%2$I)', place.tab, place.col)
			using current_network(), someone, ghost;
		else
			execute format('update %s set %2$I = $3 where network_id = $1 and %2$I = $2', place.tab, place.col)
			using current_network(), someone, ghost;
		end if;
	end loop;
end $function$;
revoke execute on routine hand_over(uuid,uuid) from public;
grant execute on routine hand_over(uuid,uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.hosts_are_apart()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	perform pg_advisory_xact_lock(hashtext('network.hosts'));
	if exists (select from network n where n.network_id <> new.network_id and n.hosts && new.hosts) then
		raise unique_violation using message = 'a host belongs to one network', constraint = 'network_hosts_apart';
	end if;
	return new;
end $function$;
revoke execute on routine hosts_are_apart() from public;

CREATE OR REPLACE FUNCTION public.is_attributed(at timestamp with time zone, touchpoint uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
	select exists (
		select from attribution a
		where a.network_id = current_network() and a.happened_at = at and a.touchpoint_id = touchpoint
	)
$function$;
revoke execute on routine is_attributed(timestamp with time zone,uuid) from public;
grant execute on routine is_attributed(timestamp with time zone,uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.jobs_by_state()
 RETURNS TABLE(state text, jobs integer, since timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
	with job as (
		select case
				when j.locked_at is not null then 'running'
				when j.attempts >= j.max_attempts then 'given_up'
				when j.attempts > 0 and j.run_at > now() then 'again'
				when j.run_at > now() then 'later'
				else 'due'
			end as state,
			j.run_at
		from graphile_worker._private_jobs j
		where j.payload ->> 'networkId' = public.current_network()::text
	)
	select state, count(*)::integer, min(run_at)
	from job
	group by state
$function$;
revoke execute on routine jobs_by_state() from public;
grant execute on routine jobs_by_state() to okaeri_app;

CREATE OR REPLACE PROCEDURE public.keep_apart(IN named regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
	execute format('alter table %s enable row level security', named);
	execute format('alter table %s force row level security', named);
	execute format('create policy own_network on %s using (network_id = (select current_network())) with check (network_id = (select current_network()))', named);
end $procedure$;
revoke execute on routine keep_apart(regclass) from public;

CREATE OR REPLACE FUNCTION public.keep_audit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	if current_setting('okaeri.audit_work', true) = 'yes' then
		return coalesce(new, old);
	end if;
	if tg_op = 'DELETE' and current_setting('okaeri.network_goes', true) = old.network_id::text then
		return old;
	end if;
	raise exception 'the audit log is never changed' using errcode = 'OKLOG';
end $function$;
revoke execute on routine keep_audit() from public;

CREATE OR REPLACE FUNCTION public.keep_last_of_role()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	needed text;
begin
	foreach needed in array array['steward', 'admin'] loop
		continue when not needed = any (old.roles)
			or (
				tg_op = 'UPDATE'
				and needed = any (new.roles)
				and coalesce(new.suspended_until <= now(), true)
			);
		perform from network n where n.network_id = old.network_id for no key update;
		if not exists (
			select from membership m
			where m.network_id = old.network_id
				and m.person_id <> old.person_id
				and needed = any (m.roles)
				and coalesce(m.suspended_until <= now(), true)
		) then
			raise exception using errcode = 'OK001', message = 'last_' || needed;
		end if;
	end loop;
	return case when tg_op = 'DELETE' then old else new end;
end $function$;
revoke execute on routine keep_last_of_role() from public;

CREATE OR REPLACE FUNCTION public.keep_left_alone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	if not new.do_not_contact and exists (
		select from left_alone l
		where l.network_id = new.network_id
			and l.person_id = new.person_id
			and l.lifted_at is null
	) then
		new.do_not_contact := true;
	end if;
	return new;
end $function$;
revoke execute on routine keep_left_alone() from public;

CREATE OR REPLACE FUNCTION public.keep_paused()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	new.is_open := false;
	return new;
end $function$;
revoke execute on routine keep_paused() from public;

CREATE OR REPLACE FUNCTION public.keep_refused_reason()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	if exists (
		select
		from refused_reason r
		where r.network_id = new.network_id
			and r.tenure_id = new.tenure_id
			and r.view = new.view
			and r.code = case tg_table_name when 'departure_word' then '' else to_jsonb(new) ->> 'code' end
	) then
		return null;
	end if;
	return new;
end $function$;
revoke execute on routine keep_refused_reason() from public;

CREATE OR REPLACE FUNCTION public.key_columns(tab regclass)
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
	select array_agg(a.attname::text)
	from pg_index i
	join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
	where i.indrelid = tab
		and i.indisprimary
$function$;
revoke execute on routine key_columns(regclass) from public;
grant execute on routine key_columns(regclass) to okaeri_app;

CREATE OR REPLACE FUNCTION public.learn_import_sizes()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	analyze hr_import_row (hr_import_id);
end $function$;
revoke execute on routine learn_import_sizes() from public;
grant execute on routine learn_import_sizes() to okaeri_app;

CREATE OR REPLACE FUNCTION public.learn_sizes()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	analyze person, contact, employee_number, tenure, departure, departure_reason, departure_word;
end $function$;
revoke execute on routine learn_sizes() from public;
grant execute on routine learn_sizes() to okaeri_app;

CREATE OR REPLACE FUNCTION public.leave_alone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	update contact
	set do_not_contact = true
	where network_id = new.network_id
		and person_id = new.person_id
		and not do_not_contact;
	return null;
end $function$;
revoke execute on routine leave_alone() from public;

CREATE OR REPLACE FUNCTION public.leave_job(task text, payload jsonb, key text, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
	update graphile_worker._private_jobs held
	set key = null,
		updated_at = now()
	from (
		select j.id, j.locked_at
		from graphile_worker._private_jobs j
		where j.key = leave_job.key
		for update
	) of_key
	where held.id = of_key.id
		and of_key.locked_at is not null;
	select graphile_worker.add_job(
		task,
		payload::json,
		job_key => leave_job.key,
		run_at => least(
			leave_job.run_at,
			(
				select waiting.run_at
				from graphile_worker.jobs waiting
				where waiting.key = leave_job.key
					and waiting.locked_at is null
			)
		),
		max_attempts => 12
	)
$function$;
revoke execute on routine leave_job(text,jsonb,text,timestamp with time zone) from public;
grant execute on routine leave_job(text,jsonb,text,timestamp with time zone) to okaeri_app;

CREATE OR REPLACE FUNCTION public.leave_jobs(task text, jobs jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
	update graphile_worker._private_jobs held
	set key = null,
		updated_at = now()
	from (
		select j.id, j.locked_at
		from graphile_worker._private_jobs j
		where j.key in (
			select given.key
			from jsonb_to_recordset(leave_jobs.jobs) given(key text)
		)
		order by j.id
		for update
	) of_key
	where held.id = of_key.id
		and of_key.locked_at is not null;
	select graphile_worker.add_jobs(
		array(
			select row(
				leave_jobs.task, given.job::json, null,
				least(now() + make_interval(secs => given.after), waiting.run_at),
				12, given.key, null, null
			)::graphile_worker.job_spec
			from jsonb_to_recordset(leave_jobs.jobs) given(job jsonb, key text, after float8)
			left join graphile_worker.jobs waiting on waiting.key = given.key
				and waiting.locked_at is null
		)
	)
$function$;
revoke execute on routine leave_jobs(text,jsonb) from public;
grant execute on routine leave_jobs(text,jsonb) to okaeri_app;

CREATE OR REPLACE FUNCTION public.left_alone_is_kept()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	if not exists (select from left_alone) then
		return null;
	end if;
	update contact c
	set do_not_contact = true
	from added a
	join left_alone l on l.network_id = a.network_id
		and l.person_id = a.person_id
		and l.lifted_at is null
	where c.network_id = a.network_id
		and c.person_id = a.person_id
		and not c.do_not_contact;
	return null;
end $function$;
revoke execute on routine left_alone_is_kept() from public;

CREATE OR REPLACE FUNCTION public.left_with(session_token text, network uuid)
 RETURNS TABLE(account_id uuid, person_id uuid, until timestamp with time zone, locale text, time_zone text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	perform set_config('okaeri.network_id', network::text, true);
	return query
		select l.account_id, l.person_id, l.forgotten_at, p.locale, p.time_zone
		from auth.session s
		join leaving l on l.network_id = network
			and l.account_id = s.user_id
		join person p on p.network_id = network
			and p.person_id = l.person_id
		where s.network_id = network
			and s.token = session_token
			and s.expires_at > now()
			and l.forgotten_at > now()
			and not exists (
				select from membership m where m.network_id = network and m.account_id = s.user_id
			);
end $function$;
revoke execute on routine left_with(text,uuid) from public;
grant execute on routine left_with(text,uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.let_in_as(network uuid, person uuid, roles text[])
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	openness text := (select n.open_to from network n where n.network_id = network);
begin
	if openness is null or openness = 'alumni' or not 'employee' = any (roles)
		or roles && '{alumnus,executive,steward}'::text[] then
		return null;
	end if;
	if came_back(network, person) then
		return 'rejoiner';
	end if;
	return case when openness = 'employees' then 'companion' end;
end $function$;
revoke execute on routine let_in_as(uuid,uuid,text[]) from public;
grant execute on routine let_in_as(uuid,uuid,text[]) to okaeri_app;

CREATE OR REPLACE FUNCTION public.let_leavers_in()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	update membership m
	set let_in_as = let_in_as(m.network_id, m.person_id, m.roles)
	where (m.network_id, m.person_id) in (select c.network_id, c.person_id from changed c)
		and 'employee' = any (m.roles)
		and m.let_in_as is distinct from let_in_as(m.network_id, m.person_id, m.roles);
	return null;
end $function$;
revoke execute on routine let_leavers_in() from public;

CREATE OR REPLACE FUNCTION public.let_member_in()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	new.let_in_as := let_in_as(new.network_id, new.person_id, new.roles);
	return new;
end $function$;
revoke execute on routine let_member_in() from public;

CREATE OR REPLACE FUNCTION public.let_members_in()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	update membership m
	set let_in_as = let_in_as(m.network_id, m.person_id, m.roles)
	where m.network_id = new.network_id
		and 'employee' = any (m.roles);
	return null;
end $function$;
revoke execute on routine let_members_in() from public;

CREATE OR REPLACE FUNCTION public.loose_person_columns()
 RETURNS TABLE(tab regclass, col text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
	select named.tab::regclass, named.col
	from (values
		('mail', 'person_id'),
		('match', 'person_id'),
		('hr_import', 'made_by'),
		('hr_import', 'undone_by'),
		('hr_import_row', 'person_id'),
		('hr_import_heading', 'said_by'),
		('hr_import_left', 'person_id'),
		('invitation_wave', 'made_by'),
		('invitation_words', 'saved_by'),
		('event_reply', 'checked_in_by'),
		('helper', 'made_by'),
		('rehire', 'recorded_by'),
		('report', 'settled_by'),
		('report', 'subject_id'),
		('conversation', 'assigned_to'),
		('upload', 'holder_id'),
		('notification', 'subject_id')
	) named(tab, col)
$function$;
revoke execute on routine loose_person_columns() from public;
grant execute on routine loose_person_columns() to okaeri_app;

CREATE OR REPLACE FUNCTION public.make_account(address text, holder text, password_hash text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	made uuid;
begin
	insert into auth.account_holder (name, email, email_verified)
	values (holder, address, true)
	on conflict (network_id, email) do nothing
	returning id into made;
	if made is not null and password_hash is not null then
		insert into auth.credential (user_id, account_id, provider_id, password)
		values (made, made::text, 'credential', password_hash);
	end if;
	return made;
end $function$;
revoke execute on routine make_account(text,text,text) from public;
grant execute on routine make_account(text,text,text) to okaeri_app;

CREATE OR REPLACE FUNCTION public.make_touchpoint_months(first_day date, last_day date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	month_start date;
	part text;
begin
	for month_start in select generate_series(date_trunc('month', first_day), date_trunc('month', last_day), interval '1 month')::date loop
		part := 'touchpoint_' || to_char(month_start, 'YYYY_MM');
		if month_start >= '2024-01-01' and to_regclass('public.' || part) is null then
			execute format('create table %I partition of touchpoint for values from (%L) to (%L)',
				part, month_start::timestamptz, (month_start + interval '1 month')::timestamptz);
			call keep_apart(part::regclass);
			execute format('revoke update, delete on %I from okaeri_app', part);
		end if;
	end loop;
end $function$;
revoke execute on routine make_touchpoint_months(date,date) from public;
grant execute on routine make_touchpoint_months(date,date) to okaeri_worker;

CREATE OR REPLACE FUNCTION public.mark_latest_of(merge uuid, among uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
	row_of jsonb;
	last_departure uuid := (
		select tenure_id from departure
		where network_id = current_network() and person_id = any (among)
		order by left_on desc, tenure_id
		limit 1
	);
	last_standing uuid := (
		select standing_id from standing
		where network_id = current_network() and person_id = any (among) and is_current
		order by said_at desc, standing_id
		limit 1
	);
begin
	for row_of in
		select to_jsonb(d) from departure d
		where network_id = current_network() and person_id = any (among)
			and is_latest <> (tenure_id = last_departure)
		order by is_latest desc
	loop
		perform change_row(merge, 'departure', row_of, jsonb_build_object('is_latest', row_of ->> 'is_latest' = 'false'));
	end loop;
	for row_of in
		select to_jsonb(s) from standing s
		where network_id = current_network() and person_id = any (among)
			and is_current
			and standing_id <> last_standing
	loop
		perform change_row(merge, 'standing', row_of, '{"is_current": false}');
	end loop;
end $function$;
revoke execute on routine mark_latest_of(uuid,uuid[]) from public;
grant execute on routine mark_latest_of(uuid,uuid[]) to okaeri_app;

CREATE OR REPLACE FUNCTION public.merge_people(kept uuid, gone uuid, by_whom uuid, name_of_gone text, person_wish jsonb, contact_wish jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	merge uuid;
	named record;
	row_of jsonb;
	last_one jsonb;
begin
	if exists (select from membership where network_id = current_network() and person_id = gone) then
		raise exception 'a member is not merged away' using errcode = 'OKTWO';
	end if;
	insert into person_merge (network_id, kept_id, gone_id, gone_name, merged_by)
	values (current_network(), kept, gone, name_of_gone, by_whom)
	returning merge_id into merge;

	if person_wish <> '{}' then
		perform change_row(merge, 'person', to_jsonb(p), person_wish)
		from person p where network_id = current_network() and person_id = kept;
	end if;
	if contact_wish <> '{}' then
		perform change_row(merge, 'contact', to_jsonb(c), contact_wish)
		from contact c where network_id = current_network() and person_id = kept;
	end if;
	-- A link that waits for an address of `gone` must not open for `kept`.
	for row_of in select to_jsonb(a) from address_proof a
		where network_id = current_network() and person_id = gone and proved_at is null
	loop
		perform remove_row(merge, 'address_proof', row_of);
	end loop;
	perform mark_latest_of(merge, array[kept, gone]);
	perform fold_stays(merge, kept, gone);

	-- A row that others are tied to by its person (a host's) is there for both until the others have been given.
	for named in select c.tab, c.col from person_columns() c
		where exists (select from pg_constraint k join pg_attribute a on a.attrelid = k.confrelid and a.attnum = any (k.confkey)
			where k.contype = 'f' and k.confrelid = c.tab and a.attname = c.col)
	loop
		execute format('select to_jsonb(t) from %s t where network_id = current_network() and %I = $1', named.tab, named.col)
		into row_of using kept;
		execute format('select to_jsonb(t) from %s t where network_id = current_network() and %I = $1', named.tab, named.col)
		into last_one using gone;
		if row_of is null and last_one is not null then
			perform add_row(merge, named.tab, last_one || jsonb_build_object(named.col, kept));
		end if;
	end loop;
	for named in select c.tab, c.col from person_columns() c where c.tab not in ('person_merge_step'::regclass, 'person_merge'::regclass)
		order by exists (select from pg_constraint k join pg_attribute a on a.attrelid = k.confrelid and a.attnum = any (k.confkey)
			where k.contype = 'f' and k.confrelid = c.tab and a.attname = c.col), c.tab::text, c.col
	loop
		for row_of in
			execute format('select to_jsonb(t) from %s t where network_id = current_network() and %I = $1', named.tab, named.col) using gone
		loop
			perform give_row(merge, named.tab, named.col, row_of, kept);
		end loop;
	end loop;
	for row_of in select to_jsonb(n) from notification n where network_id = current_network() and gone = any (actor_ids) loop
		perform change_row(merge, 'notification', row_of, jsonb_build_object('actor_ids',
			(select jsonb_agg(case when id = gone::text then kept::text else id end) from jsonb_array_elements_text(row_of -> 'actor_ids') id)));
	end loop;
	for row_of in select to_jsonb(c) from conversation c where network_id = current_network() and pair_key like '%' || gone || '%' loop
		begin
			perform change_row(merge, 'conversation', row_of, jsonb_build_object('pair_key', pair_key_for(row_of ->> 'pair_key', gone, kept)));
		exception when unique_violation then
			perform change_row(merge, 'conversation', row_of, '{"pair_key": null}');
		end;
	end loop;
	perform mark_latest_of(merge, array[kept]);
	select to_jsonb(p) into last_one from person p where network_id = current_network() and person_id = gone;
	perform remove_row(merge, 'person', last_one);
	if exists (select from membership where network_id = current_network() and person_id = kept) then
		perform directory.refresh(current_network(), kept);
	end if;
	return merge;
end $function$;
revoke execute on routine merge_people(uuid,uuid,uuid,text,jsonb,jsonb) from public;
grant execute on routine merge_people(uuid,uuid,uuid,text,jsonb,jsonb) to okaeri_app;

CREATE OR REPLACE FUNCTION public.move_account(account uuid, address text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	update auth.account_holder
	set email = address, email_verified = true, updated_at = now()
	where network_id = current_network()
		and id = account;
	return found;
exception when unique_violation then
	return false;
end $function$;
revoke execute on routine move_account(uuid,text) from public;
grant execute on routine move_account(uuid,text) to okaeri_app;

CREATE OR REPLACE FUNCTION public.network_at(host text)
 RETURNS TABLE(network_id uuid, slug text, name_ja text, name_en text, time_zone text, hosts text[], is_demo boolean, locale text, accent text, logo_mark text, parts_off text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
	select n.network_id, n.slug, n.name_ja, n.name_en, n.time_zone, n.hosts, n.is_demo, n.locale, n.accent, n.logo_mark,
		n.parts_off
	from network n
	where host = any (n.hosts) or (select count(*) from network) = 1
	order by (host = any (n.hosts)) desc
	limit 1
$function$;
revoke execute on routine network_at(text) from public;
grant execute on routine network_at(text) to okaeri_app;

CREATE OR REPLACE FUNCTION public.network_ids()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select network_id from network order by network_id $function$;
revoke execute on routine network_ids() from public;
grant execute on routine network_ids() to okaeri_worker;

CREATE OR REPLACE FUNCTION public.network_today()
 RETURNS date
 LANGUAGE sql
 STABLE
AS $function$
	select (now() at time zone n.time_zone)::date
	from network n
	where n.network_id = current_network()
$function$;
revoke execute on routine network_today() from public;
grant execute on routine network_today() to okaeri_app;

CREATE OR REPLACE FUNCTION public.new_id()
 RETURNS uuid
 LANGUAGE sql
 PARALLEL SAFE
AS $function$select uuidv7()$function$;
revoke execute on routine new_id() from public;
grant execute on routine new_id() to okaeri_app;
grant execute on routine new_id() to okaeri_auth;
grant execute on routine new_id() to okaeri_worker;

CREATE OR REPLACE FUNCTION public.note_step(merge uuid, tab regclass, what text, of_key jsonb, was jsonb)
 RETURNS void
 LANGUAGE sql
AS $function$
	insert into person_merge_step (network_id, merge_id, step_no, table_name, done, key, before)
	select current_network(), merge, coalesce(max(step_no), 0) + 1, tab::text, what, of_key, was
	from person_merge_step
	where network_id = current_network()
		and merge_id = merge
$function$;
revoke execute on routine note_step(uuid,regclass,text,jsonb,jsonb) from public;
grant execute on routine note_step(uuid,regclass,text,jsonb,jsonb) to okaeri_app;

CREATE OR REPLACE FUNCTION public.only_in_a_demo()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	if not exists (select from network where network_id = new.network_id and is_demo) then
		raise exception 'only a demo network has guests';
	end if;
	return new;
end $function$;
revoke execute on routine only_in_a_demo() from public;

CREATE OR REPLACE FUNCTION public.open_mails()
 RETURNS TABLE(state text, mails integer, oldest double precision)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
	with open_mail as (
		select case
				when status <> 'waiting' then 'trouble'
				when is_kept then 'kept'
				when failure is not null then 'trouble'
				else 'waiting'
			end as state,
			case when status = 'waiting' and not is_kept then extract(epoch from now() - not_before) else 0 end as age
		from mail
		where status in ('waiting', 'failed', 'unsure')
			and (status <> 'waiting' or is_kept or expires_at is null or expires_at > now())
	)
	select state, count(*)::integer, greatest(0, max(age))::double precision
	from open_mail
	group by state
$function$;
revoke execute on routine open_mails() from public;
grant execute on routine open_mails() to okaeri_worker;

CREATE OR REPLACE FUNCTION public.open_to_now()
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
	select coalesce((select n.open_to from network n where n.network_id = current_network()), 'alumni')
$function$;
revoke execute on routine open_to_now() from public;
grant execute on routine open_to_now() to okaeri_app;

CREATE OR REPLACE FUNCTION public.opt_out_is_kept()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	if not exists (select from opt_out) then
		return null;
	end if;
	update contact c
	set do_not_contact = true
	from added a
	join opt_out o on o.network_id = a.network_id
		and o.address_mark = address_mark(a.network_id, a.email)
	where c.network_id = a.network_id
		and c.person_id = a.person_id
		and not c.do_not_contact;
	return null;
end $function$;
revoke execute on routine opt_out_is_kept() from public;

CREATE OR REPLACE FUNCTION public.opt_out_is_kept_at_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	new.do_not_contact := new.do_not_contact
		or (
			exists (
				select from opt_out o
				where o.network_id = new.network_id
					and o.address_mark = address_mark(new.network_id, new.email)
			)
			and not exists (
				select from membership m
				where m.network_id = new.network_id
					and m.person_id = new.person_id
			)
		);
	return new;
end $function$;
revoke execute on routine opt_out_is_kept_at_change() from public;

CREATE OR REPLACE FUNCTION public.pair_key_for(old_key text, gone uuid, kept uuid)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
	select case when old_key like 'desk:%' then 'desk:' || kept
		else (select string_agg(part, ':' order by part collate "C") from unnest(string_to_array(replace(old_key, gone::text, kept::text), ':')) part)
	end
$function$;
revoke execute on routine pair_key_for(text,uuid,uuid) from public;
grant execute on routine pair_key_for(text,uuid,uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.part_is_on(part text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
	select not exists (
		select from network n
		where n.network_id = current_network()
			and part = any (n.parts_off)
	)
$function$;
revoke execute on routine part_is_on(text) from public;
grant execute on routine part_is_on(text) to okaeri_app;

CREATE OR REPLACE FUNCTION public.part_of(whole jsonb, columns text[])
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$
	select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(whole) where key = any (columns)
$function$;
revoke execute on routine part_of(jsonb,text[]) from public;
grant execute on routine part_of(jsonb,text[]) to okaeri_app;

CREATE OR REPLACE FUNCTION public.person_columns()
 RETURNS TABLE(tab regclass, col text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
	with recursive pairs as (
		select k.conrelid, k.confrelid, a.attname::text as col, b.attname::text as named
		from pg_constraint k
		cross join unnest(k.conkey, k.confkey) as part(here, there)
		join pg_attribute a on a.attrelid = k.conrelid and a.attnum = part.here
		join pg_attribute b on b.attrelid = k.confrelid and b.attnum = part.there
		where k.contype = 'f'
			and k.conparentid = 0
			and a.attname <> 'network_id'
	),
	found(tab, col) as (
		select conrelid, col from pairs where confrelid = 'person'::regclass and named = 'person_id'
		union
		select p.conrelid, p.col from pairs p join found f on f.tab = p.confrelid and f.col = p.named
	)
	select found.tab::regclass, found.col from found
	union
	select l.tab, l.col from loose_person_columns() l
$function$;
revoke execute on routine person_columns() from public;
grant execute on routine person_columns() to okaeri_app;

CREATE OR REPLACE FUNCTION public.put_off_job(task text, payload jsonb, key text, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
	update graphile_worker._private_jobs held
	set key = null,
		updated_at = now()
	from (
		select j.id, j.locked_at
		from graphile_worker._private_jobs j
		where j.key = put_off_job.key
		for update
	) of_key
	where held.id = of_key.id
		and of_key.locked_at is not null;
	select graphile_worker.add_job(
		task, payload::json, job_key => put_off_job.key, run_at => put_off_job.run_at, max_attempts => 12
	)
$function$;
revoke execute on routine put_off_job(text,jsonb,text,timestamp with time zone) from public;
grant execute on routine put_off_job(text,jsonb,text,timestamp with time zone) to okaeri_app;

CREATE OR REPLACE FUNCTION public.read_from_joining()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	if new.state = 'in' and (tg_op = 'INSERT' or old.state <> 'in') then
		new.reads_from := case when exists (
			select from membership m
			where m.network_id = new.network_id
				and m.person_id = new.person_id
				and m.let_in_as is not null
		) then now() end;
	end if;
	return new;
end $function$;
revoke execute on routine read_from_joining() from public;

CREATE OR REPLACE FUNCTION public.recount_members()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	if tg_op = 'DELETE' or old.state <> new.state then
		update "group" g set members = g.members + (case when tg_op = 'UPDATE' and new.state = 'in' then 1 else 0 end) - (case when old.state = 'in' then 1 else 0 end)
			where g.network_id = old.network_id and g.group_id = old.group_id;
	end if;
	return null;
end $function$;
revoke execute on routine recount_members() from public;

CREATE OR REPLACE FUNCTION public.refused_codes_are_kept_out()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	if not exists (select from refused_reason) then
		return null;
	end if;
	delete from departure_reason d
	using added a
	join refused_reason r on r.network_id = a.network_id
		and r.tenure_id = a.tenure_id
		and r.view = a.view
		and r.code = a.code
	where d.network_id = a.network_id
		and d.tenure_id = a.tenure_id
		and d.view = a.view
		and d.code = a.code;
	return null;
end $function$;
revoke execute on routine refused_codes_are_kept_out() from public;

CREATE OR REPLACE FUNCTION public.refused_words_are_kept_out()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	if not exists (select from refused_reason) then
		return null;
	end if;
	delete from departure_word w
	using added a
	join refused_reason r on r.network_id = a.network_id
		and r.tenure_id = a.tenure_id
		and r.view = a.view
		and r.code = ''
	where w.network_id = a.network_id
		and w.tenure_id = a.tenure_id
		and w.view = a.view;
	return null;
end $function$;
revoke execute on routine refused_words_are_kept_out() from public;

CREATE OR REPLACE FUNCTION public.remove_row(merge uuid, tab regclass, old_row jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
	link record;
	child jsonb;
begin
	for link in
		select k.conrelid::regclass as tab,
			string_agg(format('c.%I = (jsonb_populate_record(null::%s, $1)).%I', a.attname, tab, b.attname), ' and ') as fits
		from pg_constraint k
		cross join unnest(k.conkey, k.confkey) as part(here, there)
		join pg_attribute a on a.attrelid = k.conrelid and a.attnum = part.here
		join pg_attribute b on b.attrelid = k.confrelid and b.attnum = part.there
		where k.contype = 'f'
			and k.confrelid = remove_row.tab
			and k.confdeltype = 'c'
			and k.conparentid = 0
		group by k.oid, k.conrelid
	loop
		for child in execute format('select to_jsonb(c) from %s c where %s', link.tab, link.fits) using old_row loop
			perform remove_row(merge, link.tab, child);
		end loop;
	end loop;
	execute format('delete from %s t where %s', tab, where_key(tab)) using part_of(old_row, key_columns(tab));
	perform note_step(merge, tab, 'removed', part_of(old_row, key_columns(tab)), old_row);
end $function$;
revoke execute on routine remove_row(uuid,regclass,jsonb) from public;
grant execute on routine remove_row(uuid,regclass,jsonb) to okaeri_app;

CREATE OR REPLACE FUNCTION public.retry_given_up_jobs(ids bigint[])
 RETURNS TABLE(job_id bigint, job text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
	return query
		with chosen as (
			select j.id
			from graphile_worker._private_jobs j
			where j.id = any (ids)
				and j.attempts >= j.max_attempts
				and j.locked_at is null
				and j.payload ->> 'networkId' = public.current_network()::text
			order by j.id
			for update
		),
		tried as (
			update graphile_worker._private_jobs j
			set run_at = now(), attempts = 0, max_attempts = 12, updated_at = now()
			from chosen
			where j.id = chosen.id
			returning j.id, j.task_id
		)
		select tried.id, t.identifier
		from tried
		join graphile_worker._private_tasks t on t.id = tried.task_id;
end $function$;
revoke execute on routine retry_given_up_jobs(bigint[]) from public;
grant execute on routine retry_given_up_jobs(bigint[]) to okaeri_app;

CREATE OR REPLACE FUNCTION public.scrub_texts(needles text[], id_instead text, instead text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	place record;
	patterns text[] := array(select '%' || replace(replace(replace(n, '\', '\\'), '%', '\%'), '_', '\_') || '%' from unnest(needles) n);
begin
	for place in
		select c.oid::regclass as tab,
			string_agg(format('%1$I::text', a.attname), ', ') as read,
			string_agg(format('%1$I = without_texts(%1$I::text, $2, $3, $4)::%2$s', a.attname, format_type(a.atttypid, null)), ', ') as written
		from pg_class c
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
		where c.relnamespace = 'public'::regnamespace
			and c.relkind in ('r', 'p')
			and not c.relispartition
			and a.atttypid = any ('{text,varchar,json,jsonb,text[]}'::regtype[])
			and exists (select from pg_attribute n where n.attrelid = c.oid and n.attname = 'network_id')
			and c.relname <> all ('{network,privacy_notice,touchpoint,match,reaction,audit,consent}')
		group by c.oid
	loop
		begin
			execute format('update %s set %s where network_id = $1 and concat_ws(chr(10), %s) like any ($5)', place.tab, place.written, place.read)
			using current_network(), needles, id_instead, instead, patterns;
		exception when check_violation then
			-- What stands instead is too long for a column: there it becomes nothing.
			execute format('update %s set %s where network_id = $1 and concat_ws(chr(10), %s) like any ($5)', place.tab, place.written, place.read)
			using current_network(), needles, id_instead, '', patterns;
		end;
	end loop;
end $function$;
revoke execute on routine scrub_texts(text[],text,text) from public;
grant execute on routine scrub_texts(text[],text,text) to okaeri_app;

CREATE OR REPLACE FUNCTION public.take_back(relation text, before jsonb, after jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
	columns text;
	keys text;
begin
	select
		string_agg(quote_ident(a.attname), ', '),
		string_agg(
			format('x.%1$I = k.%1$I', a.attname), ' and '
		) filter (where a.attnum = any (i.indkey))
	into columns, keys
	from pg_attribute a
	join pg_index i on i.indrelid = a.attrelid
		and i.indisprimary
	where a.attrelid = format('public.%I', relation)::regclass
		and a.attnum > 0
		and not a.attisdropped
		and a.attgenerated = '';
	if after is null then
		execute format(
			'insert into public.%1$I (%2$s) select %2$s from jsonb_populate_record(null::public.%1$I, $1) on conflict do nothing',
			relation, columns
		) using before;
	elsif before is null then
		execute format(
			'delete from public.%1$I x using jsonb_populate_record(null::public.%1$I, $1) k where %2$s',
			relation, keys
		) using after;
	else
		execute format(
			'update public.%1$I x set (%2$s) = (select %2$s from jsonb_populate_record(null::public.%1$I, $1))
			from jsonb_populate_record(null::public.%1$I, $2) k where %3$s',
			relation, columns, keys
		) using before, after;
	end if;
end $function$;
revoke execute on routine take_back(text,jsonb,jsonb) from public;
grant execute on routine take_back(text,jsonb,jsonb) to okaeri_app;

CREATE OR REPLACE FUNCTION public.tell_network()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
	perform pg_notify(
		'okaeri_live',
		json_build_object(
			'networkId', coalesce(new.network_id, old.network_id),
			'topic', 'network',
			'by', null
		)::text
	);
	return null;
end
$function$;
revoke execute on routine tell_network() from public;

CREATE OR REPLACE FUNCTION public.texts_of_person(someone uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
	with address as (
		select email as text from contact where network_id = current_network() and person_id = someone
		union select address from invitation where network_id = current_network() and person_id = someone
		union select address from address_proof where network_id = current_network() and person_id = someone
		union select address_before from address_proof where network_id = current_network() and person_id = someone
		union select address from mail where network_id = current_network() and person_id = someone
		union select email from auth.account_holder h join membership m on m.account_id = h.id
			where m.network_id = current_network() and h.network_id = current_network() and m.person_id = someone
	),
	pair as (
		select family_name as family, given_name as given from person where network_id = current_network() and person_id = someone
		union select family_kana, given_kana from person where network_id = current_network() and person_id = someone
	),
	name as (
		select v.text, min(v.rank) as rank
		from pair, lateral (values
			(1, family || ' ' || given), (2, family || '　' || given),
			(3, case when length(family || given) >= 4 then family || given end),
			(4, given || ' ' || family)
		) v(rank, text)
		where family <> '' and given <> '' and v.text is not null
		group by v.text
	)
	select array[someone::text]
		|| array(select distinct lower(text) from address where text <> '')
		|| array(select text from name order by rank, text)
$function$;
revoke execute on routine texts_of_person(uuid) from public;
grant execute on routine texts_of_person(uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.touch_by_mail()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
	sent timestamptz := coalesce(new.sent_at, now());
begin
	insert into touchpoint (network_id, person_id, kind, subject_id, happened_at)
	values (new.network_id, new.person_id, new.touch_kind, new.touch_subject, sent);
	if new.touch_kind = 'told' then
		update match
		set mailed_at = sent
		where network_id = new.network_id
			and change_id = new.touch_subject
			and person_id = new.person_id;
	end if;
	return null;
end $function$;
revoke execute on routine touch_by_mail() from public;

CREATE OR REPLACE FUNCTION public.trace_import()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
	becomes jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
	about jsonb := coalesce(becomes, was);
begin
	insert into hr_import_trace (network_id, hr_import_id, person_id, relation, before, after)
	values (
		(about ->> 'network_id')::uuid,
		current_setting('okaeri.hr_import')::uuid,
		coalesce(
			(about ->> 'person_id')::uuid,
			(
				select t.person_id
				from tenure t
				where t.network_id = (about ->> 'network_id')::uuid
					and t.tenure_id = (about ->> 'tenure_id')::uuid
			)
		),
		tg_table_name, was, becomes
	);
	return null;
end $function$;
revoke execute on routine trace_import() from public;

CREATE OR REPLACE FUNCTION public.traced_now(relation text, traced jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
	keys text;
	found jsonb;
begin
	select string_agg(format('x.%1$I = k.%1$I', a.attname), ' and ')
	into keys
	from pg_attribute a
	join pg_index i on i.indrelid = a.attrelid
		and i.indisprimary
	where a.attrelid = format('public.%I', relation)::regclass
		and a.attnum = any (i.indkey);
	execute format(
		'select to_jsonb(x) from public.%1$I x, jsonb_populate_record(null::public.%1$I, $1) k where %2$s',
		relation, keys
	) into found using traced;
	return found;
end $function$;
revoke execute on routine traced_now(text,jsonb) from public;
grant execute on routine traced_now(text,jsonb) to okaeri_app;

CREATE OR REPLACE FUNCTION public.unmerge_people(merge uuid, by_whom uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	step record;
	kept uuid;
begin
	update person_merge
	set undone_at = now(), undone_by = by_whom
	where network_id = current_network() and merge_id = merge and undone_at is null
	returning kept_id into strict kept;
	for step in
		select table_name::regclass as tab, done, key, before from person_merge_step
		where network_id = current_network() and merge_id = merge
		order by step_no desc
	loop
		begin
			case step.done
				when 'changed' then
					execute format('update %s t set %s where %s', step.tab,
						(select string_agg(format('%1$I = (jsonb_populate_record(null::%2$s, $2)).%1$I', col, step.tab), ', ')
							from jsonb_object_keys(step.before) col),
						where_key(step.tab)) using step.key, step.before;
				when 'removed' then
					perform write_row(step.tab, step.before);
				else
					execute format('delete from %s t where %s', step.tab, where_key(step.tab)) using step.key;
			end case;
		exception when unique_violation or foreign_key_violation or check_violation or exclusion_violation then
			continue; -- something newer took its place, or what it hung on is gone
		end;
	end loop;
	delete from person_merge_step where network_id = current_network() and merge_id = merge;
	if exists (select from membership where network_id = current_network() and person_id = kept) then
		perform directory.refresh(current_network(), kept);
	end if;
end $function$;
revoke execute on routine unmerge_people(uuid,uuid) from public;
grant execute on routine unmerge_people(uuid,uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.usual_mails_per_month()
 RETURNS smallint
 LANGUAGE sql
 STABLE
AS $function$
	select mails_per_month from network where network_id = current_network()
$function$;
revoke execute on routine usual_mails_per_month() from public;
grant execute on routine usual_mails_per_month() to okaeri_app;

CREATE OR REPLACE FUNCTION public.usual_quiet_from()
 RETURNS time without time zone
 LANGUAGE sql
 STABLE
AS $function$
	select quiet_from from network where network_id = current_network()
$function$;
revoke execute on routine usual_quiet_from() from public;
grant execute on routine usual_quiet_from() to okaeri_app;

CREATE OR REPLACE FUNCTION public.usual_quiet_until()
 RETURNS time without time zone
 LANGUAGE sql
 STABLE
AS $function$
	select quiet_until from network where network_id = current_network()
$function$;
revoke execute on routine usual_quiet_until() from public;
grant execute on routine usual_quiet_until() to okaeri_app;

CREATE OR REPLACE FUNCTION public.uuidv7_floor(at timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
	select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
$function$;
revoke execute on routine uuidv7_floor(timestamp with time zone) from public;
grant execute on routine uuidv7_floor(timestamp with time zone) to okaeri_app;

CREATE OR REPLACE FUNCTION public.where_key(tab regclass)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
	select string_agg(format('t.%1$I = (jsonb_populate_record(null::%2$s, $1)).%1$I', col, tab), ' and ')
	from unnest(key_columns(tab)) col
$function$;
revoke execute on routine where_key(regclass) from public;
grant execute on routine where_key(regclass) to okaeri_app;

CREATE OR REPLACE FUNCTION public.without_apart(said text, html text, reader uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
	named record;
begin
	if said is null or strpos(said, '@') = 0 then
		return said;
	end if;
	for named in
		select p.person_id::text as id, mention.name
		from (
			select b.blocked_id from block b where b.person_id = reader
			union
			select b.person_id from block b where b.blocked_id = reader
			union
			select u.person_id from directory.unseen_by u where u.other_id = reader
		) apart(person_id)
		join person p using (person_id)
		cross join lateral (
			select p.family_name || ' ' || p.given_name
			union
			select p.given_name || ' ' || p.family_name
			union
			select p.family_name || p.given_name
			union
			select substr(hit[1], 2)
			from regexp_matches(html, 'data-mention="person:' || p.person_id || '"[^>]*>(@[^<]*)<', 'g') hit
			union
			select replace(replace(substr(hit[1], 2), '&quot;', '"'), '&amp;', '&')
			from regexp_matches(html, 'data-mention="person:' || p.person_id || '"[^>]*>(@[^<]*)<', 'g') hit
		) mention(name)
		where mention.name <> ' '
	loop
		said := replace(replace(said, '@' || named.name, '@…'), named.id, '');
	end loop;
	return said;
end $function$;
revoke execute on routine without_apart(text,text,uuid) from public;
grant execute on routine without_apart(text,text,uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.without_texts(txt text, needles text[], id_instead text, instead text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
	txt := replace(txt, needles[1], id_instead);
	for i in 2 .. cardinality(needles) loop
		txt := replace(txt, needles[i], instead);
	end loop;
	return txt;
end $function$;
revoke execute on routine without_texts(text,text[],text,text) from public;
grant execute on routine without_texts(text,text[],text,text) to okaeri_app;

CREATE OR REPLACE FUNCTION public.worked_together(one uuid, other uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
	select exists (
		select
		from tenure mine
		join tenure t on t.network_id = mine.network_id
			and t.person_id = other
			and t.company_id = mine.company_id
			and (
				(t.department = mine.department and t.department <> '')
				or t.manager_id = mine.manager_id
				or t.manager_id = mine.person_id
				or mine.manager_id = t.person_id
			)
			and t.started_on <= coalesce(mine.ended_on, 'infinity')
			and coalesce(t.ended_on, 'infinity') >= mine.started_on
		where mine.person_id = one
	)
$function$;
revoke execute on routine worked_together(uuid,uuid) from public;
grant execute on routine worked_together(uuid,uuid) to okaeri_app;

CREATE OR REPLACE FUNCTION public.write_row(tab regclass, new_row jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
	columns text := (
		select string_agg(quote_ident(attname), ', ')
		from pg_attribute
		where attrelid = tab
			and attnum > 0
			and not attisdropped
			and attgenerated = ''
	);
begin
	execute format('insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, $1) on conflict do nothing', tab, columns)
	using new_row;
end $function$;
revoke execute on routine write_row(regclass,jsonb) from public;
grant execute on routine write_row(regclass,jsonb) to okaeri_app;

-- Schema auth

alter default privileges in schema auth grant delete, insert, select, update on tables to okaeri_auth;
grant usage on schema auth to okaeri_auth;

create table auth.account_holder (
	id uuid not null default new_id(),
	name text not null,
	email text not null,
	email_verified boolean not null default false,
	image text,
	created_at timestamp with time zone not null default now(),
	updated_at timestamp with time zone not null default now(),
	network_id uuid not null default current_network(),
	asked_since timestamp with time zone,
	constraint account_holder_email_check CHECK ((email = lower(email))),
	constraint account_holder_network_id_email_key UNIQUE (network_id, email),
	constraint account_holder_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint account_holder_pkey PRIMARY KEY (network_id, id)
);
alter table auth.account_holder enable row level security, force row level security;
create policy own_network on auth.account_holder using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER directory_follows AFTER UPDATE OF email ON auth.account_holder FOR EACH ROW EXECUTE FUNCTION directory.follow_address();
grant delete, insert, select, update on auth.account_holder to okaeri_auth;

create table auth.attempt (
	key text not null,
	points integer not null default 0,
	expire bigint,
	constraint attempt_pkey PRIMARY KEY (key)
);
grant delete, insert, select, update on auth.attempt to okaeri_auth;

create table auth.challenge (
	network_id uuid not null default current_network(),
	challenge text not null,
	purpose text not null,
	user_id uuid,
	expires_at timestamp with time zone not null,
	constraint challenge_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint challenge_network_id_user_id_fkey FOREIGN KEY (network_id, user_id) REFERENCES auth.account_holder(network_id, id) ON DELETE CASCADE,
	constraint challenge_pkey PRIMARY KEY (network_id, challenge)
);
CREATE INDEX challenge_of_holder ON auth.challenge USING btree (network_id, user_id);
CREATE INDEX challenge_over ON auth.challenge USING btree (network_id, expires_at);
alter table auth.challenge enable row level security, force row level security;
create policy own_network on auth.challenge using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on auth.challenge to okaeri_auth;

create table auth.credential (
	id uuid not null default new_id(),
	user_id uuid not null,
	account_id text not null,
	provider_id text not null,
	access_token text,
	refresh_token text,
	id_token text,
	access_token_expires_at timestamp with time zone,
	refresh_token_expires_at timestamp with time zone,
	scope text,
	password text,
	created_at timestamp with time zone not null default now(),
	updated_at timestamp with time zone not null default now(),
	network_id uuid not null default current_network(),
	constraint credential_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint credential_network_id_provider_id_account_id_key UNIQUE (network_id, provider_id, account_id),
	constraint credential_network_id_user_id_fkey FOREIGN KEY (network_id, user_id) REFERENCES auth.account_holder(network_id, id) ON DELETE CASCADE,
	constraint credential_pkey PRIMARY KEY (network_id, id)
);
CREATE INDEX credential_of_holder ON auth.credential USING btree (network_id, user_id);
alter table auth.credential enable row level security, force row level security;
create policy own_network on auth.credential using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER new_password_ends_sessions AFTER INSERT OR UPDATE OF password ON auth.credential FOR EACH ROW EXECUTE FUNCTION auth.end_sessions();
grant delete, insert, select, update on auth.credential to okaeri_auth;

create table auth.device (
	network_id uuid not null default current_network(),
	user_id uuid not null,
	device_hash text not null,
	first_at timestamp with time zone not null default now(),
	last_at timestamp with time zone not null default now(),
	constraint device_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint device_network_id_user_id_fkey FOREIGN KEY (network_id, user_id) REFERENCES auth.account_holder(network_id, id) ON DELETE CASCADE,
	constraint device_pkey PRIMARY KEY (network_id, user_id, device_hash)
);
alter table auth.device enable row level security, force row level security;
create policy own_network on auth.device using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on auth.device to okaeri_auth;

create table auth.half_sign_in (
	network_id uuid not null default current_network(),
	token_hash text not null,
	user_id uuid not null,
	method text not null,
	expires_at timestamp with time zone not null,
	constraint half_sign_in_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint half_sign_in_network_id_user_id_fkey FOREIGN KEY (network_id, user_id) REFERENCES auth.account_holder(network_id, id) ON DELETE CASCADE,
	constraint half_sign_in_pkey PRIMARY KEY (network_id, token_hash)
);
CREATE INDEX half_sign_in_of_holder ON auth.half_sign_in USING btree (network_id, user_id);
alter table auth.half_sign_in enable row level security, force row level security;
create policy own_network on auth.half_sign_in using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on auth.half_sign_in to okaeri_auth;

create table auth.one_time_code (
	network_id uuid not null default current_network(),
	user_id uuid not null,
	sealed bytea,
	waiting bytea,
	last_step bigint not null default 0,
	made_at timestamp with time zone not null default now(),
	constraint one_time_code_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint one_time_code_network_id_user_id_fkey FOREIGN KEY (network_id, user_id) REFERENCES auth.account_holder(network_id, id) ON DELETE CASCADE,
	constraint one_time_code_pkey PRIMARY KEY (network_id, user_id)
);
alter table auth.one_time_code enable row level security, force row level security;
create policy own_network on auth.one_time_code using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on auth.one_time_code to okaeri_auth;

create table auth.passkey (
	network_id uuid not null default current_network(),
	passkey_id uuid not null default new_id(),
	user_id uuid not null,
	credential_id text not null,
	public_key bytea not null,
	counter bigint not null default 0,
	transports text[] not null default '{}'::text[],
	rp_id text not null,
	user_handle text not null,
	name text not null,
	made_at timestamp with time zone not null default now(),
	used_at timestamp with time zone,
	constraint passkey_network_id_credential_id_key UNIQUE (network_id, credential_id),
	constraint passkey_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint passkey_network_id_user_id_fkey FOREIGN KEY (network_id, user_id) REFERENCES auth.account_holder(network_id, id) ON DELETE CASCADE,
	constraint passkey_pkey PRIMARY KEY (network_id, passkey_id)
);
CREATE INDEX passkey_of_holder ON auth.passkey USING btree (network_id, user_id);
alter table auth.passkey enable row level security, force row level security;
create policy own_network on auth.passkey using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on auth.passkey to okaeri_auth;

create table auth.recovery_code (
	network_id uuid not null default current_network(),
	user_id uuid not null,
	code_hash bytea not null,
	used_at timestamp with time zone,
	constraint recovery_code_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint recovery_code_network_id_user_id_fkey FOREIGN KEY (network_id, user_id) REFERENCES auth.account_holder(network_id, id) ON DELETE CASCADE,
	constraint recovery_code_pkey PRIMARY KEY (network_id, user_id, code_hash)
);
alter table auth.recovery_code enable row level security, force row level security;
create policy own_network on auth.recovery_code using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on auth.recovery_code to okaeri_auth;

create table auth.session (
	id uuid not null default new_id(),
	user_id uuid not null,
	token text not null,
	expires_at timestamp with time zone not null,
	ip_address text,
	user_agent text,
	created_at timestamp with time zone not null default now(),
	updated_at timestamp with time zone not null default now(),
	network_id uuid not null default current_network(),
	method text not null default 'link'::text,
	is_strong boolean not null default false,
	proved_at timestamp with time zone default now(),
	used_at timestamp with time zone not null default now(),
	constraint session_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint session_network_id_token_key UNIQUE (network_id, token),
	constraint session_network_id_user_id_fkey FOREIGN KEY (network_id, user_id) REFERENCES auth.account_holder(network_id, id) ON DELETE CASCADE,
	constraint session_pkey PRIMARY KEY (network_id, id)
);
CREATE INDEX session_of_holder ON auth.session USING btree (network_id, user_id);
alter table auth.session enable row level security, force row level security;
create policy own_network on auth.session using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
CREATE TRIGGER session_ends_in_time BEFORE INSERT OR UPDATE OF expires_at ON auth.session FOR EACH ROW EXECUTE FUNCTION auth.end_session_in_time();
grant delete, insert, select, update on auth.session to okaeri_auth;

create table auth.verification (
	id uuid not null default new_id(),
	identifier text not null,
	value text not null,
	expires_at timestamp with time zone not null,
	created_at timestamp with time zone not null default now(),
	updated_at timestamp with time zone not null default now(),
	network_id uuid not null default current_network(),
	constraint verification_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint verification_pkey PRIMARY KEY (network_id, id)
);
CREATE INDEX verification_by_identifier ON auth.verification USING btree (network_id, identifier);
alter table auth.verification enable row level security, force row level security;
create policy own_network on auth.verification using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant delete, insert, select, update on auth.verification to okaeri_auth;

CREATE OR REPLACE FUNCTION auth.end_session_in_time()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	new.expires_at := least(new.expires_at, new.created_at + interval '180 days');
	return new;
end $function$;
revoke execute on routine auth.end_session_in_time() from public;

CREATE OR REPLACE FUNCTION auth.end_sessions()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'auth', 'pg_temp'
AS $function$
begin
	delete from auth.session where network_id = new.network_id and user_id = new.user_id;
	return null;
end $function$;
revoke execute on routine auth.end_sessions() from public;

-- Schema directory

grant usage on schema directory to okaeri_app;

create type directory.found as (person_id uuid, rank integer, sort text);

create table directory.beginning (
	network_id uuid not null,
	sign text not null,
	rank smallint not null,
	sort text not null,
	person_id uuid not null,
	alumni_only boolean not null,
	constraint beginning_pkey PRIMARY KEY (network_id, sign, rank, sort, person_id)
);

create table directory.entry (
	network_id uuid not null,
	person_id uuid not null,
	is_alumnus boolean not null,
	names text not null,
	for_everyone text not null,
	for_alumni text not null,
	sort text not null,
	grams bigint[] not null,
	facets bigint[] not null,
	alumni_facets bigint[] not null,
	constraint entry_pkey PRIMARY KEY (network_id, person_id)
);
CREATE INDEX entry_by_alumni_facet ON directory.entry USING gin (alumni_facets);
CREATE INDEX entry_by_facet ON directory.entry USING gin (facets);
CREATE INDEX entry_by_gram ON directory.entry USING gin (grams);
CREATE INDEX entry_in_order ON directory.entry USING btree (network_id, sort, person_id);

create table directory.mark (
	network_id uuid not null,
	mark text not null,
	detail text not null,
	person_id uuid not null,
	constraint mark_pkey PRIMARY KEY (network_id, mark, detail, person_id)
);
CREATE INDEX mark_of_person ON directory.mark USING btree (network_id, person_id);
alter table directory.mark enable row level security, force row level security;
create policy own_network on directory.mark using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant select on directory.mark to okaeri_app;

create table directory.person_row (
	network_id uuid not null,
	person_id uuid not null,
	sort text not null,
	company_id uuid not null,
	department text not null,
	title text not null,
	started_on date not null,
	left_on date not null,
	stay_days integer not null,
	state text not null,
	joined_at timestamp with time zone not null,
	invited_at timestamp with time zone not null,
	tags text[] not null,
	searched text not null,
	grams bigint[] not null,
	to_invite text,
	family text not null default ''::text,
	next_end_on date,
	constraint person_row_pkey PRIMARY KEY (network_id, person_id)
);
CREATE INDEX person_row_by_company ON directory.person_row USING btree (network_id, company_id, person_id);
CREATE INDEX person_row_by_department ON directory.person_row USING btree (network_id, department, person_id);
CREATE INDEX person_row_by_department_and_name ON directory.person_row USING btree (network_id, department, sort, person_id);
CREATE INDEX person_row_by_end ON directory.person_row USING btree (network_id, left_on, person_id);
CREATE INDEX person_row_by_family ON directory.person_row USING btree (network_id, family, sort, person_id);
CREATE INDEX person_row_by_gram ON directory.person_row USING gin (grams);
CREATE INDEX person_row_by_invitation ON directory.person_row USING btree (network_id, invited_at, person_id);
CREATE INDEX person_row_by_joining ON directory.person_row USING btree (network_id, joined_at, person_id);
CREATE INDEX person_row_by_name ON directory.person_row USING btree (network_id, sort, person_id);
CREATE INDEX person_row_by_next_end ON directory.person_row USING btree (network_id, next_end_on) WHERE (next_end_on IS NOT NULL);
CREATE INDEX person_row_by_start ON directory.person_row USING btree (network_id, started_on, person_id);
CREATE INDEX person_row_by_state ON directory.person_row USING btree (network_id, state, person_id);
CREATE INDEX person_row_by_stay ON directory.person_row USING btree (network_id, stay_days, person_id);
CREATE INDEX person_row_by_title ON directory.person_row USING btree (network_id, title, person_id);
CREATE INDEX person_row_by_title_and_name ON directory.person_row USING btree (network_id, title, sort, person_id);
CREATE INDEX person_row_with_basis ON directory.person_row USING btree (network_id, invited_at, person_id) WHERE (to_invite = 'with_basis'::text);
CREATE INDEX person_row_with_basis_by_end ON directory.person_row USING btree (network_id, left_on DESC, person_id) WHERE (to_invite = 'with_basis'::text);
CREATE INDEX person_row_without_basis ON directory.person_row USING btree (network_id, left_on, person_id) WHERE (to_invite = 'without_basis'::text);
alter table directory.person_row enable row level security, force row level security;
create policy own_network on directory.person_row using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant select on directory.person_row to okaeri_app;

create table directory.person_row_stale (
	network_id uuid not null,
	stale_id bigint not null,
	person_id uuid not null,
	constraint person_row_stale_pkey PRIMARY KEY (network_id, stale_id)
);
alter table directory.person_row_stale enable row level security, force row level security;
create policy own_network on directory.person_row_stale using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant select on directory.person_row_stale to okaeri_app;

create table directory.shared_mark (
	network_id uuid not null,
	is_address boolean not null,
	mark text not null,
	constraint shared_mark_pkey PRIMARY KEY (network_id, is_address, mark)
);
alter table directory.shared_mark enable row level security, force row level security;
create policy own_network on directory.shared_mark using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant select on directory.shared_mark to okaeri_app;

create table directory.unseen_by (
	network_id uuid not null,
	person_id uuid not null,
	other_id uuid not null,
	constraint unseen_by_pkey PRIMARY KEY (network_id, person_id, other_id)
);
CREATE INDEX unseen_by_other ON directory.unseen_by USING btree (network_id, other_id, person_id);
alter table directory.unseen_by enable row level security, force row level security;
create policy own_network on directory.unseen_by using ((network_id = ( SELECT current_network() AS current_network))) with check ((network_id = ( SELECT current_network() AS current_network)));
grant select on directory.unseen_by to okaeri_app;

CREATE OR REPLACE FUNCTION directory.beginnings(entry directory.entry)
 RETURNS TABLE(sign text, rank smallint, alumni_only boolean)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
AS $function$
	select distinct on (s) s, r::smallint, hidden from (
		select left(word, n) as s, base + case when length(word) = n then 0 else 2 end as r, hidden from (
			select 0 as base, false as hidden, unnest(string_to_array(trim(both '|' from entry.names), '|')) as word
			union all select 6, false, unnest(string_to_array(trim(both '|' from entry.for_everyone), '|'))
			union all select 6, true, unnest(string_to_array(trim(both '|' from entry.for_alumni), '|'))) words
		cross join lateral (select generate_series(1, least(3, length(word))) union select length(word)) at(n) where word <> '') x order by s, hidden, r
$function$;
revoke execute on routine directory.beginnings(directory.entry) from public;
grant execute on routine directory.beginnings(directory.entry) to okaeri_app;

CREATE OR REPLACE FUNCTION directory.company_key(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
AS $function$
	select directory.fold(regexp_replace(
		lower(normalize(name, NFKC)),
		'株式会社|\(株\)|有限会社|\(有\)|合同会社|\m(inc|incorporated|corp|corporation|company|co|ltd|limited|llc|gmbh|kk)\M',
		' ', 'g'
	))
$function$;
revoke execute on routine directory.company_key(text) from public;
grant execute on routine directory.company_key(text) to okaeri_app;

CREATE OR REPLACE FUNCTION directory.employers(network uuid, someone uuid)
 RETURNS TABLE(kind text, name text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
	select 'company', directory.company_key(named.name)
	from (
		select p.present_company
		from person p
		where p.network_id = network
			and p.person_id = someone
		union all
		select unnest(array[c.name_ja, c.name_en])
		from tenure t
		join company c on c.network_id = t.network_id
			and c.company_id = t.company_id
		where t.network_id = network
			and t.person_id = someone
			and (
				t.ended_on is null
				or t.ended_on > (
					select (now() at time zone n.time_zone)::date
					from public.network n
					where n.network_id = network
				)
			)
	) named(name)
	union all
	select 'domain', split_part(lower(reached.address), '@', 2)
	from (
		select k.email
		from contact k
		where k.network_id = network
			and k.person_id = someone
		union all
		select a.email
		from membership m
		join auth.account_holder a on a.network_id = m.network_id
			and a.id = m.account_id
		where m.network_id = network
			and m.person_id = someone
	) reached(address)
$function$;
revoke execute on routine directory.employers(uuid,uuid) from public;

CREATE OR REPLACE FUNCTION directory.facet(network uuid, kind text, value text)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
AS $function$
	select hashtextextended(kind || ':' || directory.fold(value), hashtextextended(network::text, 1))
$function$;
revoke execute on routine directory.facet(uuid,text,text) from public;
grant execute on routine directory.facet(uuid,text,text) to okaeri_app;

CREATE OR REPLACE FUNCTION directory.find(question jsonb, kinds text[], searcher uuid, among_alumni boolean, after_rank integer, after_sort text, after_id uuid, most integer)
 RETURNS SETOF directory.found
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 24
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	here constant uuid := current_network();
	wanted bigint[];
	clauses text;
	ranks text;
	best directory.found[];
	whole text;
	bound text;
	facets constant text := case when among_alumni then 'e.alumni_facets' else 'e.facets' end;
	apart constant uuid[] := array(
		select b.blocked_id from block b where b.network_id = here and b.person_id = searcher
		union all select b.person_id from block b where b.network_id = here and b.blocked_id = searcher
		union all select u.person_id from directory.unseen_by u where u.network_id = here and u.other_id = searcher
	);
	hidden constant text := 'e.person_id <> all ($3)';
begin
	select coalesce(array_agg(directory.facet(here, split_part(kind, ':', 1), substr(kind, strpos(kind, ':') + 1))), '{}') into wanted from unnest(kinds) kind;
	if jsonb_array_length(question) = 0 then
		if cardinality(wanted) > 0 and (select count(*) from (select from directory.entry e where e.facets @> wanted or (among_alumni and e.alumni_facets @> wanted) limit 2000) near) < 2000 then
			return query execute format('with few as materialized (select e.* from directory.entry e where %s @> $2 and e.network_id = $1)
				select e.person_id, 0, e.sort from few e where %s and (e.sort, e.person_id) > ($4, $5) order by e.sort, e.person_id limit $6', facets, hidden)
				using here, wanted, apart, after_sort, after_id, most;
		else
			return query execute format('select e.person_id, 0, e.sort from directory.entry e where e.network_id = $1 and %s @> $2
					and %s and (e.sort, e.person_id) > ($4, $5) order by e.sort, e.person_id limit $6', facets, hidden)
				using here, wanted, apart, after_sort, after_id, most;
		end if;
		return;
	end if;
	-- A word in kana is also looked for with its long vowels short.
	select jsonb_agg(jsonb_build_object(
		'spelt', (select jsonb_agg(distinct directory.fold(s)) from jsonb_array_elements_text(word) s where directory.fold(s) <> ''),
		'sounds', coalesce((select jsonb_agg(distinct directory.fold_kana(s)) from jsonb_array_elements_text(word) s where s ~ '^[ぁ-ゖァ-ヺー]+$' and directory.fold_kana(s) <> ''), '[]'))) into question
		from jsonb_array_elements(question) word where exists (select from jsonb_array_elements_text(word) s where directory.fold(s) <> '');
	if question is null then return; end if;
	if jsonb_array_length(question) = 1 and cardinality(wanted) = 0 then
		best := array(select (person_id, rank, sort)::directory.found from (
			select distinct on (person_id) person_id, rank, sort from (
				select b.person_id, b.rank + w.extra as rank, b.sort from (
					select 0 as extra, jsonb_array_elements_text(question -> 0 -> 'spelt') as s
					union all (select 1, jsonb_array_elements_text(question -> 0 -> 'sounds') except select 1, jsonb_array_elements_text(question -> 0 -> 'spelt'))) w
				cross join lateral (select n.person_id, n.rank, n.sort from directory.beginning n where n.network_id = here and n.sign = w.s
					and (n.rank, n.sort, n.person_id) > ((after_rank - w.extra)::smallint, after_sort, after_id)
					and (among_alumni or not n.alumni_only) and n.person_id <> all (apart) order by n.rank, n.sort, n.person_id limit most) b) found
			order by person_id, rank) one order by rank, sort, person_id limit most);
		if cardinality(best) = most then
			return query select * from unnest(best);
			return;
		end if;
	end if;
	for round in 1..2 loop
		bound := case round when 1 then '|' else '' end;
		select string_agg('(' || (select string_agg(format('e.grams @> %L::bigint[]', directory.grams(here, bound || s)), ' or ')
				from (select jsonb_array_elements_text(word -> 'spelt') as s union select jsonb_array_elements_text(word -> 'sounds')) x) || ')', ' and '),
			string_agg(directory.fitting(array(select jsonb_array_elements_text(word -> 'spelt')), array(select jsonb_array_elements_text(word -> 'sounds'))), ' + ')
		into clauses, ranks from jsonb_array_elements(question) word;
		execute format('with near as materialized (select e.person_id, e.names, %s as words, e.sort from directory.entry e where %s and e.network_id = $1 %s limit 500),
			ranked as (select e.person_id, %s as rank, e.sort from near e where %s)
			select array(select (person_id, rank, sort)::directory.found from ranked where rank is not null and (rank, sort, person_id) > ($4, $5, $6) order by rank, sort, person_id limit $7)',
			case when among_alumni then 'e.for_everyone || e.for_alumni' else 'e.for_everyone' end, clauses,
			case when cardinality(wanted) > 0 then format('and %s @> $2', facets) else '' end, ranks, hidden)
			into best using here, wanted, apart, after_rank, after_sort, after_id, most;
		exit when cardinality(best) = most;
	end loop;
	-- One word that nobody has may be two written together: 営業部中村.
	if cardinality(best) = 0 and after_rank < 0 and jsonb_array_length(question) = 1 then
		whole := question -> 0 -> 'spelt' ->> 0;
		for cut in 1..least(length(whole) - 1, 12) loop
			exit when cardinality(best) > 0;
			best := array(select f from directory.find(jsonb_build_array(jsonb_build_array(left(whole, cut)), jsonb_build_array(substr(whole, cut + 1))),
				kinds, searcher, among_alumni, 0, '', '00000000-0000-0000-0000-000000000000', most) f);
		end loop;
	end if;
	return query select * from unnest(best);
end $function$;
revoke execute on routine directory.find(jsonb,text[],uuid,boolean,integer,text,uuid,integer) from public;
grant execute on routine directory.find(jsonb,text[],uuid,boolean,integer,text,uuid,integer) to okaeri_app;

CREATE OR REPLACE FUNCTION directory.fitting(spellings text[], sounds text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
AS $function$
	select 'least(' || string_agg(format('case when strpos(e.names, %3$L) > 0 then case when strpos(e.names, %1$L) > 0 then %4$s when strpos(e.names, %2$L) > 0 then %4$s + 2 else %4$s + 4 end
		when strpos(e.words, %3$L) > 0 then case when strpos(e.words, %1$L) > 0 then %4$s + 6 when strpos(e.words, %2$L) > 0 then %4$s + 8 else %4$s + 10 end end',
		'|' || s || '|', '|' || s, s, extra), ', ') || ')' from (select 0 as extra, unnest(spellings) as s union all (select 1, unnest(sounds) except select 1, unnest(spellings))) x
$function$;
revoke execute on routine directory.fitting(text[],text[]) from public;
grant execute on routine directory.fitting(text[],text[]) to okaeri_app;

CREATE OR REPLACE FUNCTION directory.fold(text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
AS $function$
	select translate(
		case when bare ~ '[\u00c0-\u1fff]' then directory.plain_letters(bare) else bare end,
		'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴ'
		|| '髙﨑碕嵜邉邊齋齊斎澤濵濱廣國櫻嶋嶌龍眞惠藏榮德瀨冨峯渕槙曾壽樂豐舘桒𠮷與圓關實縣兒彌禮條佛鐵穗應團澁學寶增晧恆巖藪蘆槗檜鷗賴緖薰萬靜淸晉隆靖祐鄕都郞黑黃步每海飮館數戶'
		|| E'|\t\n\r 　・･''’‘‛`´ʻʼʽʾʿʹ′ꞌ-‐‑‒–—―.,、。()（）/／＿_「」&＆',
		'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔ'
		|| '高崎崎崎辺辺斉斉斉沢浜浜広国桜島島竜真恵蔵栄徳瀬富峰淵槇曽寿楽豊館桑吉与円関実県児弥礼条仏鉄穂応団渋学宝増皓恒岩薮芦橋桧鴎頼緒薫万静清晋隆靖祐郷都郎黒黄歩毎海飲館数戸'
	)
	from (
		select regexp_replace(
			lower(normalize($1, NFKC)),
			'[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]',
			'',
			'g'
		) as bare
	) seen
$function$;
revoke execute on routine directory.fold(text) from public;
grant execute on routine directory.fold(text) to okaeri_app;

CREATE OR REPLACE FUNCTION directory.fold_kana(text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
AS $function$
	select translate(regexp_replace(regexp_replace(translate(directory.fold($1), 'ぢづゐゑをー', 'じずいえお'),
		'([おこそとのほもよろごぞどぼぽょ])[うお]', '\1', 'g'), '([うくすつぬふむゆるぐずぶぷゅ])う', '\1', 'g'), '', '')
$function$;
revoke execute on routine directory.fold_kana(text) from public;
grant execute on routine directory.fold_kana(text) to okaeri_app;

CREATE OR REPLACE FUNCTION directory.follow()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	changed record := case tg_op when 'DELETE' then old else new end;
begin
	if tg_table_name = 'membership' or exists (select from membership m where m.network_id = changed.network_id and m.person_id = changed.person_id) then
		perform directory.refresh(changed.network_id, changed.person_id);
	end if;
	return null;
end $function$;
revoke execute on routine directory.follow() from public;

CREATE OR REPLACE FUNCTION directory.follow_added_addresses()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	perform directory.refresh_unseen(m.network_id, null, m.person_id)
	from added a
	join membership m on m.network_id = a.network_id
		and m.person_id = a.person_id;
	return null;
end $function$;
revoke execute on routine directory.follow_added_addresses() from public;

CREATE OR REPLACE FUNCTION directory.follow_address()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	perform directory.refresh_unseen(m.network_id, null, m.person_id)
	from membership m
	where m.network_id = new.network_id
		and case tg_table_name
			when 'contact' then m.person_id = (to_jsonb(new) ->> 'person_id')::uuid
			else m.account_id = (to_jsonb(new) ->> 'id')::uuid
		end;
	return null;
end $function$;
revoke execute on routine directory.follow_address() from public;

CREATE OR REPLACE FUNCTION directory.follow_changes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	one record;
begin
	for one in execute format(
		'select c.network_id, array_agg(distinct c.person_id) as people
		from (
			(select %1$s from changed except select %1$s from before)
			union all
			(select %1$s from before except select %1$s from changed)
		) c
		group by c.network_id',
		(select string_agg(quote_ident(name), ', ') from unnest(array['network_id', 'person_id'] || tg_argv[0:]) name)
	)
	loop
		perform directory.follow_people(one.network_id, one.people);
	end loop;
	return null;
end $function$;
revoke execute on routine directory.follow_changes() from public;

CREATE OR REPLACE FUNCTION directory.follow_days()
 RETURNS uuid[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	here constant uuid := current_network();
	today constant date := network_today();
	someones uuid[];
	members uuid[];
begin
	select coalesce(array_agg(r.person_id), '{}') into someones
	from directory.person_row r
	where r.network_id = here
		and r.next_end_on <= today;
	insert into directory.person_row_stale (network_id, person_id)
	select here, unnest(someones);
	select coalesce(array_agg(m.person_id), '{}') into members
	from membership m
	where m.network_id = here
		and m.person_id = any (someones);
	perform directory.refresh_many(here, members);
	return members;
end $function$;
revoke execute on routine directory.follow_days() from public;
grant execute on routine directory.follow_days() to okaeri_app;

CREATE OR REPLACE FUNCTION directory.follow_hidden()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	perform directory.refresh_unseen(c.network_id, c.person_id, null)
	from (select distinct network_id, person_id from changed) c;
	return null;
end $function$;
revoke execute on routine directory.follow_hidden() from public;

CREATE OR REPLACE FUNCTION directory.follow_people(network uuid, someones uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	is_import constant boolean := coalesce(current_setting('okaeri.rows_later', true), '') <> '';
	at_once constant int := 1000;
begin
	if not is_import and cardinality(someones) <= at_once then
		perform directory.refresh_rows(network, someones);
		perform directory.refresh_marks(network, someones);
		return;
	end if;
	insert into directory.person_row_stale (network_id, person_id)
	select network, unnest(someones);
	if not is_import then
		perform leave_job(
			'people_list.freshen',
			jsonb_build_object('networkId', network),
			'people_list.freshen:' || network,
			now()
		);
	end if;
end $function$;
revoke execute on routine directory.follow_people(uuid,uuid[]) from public;

CREATE OR REPLACE FUNCTION directory.follow_rows()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	perform directory.follow_people(c.network_id, array_agg(distinct c.person_id))
	from changed c
	group by c.network_id;
	return null;
end $function$;
revoke execute on routine directory.follow_rows() from public;

CREATE OR REPLACE FUNCTION directory.follow_tenures()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	perform directory.refresh_many(c.network_id, array_agg(distinct c.person_id))
	from changed c
	join membership m on m.network_id = c.network_id
		and m.person_id = c.person_id
	group by c.network_id;
	return null;
end $function$;
revoke execute on routine directory.follow_tenures() from public;

CREATE OR REPLACE FUNCTION directory.grams(network uuid, haystack text)
 RETURNS bigint[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
AS $function$
	select coalesce(array_agg(distinct hashtextextended(g.gram, seed)), '{}')
	from hashtextextended(network::text, 0) seed
	cross join lateral (
		select sign as gram
		from unnest(string_to_array(haystack, null)) sign
		where sign <> '|'
		union all
		select pair.sign || pair.next
		from unnest(string_to_array(haystack, null), string_to_array(substr(haystack, 2), null)) pair(sign, next)
		where pair.next is not null
	) g
$function$;
revoke execute on routine directory.grams(uuid,text) from public;
grant execute on routine directory.grams(uuid,text) to okaeri_app;

CREATE OR REPLACE FUNCTION directory.is_same_company(given text, theirs text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
AS $function$
	select length(given) >= 2
		and length(theirs) >= 2
		and (strpos(theirs, given) > 0 or (strpos(given, theirs) > 0 and 2 * length(theirs) >= length(given)))
$function$;
revoke execute on routine directory.is_same_company(text,text) from public;
grant execute on routine directory.is_same_company(text,text) to okaeri_app;

CREATE OR REPLACE FUNCTION directory.marks(network uuid, someones uuid[])
 RETURNS TABLE(mark text, detail text, person_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
	with someone as materialized (
		select
			p.person_id,
			directory.fold(p.family_name || p.given_name) as spelt,
			directory.fold(p.given_name) as given,
			directory.fold_kana(p.family_kana || p.given_kana) as sound,
			p.family_kana <> '' and p.given_name <> '' as is_told_apart
		from person p
		where p.network_id = network
			and p.person_id = any (someones)
			and p.removed_at is null
	),
	stay as materialized (
		select t.person_id, t.company_id, t.started_on, to_char(t.ended_on, 'FMYYYY') as left_in, directory.fold(t.department) as department
		from tenure t
		where t.network_id = network
			and t.person_id = any (someones)
	)
	select 'spelt ' || p.spelt, s.left_in, p.person_id
	from someone p
	join stay s using (person_id)
	where s.left_in is not null
	union
	select 'sounds ' || p.sound, s.left_in, p.person_id
	from someone p
	join stay s using (person_id)
	where s.left_in is not null
		and p.sound <> ''
	union
	select 'given ' || p.given || ' ' || s.left_in, s.department, p.person_id
	from someone p
	join stay s using (person_id)
	where s.left_in is not null
		and s.department <> ''
		and p.given <> ''
	union
	select 'number ' || ltrim(directory.fold(n.number), '0'), '', p.person_id
	from someone p
	join employee_number n on n.network_id = network
		and n.person_id = p.person_id
	union
	select 'address ' || c.email, '', p.person_id
	from someone p
	join contact c on c.network_id = network
		and c.person_id = p.person_id
	union
	select 'name ' || p.spelt || ' ' || p.sound, coalesce(s.company_id || ' ' || s.started_on, ''), p.person_id
	from someone p
	left join stay s using (person_id)
	where p.is_told_apart
$function$;
revoke execute on routine directory.marks(uuid,uuid[]) from public;

CREATE OR REPLACE FUNCTION directory.people_found(questions jsonb, most bigint)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	here constant uuid := current_network();
	clauses text;
begin
	select string_agg(asked.clause, ' or ')
	into clauses
	from jsonb_array_elements(questions) question
	cross join lateral (
		select coalesce('(' || string_agg(spelt.clause, ' and ') || ')', 'true') as clause
		from jsonb_array_elements(question) word
		cross join lateral (
			select '(' || string_agg(
				format('r.grams @> %L::bigint[] and strpos(r.searched, %L) > 0', directory.grams(here, part), part),
				' or '
			) || ')' as clause
			from (
				select directory.fold(s) as part
				from jsonb_array_elements_text(word) s
				union
				select directory.fold_kana(s)
				from jsonb_array_elements_text(word) s
				where s ~ '^[ぁ-ゖァ-ヺー]+$'
			) parts
		) spelt
	) asked;
	if clauses is null then return; end if;
	return query execute format('select r.person_id from directory.person_row r where r.network_id = $1 and (%s) limit $2', clauses)
		using here, most;
end $function$;
revoke execute on routine directory.people_found(jsonb,bigint) from public;
grant execute on routine directory.people_found(jsonb,bigint) to okaeri_app;

CREATE OR REPLACE FUNCTION directory.plain_letters(text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
 SET search_path TO 'pg_catalog'
AS $function$
	select normalize(
		translate(
			replace(replace(replace(replace(
				regexp_replace(normalize($1, NFD), '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]', '', 'g'),
			'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
			'łøđðħıŧŋɖɗɓƀƃƈȼƌɇəɛǝƒɠǥɣɦɨɩɪɉƙʞɫɬɭƚɱɲɳƞɔɵƥɋɍɽʂȿƫƭʈʉʊʋɯɏƴʏƶȥʐʑĸ',
			'loddhitnddbbbccdeeeefggghiiijkkllllmnnnoopqrrsstttuuvmyyyzzzzk'
		),
		NFC
	)
$function$;
revoke execute on routine directory.plain_letters(text) from public;
grant execute on routine directory.plain_letters(text) to okaeri_app;

CREATE OR REPLACE FUNCTION directory.refresh(network uuid, someone uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	perform directory.refresh_many(network, array[someone]);
end $function$;
revoke execute on routine directory.refresh(uuid,uuid) from public;

CREATE OR REPLACE FUNCTION directory.refresh_all_shared()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	here constant uuid := current_network();
begin
	perform directory.refresh_shared(here, array(
		select m.mark
		from directory.mark m
		where m.network_id = here
			and (m.mark like 'address %' or m.mark like 'name %')
		group by m.mark
		having count(distinct m.person_id) > 1
		union
		select s.mark
		from directory.shared_mark s
		where s.network_id = here
	));
end $function$;
revoke execute on routine directory.refresh_all_shared() from public;
grant execute on routine directory.refresh_all_shared() to okaeri_app;

CREATE OR REPLACE FUNCTION directory.refresh_many(network uuid, someones uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	perform directory.write_entries(network, someones);
	if exists (select from hidden_from h where h.network_id = network)
		or exists (select from directory.unseen_by u where u.network_id = network and u.other_id = any (someones))
	then
		perform directory.refresh_unseen(network, null, someone)
		from unnest(someones) someone;
	end if;
end $function$;
revoke execute on routine directory.refresh_many(uuid,uuid[]) from public;

CREATE OR REPLACE FUNCTION directory.refresh_marks(network uuid, someones uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	changed text[];
begin
	with told as materialized (
		select * from directory.marks(network, someones)
	),
	kept as materialized (
		select m.mark, m.detail, m.person_id
		from directory.mark m
		where m.network_id = network
			and m.person_id = any (someones)
	),
	come as materialized (select * from told except select * from kept),
	gone as materialized (select * from kept except select * from told),
	deleted as (
		delete from directory.mark m
		using gone g
		where m.network_id = network
			and (m.mark, m.detail, m.person_id) = (g.mark, g.detail, g.person_id)
	),
	written as (
		insert into directory.mark (network_id, mark, detail, person_id)
		select network, mark, detail, person_id
		from come
		on conflict do nothing
	)
	select array_agg(mark) into changed
	from (select mark from come union select mark from gone) c
	where mark like 'address %'
		or mark like 'name %';
	perform directory.refresh_shared(network, changed);
end $function$;
revoke execute on routine directory.refresh_marks(uuid,uuid[]) from public;

CREATE OR REPLACE FUNCTION directory.refresh_rows(network uuid, someones uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	today constant date := (
		select (now() at time zone n.time_zone)::date
		from public.network n
		where n.network_id = network
	);
begin
	delete from directory.person_row r
	where r.network_id = network
		and r.person_id = any (someones)
		and not exists (
			select from person p
			where p.network_id = network
				and p.person_id = r.person_id
				and p.removed_at is null
		);
	insert into directory.person_row as r (
		network_id, person_id, sort, family, company_id, department, title, started_on, left_on, stay_days, state, joined_at, invited_at, tags,
		searched, grams, to_invite, next_end_on
	)
	with told as materialized (
		select p.person_id, x.kind, x.part
		from (select distinct unnest(someones)) asked(person_id)
		join person p on p.network_id = network
			and p.person_id = asked.person_id
			and p.removed_at is null
		left join contact c on c.network_id = network
			and c.person_id = p.person_id
		left join lateral (
			select t.department, t.title
			from tenure t
			where t.network_id = network
				and t.person_id = p.person_id
			order by (t.ended_on is null or t.ended_on > today) desc, t.started_on desc, t.tenure_id desc
			limit 1
		) t on true
		cross join lateral (
			select 'sort' as kind,
				coalesce(nullif(p.family_kana || ' ' || p.given_kana, ' '), p.family_name || ' ' || p.given_name) as part
			union all
			select 'family', p.family_name
			union all
			select 'spelt', unnest(array[
				p.family_name || p.given_name, p.given_name || p.family_name,
				p.family_kana || p.given_kana, p.given_kana || p.family_kana,
				p.family_name || p.given_kana, p.family_kana || p.given_name,
				p.present_company, c.email, t.department, t.title
			])
			union all
			select 'sound', unnest(array[p.family_kana || p.given_kana, p.given_kana || p.family_kana])
			union all
			select 'spelt', n.number
			from employee_number n
			where n.network_id = network
				and n.person_id = p.person_id
			union all
			select 'spelt', g.tag
			from person_tag g
			where g.network_id = network
				and g.person_id = p.person_id
			union all
			select 'spelt', w.words
			from person_note w
			where w.network_id = network
				and w.person_id = p.person_id
		) x
		where x.part <> ''
	),
	known as materialized (
		select d.kind, d.part,
			case d.kind when 'sound' then directory.fold_kana(d.part) else directory.fold(d.part) end as folded
		from (select distinct kind, part from told) d
	),
	said as materialized (
		select t.person_id,
			max(k.folded) filter (where t.kind = 'sort') as sort,
			max(k.folded) filter (where t.kind = 'family') as family,
			'|' || coalesce(string_agg(distinct k.folded, '|') filter (where t.kind in ('spelt', 'sound')), '') || '|' as searched
		from told t
		join known k on k.kind = t.kind
			and k.part = t.part
		group by t.person_id
	)
	select
		network, p.person_id,
		s.sort,
		coalesce(s.family, ''),
		coalesce(t.company_id, '00000000-0000-0000-0000-000000000000'), coalesce(t.department, ''), coalesce(t.title, ''),
		coalesce(t.started_on, '-infinity'),
		coalesce(t.ended_on, '-infinity'),
		coalesce(t.ended_on - t.started_on, -1),
		case
			when t.started_on is not null and (t.ended_on is null or t.ended_on > today)
				or mb.roles && array['employee', 'executive']
				or mb.person_id is not null and not mb.roles && array['alumnus'] then 'employed'
			when mb.person_id is not null then 'member'
			when c.do_not_contact then 'left_alone'
			when c.person_id is null then 'no_address'
			when i.sent_at is not null then 'invited'
			when c.basis is null then 'no_basis'
			else 'reachable'
		end,
		coalesce(mb.joined_at, '-infinity'),
		coalesce(i.sent_at, '-infinity'),
		array(
			select g.tag
			from person_tag g
			where g.network_id = network
				and g.person_id = p.person_id
			order by g.tag
		),
		s.searched,
		directory.grams(network, s.searched),
		case
			when mb.person_id is not null or c.person_id is null or c.do_not_contact then null
			when exists (
				select from tenure o
				where o.network_id = network
					and o.person_id = p.person_id
					and (o.ended_on is null or o.ended_on > today)
			) then null
			when c.basis is null then 'without_basis'
			else 'with_basis'
		end,
		(
			select min(o.ended_on)
			from tenure o
			where o.network_id = network
				and o.person_id = p.person_id
				and o.ended_on > today
		)
	from said s
	join person p on p.network_id = network
		and p.person_id = s.person_id
	left join contact c on c.network_id = network
		and c.person_id = p.person_id
	left join membership mb on mb.network_id = network
		and mb.person_id = p.person_id
	left join lateral (
		select t.*
		from tenure t
		where t.network_id = network
			and t.person_id = p.person_id
		order by (t.ended_on is null or t.ended_on > today) desc, t.started_on desc, t.tenure_id desc
		limit 1
	) t on true
	left join lateral (
		select max(i.sent_at) as sent_at
		from invitation i
		where i.network_id = network
			and i.person_id = p.person_id
	) i on true
	on conflict (network_id, person_id) do update set
		sort = excluded.sort, family = excluded.family, company_id = excluded.company_id, department = excluded.department, title = excluded.title,
		started_on = excluded.started_on, left_on = excluded.left_on, stay_days = excluded.stay_days, state = excluded.state,
		joined_at = excluded.joined_at, invited_at = excluded.invited_at, tags = excluded.tags, searched = excluded.searched,
		grams = excluded.grams, to_invite = excluded.to_invite, next_end_on = excluded.next_end_on
	where (
		r.sort, r.family, r.company_id, r.department, r.title, r.started_on, r.left_on, r.stay_days, r.state, r.joined_at, r.invited_at,
		r.tags, r.searched, r.to_invite, r.next_end_on
	)
		is distinct from (
			excluded.sort, excluded.family, excluded.company_id, excluded.department, excluded.title, excluded.started_on, excluded.left_on,
			excluded.stay_days, excluded.state, excluded.joined_at, excluded.invited_at, excluded.tags, excluded.searched, excluded.to_invite,
			excluded.next_end_on
		);
end $function$;
revoke execute on routine directory.refresh_rows(uuid,uuid[]) from public;

CREATE OR REPLACE FUNCTION directory.refresh_shared(network uuid, marks text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	with looked as materialized (
		select w.mark, w.mark like 'address %' as is_address, exists (
			select
			from directory.mark a
			where a.network_id = network
				and a.mark = w.mark
				and exists (
					select
					from directory.mark b
					where b.network_id = network
						and b.mark = w.mark
						and b.person_id <> a.person_id
				)
		) as is_shared
		from (select distinct mark from unnest(marks) mark) w
	),
	over as (
		delete from directory.shared_mark s
		using looked l
		where s.network_id = network
			and s.is_address = l.is_address
			and s.mark = l.mark
			and not l.is_shared
	)
	insert into directory.shared_mark (network_id, is_address, mark)
	select network, is_address, mark
	from looked
	where is_shared
	order by is_address, mark
	on conflict do nothing;
end $function$;
revoke execute on routine directory.refresh_shared(uuid,text[]) from public;

CREATE OR REPLACE FUNCTION directory.refresh_stale_rows(most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	here constant uuid := current_network();
	someones uuid[];
begin
	with taken as (
		delete from directory.person_row_stale s
		where s.network_id = here
			and s.stale_id in (
				select n.stale_id
				from directory.person_row_stale n
				where n.network_id = here
				order by n.stale_id
				limit most
				for update skip locked
			)
		returning s.person_id
	)
	select coalesce(array_agg(distinct person_id), '{}') into someones from taken;
	perform directory.refresh_rows(here, someones);
	perform directory.refresh_marks(here, someones);
	return cardinality(someones);
end $function$;
revoke execute on routine directory.refresh_stale_rows(integer) from public;
grant execute on routine directory.refresh_stale_rows(integer) to okaeri_app;

CREATE OR REPLACE FUNCTION directory.refresh_unseen(network uuid, hider uuid, other uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
	today constant date := (
		select (now() at time zone n.time_zone)::date
		from public.network n
		where n.network_id = network
	);
begin
	delete from directory.unseen_by u
	where u.network_id = network
		and (hider is null or u.person_id = hider)
		and (other is null or u.other_id = other);
	if not exists (
		select from hidden_from h where h.network_id = network and (hider is null or h.person_id = hider)
	) then
		return;
	end if;
	insert into directory.unseen_by (network_id, person_id, other_id)
	with hides as materialized (
		select h.person_id, h.kind,
			case h.kind when 'company' then directory.company_key(h.value) else lower(h.value) end as value
		from hidden_from h
		where h.network_id = network
			and (hider is null or h.person_id = hider)
	),
	works as materialized (
		select m.person_id, p.present_company as name
		from membership m
		join person p on p.network_id = network
			and p.person_id = m.person_id
		where m.network_id = network
			and (other is null or m.person_id = other)
		union
		select m.person_id, called.name
		from membership m
		join tenure t on t.network_id = network
			and t.person_id = m.person_id
			and (t.ended_on is null or t.ended_on > today)
		join company c on c.network_id = network
			and c.company_id = t.company_id
		cross join lateral unnest(array[c.name_ja, c.name_en]) called(name)
		where m.network_id = network
			and (other is null or m.person_id = other)
	),
	named as materialized (
		select distinct w.name
		from works w
		where w.name <> ''
			and exists (select from hides h where h.kind = 'company')
	),
	keys as materialized (
		select n.name, directory.company_key(n.name) as key
		from named n
	),
	reached as materialized (
		select m.person_id, split_part(lower(k.email), '@', 2) as domain
		from membership m
		join contact k on k.network_id = network
			and k.person_id = m.person_id
		where m.network_id = network
			and (other is null or m.person_id = other)
		union
		select m.person_id, split_part(lower(a.email), '@', 2)
		from membership m
		join auth.account_holder a on a.network_id = network
			and a.id = m.account_id
		where m.network_id = network
			and (other is null or m.person_id = other)
	)
	select network, h.person_id, w.person_id
	from hides h
	join keys k on h.kind = 'company'
		and directory.is_same_company(h.value, k.key)
	join works w on w.name = k.name
	where w.person_id <> h.person_id
	union
	select network, h.person_id, r.person_id
	from hides h
	join reached r on h.kind = 'domain'
		and (r.domain = h.value or right(r.domain, length(h.value) + 1) = '.' || h.value)
	where r.person_id <> h.person_id;
end $function$;
revoke execute on routine directory.refresh_unseen(uuid,uuid,uuid) from public;

CREATE OR REPLACE FUNCTION directory.write_entries(network uuid, someones uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
declare
	fresh directory.entry[];
	gone uuid[];
	changed uuid[];
begin
	fresh := array(
		with listed as materialized (
			select p.person_id, p.family_name, p.given_name, p.family_kana, p.given_kana, p.present_company, p.headline,
				f.career_for, f.present_for, f.place_for, f.place, f.skills_for, f.skills, f.offers_for, f.offers
			from (select distinct unnest(someones)) asked(person_id)
			join person p on p.network_id = network
				and p.person_id = asked.person_id
			join membership mb on mb.network_id = network
				and mb.person_id = p.person_id
			left join profile f on f.network_id = network
				and f.person_id = p.person_id
			where coalesce(f.is_listed, true)
		),
		stay as materialized (
			select l.person_id, coalesce(l.career_for, 'everyone') as audience,
				t.company_id, t.department, t.title, t.started_on, t.ended_on
			from listed l
			join tenure t on t.network_id = network
				and t.person_id = l.person_id
		),
		-- For what a word is: a name, the place in the order, or whom it is shown to. How: as it is spelt, as it
		-- sounds, or as a facet of a kind.
		told (person_id, used, kind, part) as materialized (
			select person_id, 'sort', 'spelt',
				coalesce(nullif(family_kana || ' ' || given_kana, ' '), family_name || ' ' || given_name)
			from listed
			union all
			select person_id, 'name', 'spelt', unnest(array[
				family_name || given_name, given_name || family_name, family_kana || given_kana, given_kana || family_kana,
				family_name || given_kana, family_kana || given_name, given_name, given_kana, family_name, family_kana
			])
			from listed
			union all
			select person_id, 'name', 'sound', unnest(array[family_kana || given_kana, given_kana || family_kana])
			from listed
			union all
			select person_id, audience, 'spelt', unnest(regexp_split_to_array(department, '\s+') || array[
				department, title, to_char(started_on, 'YYYY'), to_char(started_on, 'YYYY"年入社"'),
				to_char(ended_on, 'YYYY'), to_char(ended_on, 'YYYY"年退職"')
			])
			from stay
			union all
			select person_id, coalesce(present_for, 'everyone'), 'spelt', unnest(array[present_company, headline])
			from listed
			union all
			select person_id, place_for, 'spelt', place
			from listed
			union all
			select person_id, skills_for, 'spelt', unnest(skills)
			from listed
			union all
			select s.person_id, s.audience, facet.kind, facet.part
			from stay s
			cross join lateral (
				values
					('department', s.department),
					('joined', to_char(s.started_on, 'YYYY')),
					('company', s.company_id::text)
			) facet(kind, part)
			union all
			select person_id, place_for, 'place', place
			from listed
			where place <> ''
			union all
			select person_id, offers_for, 'offer', unnest(offers)
			from listed
		),
		known as materialized (
			select d.kind, d.part,
				case d.kind
					when 'spelt' then directory.fold(d.part)
					when 'sound' then directory.fold_kana(d.part)
				end as folded,
				case when d.kind not in ('spelt', 'sound') then directory.facet(network, d.kind, d.part) end as facet
			from (
				select distinct kind, part
				from told
				where part is not null
			) d
		),
		said as (
			select t.person_id,
				string_agg(distinct k.folded, '|') filter (where t.used = 'name' and k.folded <> '') as names,
				string_agg(distinct k.folded, '|') filter (where t.used = 'everyone' and k.folded <> '') as for_everyone,
				string_agg(distinct k.folded, '|') filter (where t.used = 'alumni' and k.folded <> '') as for_alumni,
				max(k.folded) filter (where t.used = 'sort') as sort,
				array_agg(distinct k.facet) filter (where t.used = 'everyone' and k.facet is not null) as facets,
				array_agg(distinct k.facet)
					filter (where t.used in ('everyone', 'alumni') and k.facet is not null) as alumni_facets
			from told t
			join known k on k.kind = t.kind
				and k.part = t.part
			group by t.person_id
		)
		select row(
			network, s.person_id, 'alumnus' = any (mb.roles),
			'|' || coalesce(s.names, '') || '|',
			'|' || coalesce(s.for_everyone, '') || '|',
			'|' || coalesce(s.for_alumni, '') || '|',
			s.sort, '{}'::bigint[], coalesce(s.facets, '{}'), coalesce(s.alumni_facets, '{}')
		)::directory.entry
		from said s
		join membership mb on mb.network_id = network
			and mb.person_id = s.person_id
		order by s.person_id
	);
	if exists (
		select from directory.entry e where e.network_id = network and e.person_id = any (someones)
	) then
		gone := array(
			select e.person_id
			from directory.entry e
			where e.network_id = network
				and e.person_id = any (someones)
				and e.person_id not in (select f.person_id from unnest(fresh) f)
		);
		changed := gone || array(
			select f.person_id
			from unnest(fresh) f
			join directory.entry e on e.network_id = network
				and e.person_id = f.person_id
			where (f.names, f.for_everyone, f.for_alumni, f.sort)
				is distinct from (e.names, e.for_everyone, e.for_alumni, e.sort)
		);
		delete from directory.beginning b
		using directory.entry e
		cross join lateral directory.beginnings(e) s
		where e.network_id = network
			and e.person_id = any (changed)
			and b.network_id = network
			and b.sign = s.sign
			and b.rank = s.rank
			and b.sort = e.sort
			and b.person_id = e.person_id;
		delete from directory.entry e
		where e.network_id = network
			and e.person_id = any (gone);
	end if;
	insert into directory.beginning
	select network, s.sign, s.rank, f.sort, f.person_id, s.alumni_only
	from unnest(fresh) f
	left join directory.entry e on e.network_id = network
		and e.person_id = f.person_id
	cross join lateral directory.beginnings(f) s
	where (f.names, f.for_everyone, f.for_alumni, f.sort)
		is distinct from (e.names, e.for_everyone, e.for_alumni, e.sort);
	insert into directory.entry as kept
	select network, f.person_id, f.is_alumnus, f.names, f.for_everyone, f.for_alumni, f.sort,
		case
			when (f.names, f.for_everyone, f.for_alumni) is distinct from (e.names, e.for_everyone, e.for_alumni)
				then directory.grams(network, f.names || f.for_everyone || f.for_alumni)
			else e.grams
		end,
		f.facets, f.alumni_facets
	from unnest(fresh) f
	left join directory.entry e on e.network_id = network
		and e.person_id = f.person_id
	on conflict (network_id, person_id) do update set
		is_alumnus = excluded.is_alumnus, names = excluded.names, for_everyone = excluded.for_everyone,
		for_alumni = excluded.for_alumni, sort = excluded.sort, grams = excluded.grams, facets = excluded.facets,
		alumni_facets = excluded.alumni_facets
	where kept is distinct from excluded;
end $function$;
revoke execute on routine directory.write_entries(uuid,uuid[]) from public;

-- Schema ground

grant usage on schema ground to okaeri_app;
grant usage on schema ground to okaeri_worker;

create table ground.backup (
	backup_id uuid not null default new_id(),
	began_at timestamp with time zone not null,
	ended_at timestamp with time zone not null default now(),
	is_nightly boolean not null,
	file text not null,
	bytes bigint,
	failure text,
	constraint backup_check CHECK (((bytes IS NULL) = (failure IS NOT NULL))),
	constraint backup_pkey PRIMARY KEY (backup_id)
);

create table ground.breath (
	only_one boolean not null default true,
	taken_at timestamp with time zone not null default now(),
	constraint breath_only_one_check CHECK (only_one),
	constraint breath_pkey PRIMARY KEY (only_one)
);
grant select, update on ground.breath to okaeri_app;

create table ground.migration (
	name text not null,
	digest text not null,
	ran_at timestamp with time zone not null default now(),
	constraint migration_pkey PRIMARY KEY (name)
);
grant select on ground.migration to okaeri_app;
grant select on ground.migration to okaeri_worker;

create table ground.worker (
	worker_id text not null,
	process_name text not null,
	noted_at timestamp with time zone not null default now(),
	constraint worker_pkey PRIMARY KEY (worker_id)
);
grant delete, insert, select, update on ground.worker to okaeri_worker;

CREATE OR REPLACE PROCEDURE ground.close_routines()
 LANGUAGE plpgsql
AS $procedure$
declare
	it record;
begin
	for it in
		select p.oid::regprocedure as called, n.nspname as schema, p.prokind = 'f' and p.prorettype <> 'trigger'::regtype as is_called
		from pg_proc p
		join pg_namespace n on n.oid = p.pronamespace
		where n.nspname in ('public', 'directory', 'auth', 'ground')
			and p.prokind in ('f', 'p')
			and pg_has_role(p.proowner, 'member')
			and exists (
				select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
				where a.grantee = 0 and a.privilege_type = 'EXECUTE'
			)
			and not exists (
				select from pg_depend d
				where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
			)
	loop
		execute format('revoke execute on routine %s from public', it.called);
		if it.is_called and it.schema in ('public', 'directory') then
			execute format('grant execute on routine %s to okaeri_app', it.called);
		elsif it.is_called and it.schema = 'auth' then
			execute format('grant execute on routine %s to okaeri_auth', it.called);
		end if;
	end loop;
end $procedure$;
revoke execute on routine ground.close_routines() from public;

CREATE OR REPLACE PROCEDURE ground.open_queue()
 LANGUAGE plpgsql
AS $procedure$
declare
	named regclass;
begin
	grant usage on schema graphile_worker to okaeri_worker;
	grant select, insert, update, delete on all tables in schema graphile_worker to okaeri_worker;
	grant usage on all sequences in schema graphile_worker to okaeri_worker;
	grant execute on all functions in schema graphile_worker to okaeri_worker;
	for named in
		select c.oid::regclass
		from pg_class c
		where c.relnamespace = 'graphile_worker'::regnamespace
			and c.relkind = 'r'
			and c.relrowsecurity
			and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'okaeri_worker')
	loop
		execute format('create policy okaeri_worker on %s to okaeri_worker using (true) with check (true)', named);
	end loop;
end $procedure$;
revoke execute on routine ground.open_queue() from public;
