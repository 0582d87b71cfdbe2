-- What db/migrations adds up to. Made by `node db/dump.ts`; never edited by hand.

create table application (
	network_id uuid not null,
	application_id uuid not null default new_id(),
	person_id uuid not null,
	company_id uuid,
	words text not null,
	status text not null default 'received'::text,
	applied_at timestamp with time zone not null default now(),
	constraint application_pkey PRIMARY KEY (network_id, application_id),
	constraint application_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint application_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint application_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint application_status_check CHECK ((status = ANY (ARRAY['received'::text, 'in_contact'::text, 'withdrawn'::text]))),
	constraint application_words_check CHECK (((length(words) >= 1) AND (length(words) <= 4000)))
);
CREATE INDEX application_latest ON public.application USING btree (network_id, applied_at DESC, application_id DESC);
CREATE UNIQUE INDEX application_running ON public.application USING btree (network_id, person_id) WHERE (status <> 'withdrawn'::text);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table attribution (
	network_id uuid not null,
	rehire_id uuid not null,
	rule text not null,
	touchpoint_id uuid not null,
	happened_at timestamp with time zone not null,
	share numeric(6,5) not null,
	constraint attribution_pkey PRIMARY KEY (network_id, rehire_id, rule, touchpoint_id),
	constraint attribution_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint attribution_network_id_happened_at_touchpoint_id_fkey FOREIGN KEY (network_id, happened_at, touchpoint_id) REFERENCES touchpoint(network_id, happened_at, touchpoint_id),
	constraint attribution_network_id_rehire_id_fkey FOREIGN KEY (network_id, rehire_id) REFERENCES rehire(network_id, rehire_id) ON DELETE CASCADE,
	constraint attribution_rule_check CHECK ((rule = ANY (ARRAY['first'::text, 'last'::text, 'assisted'::text]))),
	constraint attribution_share_check CHECK (((share > (0)::numeric) AND (share <= (1)::numeric)))
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table audit (
	network_id uuid not null,
	audit_id uuid not null default new_id(),
	at timestamp with time zone not null default now(),
	actor_id uuid,
	act text not null,
	subject_id uuid,
	detail jsonb not null default '{}'::jsonb,
	constraint audit_pkey PRIMARY KEY (network_id, audit_id),
	constraint audit_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id)
);
CREATE INDEX audit_of_subject ON public.audit USING btree (network_id, subject_id, at DESC);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table casual_talk (
	network_id uuid not null,
	talk_id uuid not null default new_id(),
	host_id uuid not null,
	alumnus_id uuid not null,
	starts_at timestamp with time zone not null,
	ends_at timestamp with time zone not null,
	wish text not null default ''::text,
	alumnus_time_zone text not null,
	state text not null default 'booked'::text,
	cancelled_by text,
	sequence integer not null default 0,
	booked_at timestamp with time zone not null default now(),
	constraint alumnus_is_free EXCLUDE USING gist (network_id WITH =, alumnus_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((state = 'booked'::text)),
	constraint host_is_free EXCLUDE USING gist (network_id WITH =, host_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE ((state = 'booked'::text)),
	constraint casual_talk_pkey PRIMARY KEY (network_id, talk_id),
	constraint casual_talk_network_id_alumnus_id_fkey FOREIGN KEY (network_id, alumnus_id) REFERENCES person(network_id, person_id),
	constraint casual_talk_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint casual_talk_network_id_host_id_fkey FOREIGN KEY (network_id, host_id) REFERENCES host(network_id, person_id),
	constraint casual_talk_cancelled_by_check CHECK ((cancelled_by = ANY (ARRAY['alumnus'::text, 'host'::text]))),
	constraint casual_talk_check CHECK ((ends_at > starts_at)),
	constraint casual_talk_check1 CHECK (((state = 'cancelled'::text) = (cancelled_by IS NOT NULL))),
	constraint casual_talk_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'cancelled'::text]))),
	constraint casual_talk_wish_check CHECK ((length(wish) <= 1000))
);
CREATE INDEX casual_talk_by_start ON public.casual_talk USING btree (network_id, starts_at, talk_id);
CREATE INDEX casual_talk_of_alumnus ON public.casual_talk USING btree (network_id, alumnus_id, starts_at DESC);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

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
	constraint change_pkey PRIMARY KEY (network_id, change_id),
	constraint change_network_id_author_id_fkey FOREIGN KEY (network_id, author_id) REFERENCES person(network_id, person_id),
	constraint change_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint change_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint change_check CHECK (((status = 'draft'::text) = (published_at IS NULL))),
	constraint change_language_check CHECK ((language = ANY (ARRAY['ja'::text, 'en'::text]))),
	constraint change_matching_check CHECK ((matching = ANY (ARRAY['none'::text, 'waiting'::text, 'running'::text, 'done'::text]))),
	constraint change_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'withdrawn'::text])))
);
CREATE INDEX change_published ON public.change USING btree (network_id, since DESC, change_id DESC) WHERE (status = 'published'::text);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table company (
	network_id uuid not null,
	company_id uuid not null default new_id(),
	parent_id uuid,
	name_ja text not null,
	name_en text not null,
	constraint company_pkey PRIMARY KEY (network_id, company_id),
	constraint company_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint company_network_id_parent_id_fkey FOREIGN KEY (network_id, parent_id) REFERENCES company(network_id, company_id)
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table consent (
	network_id uuid not null,
	consent_id uuid not null default new_id(),
	person_id uuid not null,
	purpose text not null,
	wording text not null,
	given_at timestamp with time zone not null default now(),
	withdrawn_at timestamp with time zone,
	constraint consent_pkey PRIMARY KEY (network_id, consent_id),
	constraint consent_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint consent_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint consent_check CHECK ((withdrawn_at >= given_at)),
	constraint consent_purpose_check CHECK ((purpose = ANY (ARRAY['network'::text, 'return_mail'::text, 'former_manager'::text, 'group_sharing'::text])))
);
CREATE UNIQUE INDEX consent_in_force ON public.consent USING btree (network_id, person_id, purpose) WHERE (withdrawn_at IS NULL);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table contact (
	network_id uuid not null,
	person_id uuid not null,
	email text not null,
	basis text,
	basis_on date,
	basis_note text,
	do_not_contact boolean not null default false,
	mails_per_month smallint not null default 4,
	quiet_from time without time zone not null default '21:00:00'::time without time zone,
	quiet_until time without time zone not null default '08:00:00'::time without time zone,
	constraint contact_pkey PRIMARY KEY (network_id, person_id),
	constraint contact_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint contact_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint contact_basis_check CHECK ((basis = ANY (ARRAY['consent_on_leaving'::text, 'notice'::text, 'joined'::text]))),
	constraint contact_check CHECK (((basis IS NULL) OR (basis_on IS NOT NULL))),
	constraint contact_email_check CHECK ((email = lower(email))),
	constraint contact_mails_per_month_check CHECK (((mails_per_month >= 0) AND (mails_per_month <= 31)))
);
CREATE INDEX contact_by_email ON public.contact USING btree (network_id, email);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table demo_guest (
	network_id uuid not null,
	part text not null,
	person_id uuid not null,
	constraint demo_guest_pkey PRIMARY KEY (network_id, part),
	constraint demo_guest_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint demo_guest_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint demo_guest_part_check CHECK ((part = ANY (ARRAY['steward'::text, 'ready'::text, 'tied'::text, 'hesitant'::text, 'distant'::text, 'former_manager'::text, 'executive'::text, 'rejoiner'::text])))
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table departure (
	network_id uuid not null,
	tenure_id uuid not null,
	person_id uuid not null,
	left_on date not null,
	learned_from text not null,
	counting_view text,
	is_latest boolean not null default true,
	constraint departure_pkey PRIMARY KEY (network_id, tenure_id),
	constraint departure_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint departure_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint departure_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES tenure(network_id, tenure_id) ON DELETE CASCADE,
	constraint departure_counting_view_check CHECK ((counting_view = ANY (ARRAY['stated'::text, 'revisited'::text, 'desk'::text]))),
	constraint departure_learned_from_check CHECK ((learned_from = ANY (ARRAY['hr_file'::text, 'person'::text, 'desk'::text])))
);
CREATE UNIQUE INDEX departure_latest ON public.departure USING btree (network_id, person_id) WHERE is_latest;
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table departure_reason (
	network_id uuid not null,
	tenure_id uuid not null,
	view text not null,
	code text not null,
	said_on date not null,
	constraint departure_reason_pkey PRIMARY KEY (network_id, tenure_id, view, code),
	constraint departure_reason_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint departure_reason_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES departure(network_id, tenure_id) ON DELETE CASCADE,
	constraint departure_reason_view_check CHECK ((view = ANY (ARRAY['stated'::text, 'revisited'::text, 'desk'::text])))
);
CREATE INDEX departure_reason_by_code ON public.departure_reason USING btree (network_id, code, view, tenure_id);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table departure_word (
	network_id uuid not null,
	tenure_id uuid not null,
	view text not null,
	words text not null,
	said_on date not null,
	constraint departure_word_pkey PRIMARY KEY (network_id, tenure_id, view),
	constraint departure_word_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint departure_word_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES departure(network_id, tenure_id) ON DELETE CASCADE,
	constraint departure_word_view_check CHECK ((view = ANY (ARRAY['stated'::text, 'revisited'::text, 'desk'::text]))),
	constraint departure_word_words_check CHECK ((length(words) <= 4000))
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table employee_number (
	network_id uuid not null,
	company_id uuid not null,
	number text not null,
	person_id uuid not null,
	constraint employee_number_pkey PRIMARY KEY (network_id, company_id, number),
	constraint employee_number_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint employee_number_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint employee_number_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id)
);
CREATE INDEX employee_number_of_person ON public.employee_number USING btree (network_id, person_id);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table host (
	network_id uuid not null,
	person_id uuid not null,
	introduction text not null default ''::text,
	place text not null default ''::text,
	minutes smallint not null default 30,
	is_open boolean not null default true,
	constraint host_pkey PRIMARY KEY (network_id, person_id),
	constraint host_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint host_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint host_minutes_check CHECK ((minutes = ANY (ARRAY[30, 45, 60])))
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table host_hours (
	network_id uuid not null,
	person_id uuid not null,
	weekday smallint not null,
	from_time time without time zone not null,
	until_time time without time zone not null,
	constraint host_hours_pkey PRIMARY KEY (network_id, person_id, weekday, from_time),
	constraint host_hours_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint host_hours_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES host(network_id, person_id),
	constraint host_hours_check CHECK ((until_time > from_time)),
	constraint host_hours_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

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
	constraint hr_import_pkey PRIMARY KEY (network_id, hr_import_id),
	constraint hr_import_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint hr_import_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint hr_import_status_check CHECK ((status = ANY (ARRAY['receiving'::text, 'reading'::text, 'read'::text, 'writing'::text, 'written'::text, 'failed'::text])))
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table hr_import_piece (
	network_id uuid not null,
	hr_import_id uuid not null,
	piece_no integer not null,
	content bytea not null,
	constraint hr_import_piece_pkey PRIMARY KEY (network_id, hr_import_id, piece_no),
	constraint hr_import_piece_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint hr_import_piece_network_id_hr_import_id_fkey FOREIGN KEY (network_id, hr_import_id) REFERENCES hr_import(network_id, hr_import_id) ON DELETE CASCADE
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

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
	constraint hr_import_row_pkey PRIMARY KEY (network_id, hr_import_id, row_no),
	constraint hr_import_row_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint hr_import_row_network_id_hr_import_id_fkey FOREIGN KEY (network_id, hr_import_id) REFERENCES hr_import(network_id, hr_import_id) ON DELETE CASCADE,
	constraint hr_import_row_effect_check CHECK ((effect = ANY (ARRAY['new_person'::text, 'new_tenure'::text, 'changed'::text, 'same'::text]))),
	constraint hr_import_row_verdict_check CHECK ((verdict = ANY (ARRAY['good'::text, 'doubtful'::text, 'refused'::text])))
);
CREATE INDEX hr_import_row_by_number ON public.hr_import_row USING btree (network_id, hr_import_id, number);
CREATE INDEX hr_import_row_findings ON public.hr_import_row USING btree (network_id, hr_import_id, row_no) WHERE (verdict <> 'good'::text);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table invitation (
	network_id uuid not null,
	invitation_id uuid not null default new_id(),
	wave_id uuid not null,
	person_id uuid not null,
	link_hash bytea,
	sent_at timestamp with time zone,
	expires_at timestamp with time zone,
	used_at timestamp with time zone,
	constraint invitation_network_id_link_hash_key UNIQUE (network_id, link_hash),
	constraint invitation_network_id_wave_id_person_id_key UNIQUE (network_id, wave_id, person_id),
	constraint invitation_pkey PRIMARY KEY (network_id, invitation_id),
	constraint invitation_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint invitation_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint invitation_network_id_wave_id_fkey FOREIGN KEY (network_id, wave_id) REFERENCES invitation_wave(network_id, wave_id)
);
CREATE INDEX invitation_of_person ON public.invitation USING btree (network_id, person_id, sent_at DESC);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table invitation_wave (
	network_id uuid not null,
	wave_id uuid not null default new_id(),
	called text not null,
	made_by uuid not null,
	made_at timestamp with time zone not null default now(),
	size integer not null default 0,
	constraint invitation_wave_pkey PRIMARY KEY (network_id, wave_id),
	constraint invitation_wave_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id)
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

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
	constraint mail_pkey PRIMARY KEY (network_id, mail_id),
	constraint mail_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint mail_calendar_method_check CHECK ((calendar_method = ANY (ARRAY['REQUEST'::text, 'CANCEL'::text]))),
	constraint mail_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text])))
);
CREATE INDEX mail_of_person ON public.mail USING btree (network_id, person_id, created_at DESC);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table match (
	network_id uuid not null,
	change_id uuid not null,
	person_id uuid not null,
	tenure_id uuid not null,
	reason text not null,
	made_at timestamp with time zone not null default now(),
	mailed_at timestamp with time zone,
	not_mailed text,
	seen_at timestamp with time zone,
	read_at timestamp with time zone,
	put_away_at timestamp with time zone,
	constraint match_pkey PRIMARY KEY (network_id, change_id, person_id),
	constraint match_network_id_change_id_fkey FOREIGN KEY (network_id, change_id) REFERENCES change(network_id, change_id),
	constraint match_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint match_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint match_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES departure(network_id, tenure_id) ON DELETE CASCADE,
	constraint match_not_mailed_check CHECK ((not_mailed = ANY (ARRAY['no_consent'::text, 'no_basis'::text, 'do_not_contact'::text, 'cap'::text, 'past'::text])))
);
CREATE INDEX match_of_person ON public.match USING btree (network_id, person_id, made_at DESC);
CREATE INDEX match_to_mail ON public.match USING btree (network_id, change_id, person_id) WHERE ((mailed_at IS NULL) AND (not_mailed IS NULL));
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table membership (
	network_id uuid not null,
	person_id uuid not null,
	account_id uuid not null,
	roles text[] not null,
	joined_at timestamp with time zone not null default now(),
	seen_on date,
	constraint membership_network_id_account_id_key UNIQUE (network_id, account_id),
	constraint membership_pkey PRIMARY KEY (network_id, person_id),
	constraint membership_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint membership_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint membership_roles_check CHECK (((roles <@ ARRAY['alumnus'::text, 'employee'::text, 'executive'::text, 'steward'::text, 'admin'::text]) AND (cardinality(roles) > 0)))
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

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
	constraint network_slug_key UNIQUE (slug),
	constraint network_pkey PRIMARY KEY (network_id),
	constraint network_locale_check CHECK ((locale = ANY (ARRAY['ja'::text, 'en'::text]))),
	constraint network_slug_check CHECK ((slug ~ '^[a-z0-9-]{2,40}$'::text))
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))
-- policy owner_finds: true

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
	constraint person_pkey PRIMARY KEY (network_id, person_id),
	constraint person_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint person_locale_check CHECK ((locale = ANY (ARRAY['ja'::text, 'en'::text])))
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table post (
	network_id uuid not null,
	post_id uuid not null default new_id(),
	author_id uuid not null,
	words text not null,
	posted_at timestamp with time zone not null default now(),
	constraint post_pkey PRIMARY KEY (network_id, post_id),
	constraint post_network_id_author_id_fkey FOREIGN KEY (network_id, author_id) REFERENCES person(network_id, person_id),
	constraint post_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint post_words_check CHECK (((length(words) >= 1) AND (length(words) <= 4000)))
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table quadrant_day (
	network_id uuid not null,
	day date not null,
	company_id uuid not null,
	quadrant text not null,
	people integer not null,
	rolled_at timestamp with time zone not null default now(),
	constraint quadrant_day_pkey PRIMARY KEY (network_id, day, company_id, quadrant),
	constraint quadrant_day_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint quadrant_day_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint quadrant_day_quadrant_check CHECK ((quadrant = ANY (ARRAY['ready'::text, 'tied'::text, 'hesitant'::text, 'distant'::text, 'unknown'::text])))
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table rehire (
	network_id uuid not null,
	rehire_id uuid not null default new_id(),
	person_id uuid not null,
	company_id uuid not null,
	tenure_id uuid not null,
	returned_on date not null,
	recorded_by uuid not null,
	recorded_at timestamp with time zone not null default now(),
	constraint rehire_network_id_tenure_id_key UNIQUE (network_id, tenure_id),
	constraint rehire_pkey PRIMARY KEY (network_id, rehire_id),
	constraint rehire_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint rehire_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint rehire_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint rehire_network_id_tenure_id_fkey FOREIGN KEY (network_id, tenure_id) REFERENCES tenure(network_id, tenure_id)
);
CREATE INDEX rehire_latest ON public.rehire USING btree (network_id, returned_on DESC, rehire_id DESC);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

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
	constraint standing_pkey PRIMARY KEY (network_id, standing_id),
	constraint standing_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint standing_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint standing_can_return_check CHECK ((can_return = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text]))),
	constraint standing_said_by_check CHECK ((said_by = ANY (ARRAY['person'::text, 'desk'::text]))),
	constraint standing_wants_to_return_check CHECK ((wants_to_return = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text])))
);
CREATE INDEX standing_of_person ON public.standing USING btree (network_id, person_id, said_at DESC);
CREATE UNIQUE INDEX standing_current ON public.standing USING btree (network_id, person_id) INCLUDE (quadrant) WHERE is_current;
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table standing_note (
	network_id uuid not null,
	standing_id uuid not null,
	note text not null,
	constraint standing_note_pkey PRIMARY KEY (network_id, standing_id),
	constraint standing_note_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint standing_note_network_id_standing_id_fkey FOREIGN KEY (network_id, standing_id) REFERENCES standing(network_id, standing_id) ON DELETE CASCADE,
	constraint standing_note_note_check CHECK ((length(note) <= 2000))
);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

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
	constraint tenure_network_id_person_id_company_id_started_on_key UNIQUE (network_id, person_id, company_id, started_on),
	constraint tenure_pkey PRIMARY KEY (network_id, tenure_id),
	constraint tenure_network_id_company_id_fkey FOREIGN KEY (network_id, company_id) REFERENCES company(network_id, company_id),
	constraint tenure_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint tenure_network_id_manager_id_fkey FOREIGN KEY (network_id, manager_id) REFERENCES person(network_id, person_id),
	constraint tenure_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id),
	constraint tenure_check CHECK ((ended_on >= started_on)),
	constraint tenure_check1 CHECK ((manager_id <> person_id))
);
CREATE INDEX tenure_by_manager ON public.tenure USING btree (network_id, manager_id) WHERE (manager_id IS NOT NULL);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

create table touchpoint (
	network_id uuid not null,
	happened_at timestamp with time zone not null default now(),
	touchpoint_id uuid not null default new_id(),
	person_id uuid not null,
	kind text not null,
	subject_id uuid,
	constraint touchpoint_pkey PRIMARY KEY (network_id, happened_at, touchpoint_id),
	constraint touchpoint_network_id_fkey FOREIGN KEY (network_id) REFERENCES network(network_id),
	constraint touchpoint_network_id_person_id_fkey FOREIGN KEY (network_id, person_id) REFERENCES person(network_id, person_id)
);
CREATE INDEX touchpoint_of_person ON ONLY public.touchpoint USING btree (network_id, person_id, happened_at DESC);
-- policy own_network: (network_id = ( SELECT current_network() AS current_network))

CREATE OR REPLACE FUNCTION public.account_exists()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'auth', 'pg_temp'
AS $function$
begin
	if not exists (select from auth.account_holder where id = new.account_id) then
		raise exception 'no such account' using errcode = 'foreign_key_violation';
	end if;
	return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.demo_is_for_good()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	if new.is_demo is distinct from old.is_demo then
		raise exception 'a network stays what it was made as: demo or real';
	end if;
	return new;
end $function$
;

CREATE OR REPLACE PROCEDURE public.keep_apart(IN named regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
	execute format('alter table %s enable row level security', named);
	execute format('alter table %s force row level security', named);
	execute format('create policy own_network on %s using (network_id = (select current_network())) with check (network_id = (select current_network()))', named);
end $procedure$
;

CREATE OR REPLACE FUNCTION public.learn_sizes()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
	analyze person, contact, employee_number, tenure, departure, departure_reason, departure_word;
end $function$
;

CREATE OR REPLACE FUNCTION public.leave_job(task text, payload jsonb, key text, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
	select graphile_worker.add_job(task, payload::json, job_key => key, run_at => run_at, max_attempts => 12)
$function$
;

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
end $function$
;

CREATE OR REPLACE FUNCTION public.only_in_a_demo()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	if not exists (select from network where network_id = new.network_id and is_demo) then
		raise exception 'only a demo network has guests';
	end if;
	return new;
end $function$
;
