-- What the database is today, read from the catalogue of one that was just migrated. To be read, not run.
-- Written by `npm run schema`; a test fails when it differs. Functions stand in `functions/`, one a file, and
-- who sees which row in `row_level_security.sql`.
-- `owner` is the login that migrates. What no line grants, nobody but the owner may.

create table attachment (
  id text not null,
  message_id text not null,
  size integer not null,
  case_id text not null,
  constraint attachment_case_id_message_id_message_case_id_id_fk FOREIGN KEY (case_id, message_id) REFERENCES message(case_id, id),
  constraint attachment_case_id_id_pk PRIMARY KEY (case_id, id)
);
CREATE INDEX attachment_message ON attachment USING btree (case_id, message_id);
grant select on attachment to aside_desk;
grant delete, insert, select on attachment to aside_keeper;
CREATE TRIGGER attachment_comes_with_letter AFTER INSERT ON attachment REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_part();
CREATE TRIGGER attachment_is_final BEFORE UPDATE ON attachment FOR EACH ROW EXECUTE FUNCTION refuse('an attachment is final');
CREATE TRIGGER attachment_is_not_emptied BEFORE TRUNCATE ON attachment FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER attachment_is_of_a_new_case AFTER INSERT ON attachment REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_old_cases();
CREATE TRIGGER attachment_is_shredded BEFORE DELETE ON attachment FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('an attachment goes only by shredding');

create table attachment_piece (
  attachment_id text not null,
  n integer not null,
  data bytea storage external not null,
  case_id text not null,
  constraint attachment_piece_case_id_attachment_id_attachment_case_id_id_fk FOREIGN KEY (case_id, attachment_id) REFERENCES attachment(case_id, id),
  constraint attachment_piece_case_id_attachment_id_n_pk PRIMARY KEY (case_id, attachment_id, n)
);
grant select on attachment_piece to aside_desk;
grant delete, insert, select on attachment_piece to aside_keeper;
CREATE TRIGGER attachment_piece_is_final BEFORE UPDATE ON attachment_piece FOR EACH ROW EXECUTE FUNCTION refuse('an attachment is final');
CREATE TRIGGER attachment_piece_is_not_emptied BEFORE TRUNCATE ON attachment_piece FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER attachment_piece_is_of_a_new_case AFTER INSERT ON attachment_piece REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_old_cases();
CREATE TRIGGER attachment_piece_is_shredded BEFORE DELETE ON attachment_piece FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('an attachment goes only by shredding');

create table "case" (
  id text not null,
  reference text not null,
  office text not null,
  category text not null,
  channel text not null,
  identity text not null,
  flags text[] not null,
  policy text not null,
  reporter_certificate text not null,
  received_on date not null,
  received_at timestamp(3) with time zone,
  reply_days smallint not null,
  reply_hours smallint,
  triage_hours smallint,
  zone text not null,
  state text not null,
  due_on date,
  due_at timestamp(3) with time zone,
  paused_on date,
  paused_days integer not null,
  acknowledged_on date,
  responded_on date,
  outcome text,
  closed_on date,
  is_spam boolean default false not null,
  constraint case_category CHECK ((category = ANY (ARRAY['safety'::text, 'advice'::text, 'workplace'::text, 'misconduct'::text, 'retaliation'::text, 'disclosure'::text, 'attention'::text, 'service'::text]))),
  constraint case_channel CHECK ((channel = ANY (ARRAY['teams_card'::text, 'teams_window'::text, 'web_page'::text, 'staff_link'::text, 'office_link'::text, 'phone'::text, 'walk_in'::text, 'letter'::text, 'handover'::text]))),
  constraint case_danger_stays CHECK (((NOT is_spam) OR (category <> 'safety'::text))),
  constraint case_id CHECK ((id ~ '^[A-Za-z0-9_-]{22}$'::text)),
  constraint case_identity CHECK ((identity = ANY (ARRAY['named'::text, 'confidential'::text, 'not_told'::text]))),
  constraint case_minute_unknown CHECK (((received_at IS NULL) OR (category = 'safety'::text) OR (NOT (channel = ANY (ARRAY['web_page'::text, 'staff_link'::text, 'office_link'::text]))))),
  constraint case_office CHECK ((office = ANY (ARRAY['ethics'::text, 'ombudsman'::text, 'investigations'::text, 'hr'::text]))),
  constraint case_outcome CHECK ((outcome = ANY (ARRAY['on_time'::text, 'late'::text]))),
  constraint case_state CHECK ((state = ANY (ARRAY['received'::text, 'acknowledged'::text, 'waiting'::text, 'lapsed'::text, 'answered'::text, 'closed'::text]))),
  constraint case_zone CHECK ((zone ~ '^([A-Za-z_]+(/[A-Za-z_-]+){0,2}|Etc/GMT([+](1[0-2]|[0-9])|-(1[0-4]|[0-9])))$'::text)) NOT VALID,
  constraint case_pkey PRIMARY KEY (id),
  constraint case_at_office UNIQUE (id, office),
  constraint case_reference_unique UNIQUE (reference)
);
CREATE INDEX case_ended_late ON "case" USING btree (closed_on) WHERE ((outcome = 'late'::text) AND (responded_on IS NULL));
CREATE INDEX case_open ON "case" USING btree (office, (
CASE
    WHEN is_spam THEN 'spam'::text
    WHEN ((category = 'safety'::text) AND (acknowledged_on IS NULL)) THEN 'danger'::text
    ELSE 'clock'::text
END), (
CASE
    WHEN (due_on IS NULL) THEN 'infinity'::date
    ELSE due_on
END), (
CASE
    WHEN (due_at IS NULL) THEN 'infinity'::timestamp with time zone
    ELSE due_at
END), id) WHERE (closed_on IS NULL);
CREATE INDEX case_received ON "case" USING btree (office, received_on);
CREATE INDEX case_unanswered ON "case" USING btree (office, due_on) WHERE ((closed_on IS NULL) AND (responded_on IS NULL));
CREATE INDEX case_waiting ON "case" USING btree (paused_on) WHERE (state = 'waiting'::text);
grant select on "case" to aside_desk;
grant insert on "case" to aside_intake;
grant delete, select on "case" to aside_keeper;
grant select on "case" to aside_reporter;
grant update (acknowledged_on, closed_on, due_at, due_on, is_spam, outcome, paused_days, paused_on, responded_on, state) on "case" to aside_desk;
grant select (acknowledged_on, category, channel, closed_on, due_at, due_on, id, is_spam, office, outcome, paused_days, paused_on, received_at, received_on, reference, reply_days, reply_hours, responded_on, state, triage_hours, zone) on "case" to aside_duty;
grant update (state) on "case" to aside_duty;
grant update (acknowledged_on, closed_on, due_at, due_on, outcome, paused_days, paused_on, received_at, responded_on, state) on "case" to aside_keeper;
grant update (acknowledged_on, closed_on, due_at, due_on, identity, is_spam, outcome, paused_days, paused_on, responded_on, state) on "case" to aside_reporter;
CREATE TRIGGER case_changes_by_act BEFORE UPDATE ON "case" FOR EACH ROW WHEN ((CURRENT_USER = ANY (ARRAY['aside_desk'::name, 'aside_duty'::name, 'aside_reporter'::name]))) EXECUTE FUNCTION refuse_quiet_change();
CREATE TRIGGER case_forgets_minute BEFORE UPDATE ON "case" FOR EACH ROW WHEN (((new.received_at IS NOT NULL) AND (new.reply_hours IS NULL) AND (new.channel = ANY (ARRAY['web_page'::text, 'staff_link'::text, 'office_link'::text])) AND ((new.acknowledged_on IS NOT NULL) OR (new.closed_on IS NOT NULL)))) EXECUTE FUNCTION forget_minute();
CREATE TRIGGER case_identity_only_grows BEFORE UPDATE OF identity ON "case" FOR EACH ROW WHEN (((new.identity IS DISTINCT FROM old.identity) AND (old.identity <> 'not_told'::text) AND (new.identity <> 'named'::text))) EXECUTE FUNCTION refuse('who said who she is, said it');
CREATE TRIGGER case_is_not_emptied BEFORE TRUNCATE ON "case" FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER case_is_of_its_day BEFORE INSERT ON "case" FOR EACH ROW EXECUTE FUNCTION refuse_other_received_day();
CREATE TRIGGER case_is_shredded BEFORE DELETE ON "case" FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('a case goes only by shredding');
CREATE TRIGGER case_keeps_minute BEFORE UPDATE ON "case" FOR EACH ROW WHEN (((old.received_at IS NOT NULL) AND (new.received_at IS NULL))) EXECUTE FUNCTION refuse_lost_minute();
CREATE TRIGGER case_keeps_promise BEFORE UPDATE ON "case" FOR EACH ROW WHEN (((new.reply_days IS DISTINCT FROM old.reply_days) OR (new.reply_hours IS DISTINCT FROM old.reply_hours) OR (new.triage_hours IS DISTINCT FROM old.triage_hours) OR (new.zone IS DISTINCT FROM old.zone) OR ((old.reply_hours IS NOT NULL) AND (new.received_at IS DISTINCT FROM old.received_at)))) EXECUTE FUNCTION refuse('what was promised stays');
CREATE TRIGGER case_lapses BEFORE UPDATE ON "case" FOR EACH ROW WHEN (((CURRENT_USER = 'aside_duty'::name) AND ((old.state <> 'waiting'::text) OR (new.state <> 'lapsed'::text)))) EXECUTE FUNCTION refuse('time alone lets a question lapse, and nothing else');
CREATE TRIGGER case_stays BEFORE UPDATE ON "case" FOR EACH ROW WHEN (((new.id IS DISTINCT FROM old.id) OR (new.reference IS DISTINCT FROM old.reference) OR (new.channel IS DISTINCT FROM old.channel) OR (new.received_on IS DISTINCT FROM old.received_on) OR (new.policy IS DISTINCT FROM old.policy) OR (new.reporter_certificate IS DISTINCT FROM old.reporter_certificate) OR ((new.received_at IS NOT NULL) AND (new.received_at IS DISTINCT FROM old.received_at)))) EXECUTE FUNCTION refuse('reference, channel, received day and promise stay');
CREATE CONSTRAINT TRIGGER lateness_is_audited AFTER UPDATE ON "case" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((CURRENT_USER = ANY (ARRAY['aside_desk'::name, 'aside_reporter'::name])) AND (new.closed_on IS NOT NULL) AND (new.outcome = 'late'::text) AND (new.responded_on IS NULL) AND ((old.closed_on IS NULL) OR (old.outcome IS DISTINCT FROM 'late'::text) OR (old.responded_on IS NOT NULL)))) EXECUTE FUNCTION refuse_unaudited_lateness();

create table case_key (
  case_id text not null,
  key bytea not null,
  constraint case_key_case_id_case_id_fk FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint case_key_pkey PRIMARY KEY (case_id)
);
grant insert on case_key to aside_intake;
grant delete, select on case_key to aside_keeper;
CREATE TRIGGER case_key_is_not_emptied BEFORE TRUNCATE ON case_key FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER case_key_is_of_a_new_case AFTER INSERT ON case_key REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_old_cases();

create table case_label (
  case_id text not null,
  reader text not null,
  packet bytea not null,
  data bytea not null,
  constraint case_label_case_id_case_id_fk FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint case_label_case_id_reader_pk PRIMARY KEY (case_id, reader)
);
grant select on case_label to aside_desk;
grant insert on case_label to aside_intake;
grant delete, select on case_label to aside_keeper;
CREATE TRIGGER case_label_is_final BEFORE UPDATE ON case_label FOR EACH ROW EXECUTE FUNCTION refuse('a label is final');
CREATE TRIGGER case_label_is_not_emptied BEFORE TRUNCATE ON case_label FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER case_label_is_of_a_new_case AFTER INSERT ON case_label REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_old_cases();
CREATE TRIGGER case_label_is_shredded BEFORE DELETE ON case_label FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('a label goes only by shredding');

create table case_leaf (
  case_id text not null,
  leaf text not null,
  is_primary boolean not null,
  constraint case_leaf_case_id_case_id_fk FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint case_leaf_case_id_leaf_pk PRIMARY KEY (case_id, leaf)
);
grant select on case_leaf to aside_desk;
grant insert on case_leaf to aside_intake;
grant delete, select on case_leaf to aside_keeper;
grant select on case_leaf to aside_reporter;
CREATE TRIGGER case_leaf_is_of_a_new_case AFTER INSERT ON case_leaf REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_old_cases();

create table consent (
  case_id text not null,
  n integer not null,
  office text,
  content bytea,
  agreed boolean not null,
  day date not null,
  request text,
  constraint consent_case_id_case_id_fk FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint consent_case_id_n_pk PRIMARY KEY (case_id, n)
);
CREATE UNIQUE INDEX consent_once ON consent USING btree (case_id, request, agreed) WHERE (request IS NOT NULL);
grant select on consent to aside_desk;
grant insert on consent to aside_intake;
grant delete, select on consent to aside_keeper;
grant insert, select on consent to aside_reporter;
CREATE CONSTRAINT TRIGGER consent_comes_with_act AFTER INSERT ON consent DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((CURRENT_USER = ANY (ARRAY['aside_reporter'::name, 'aside_intake'::name]))) EXECUTE FUNCTION refuse_quiet_row();
CREATE TRIGGER consent_in_order BEFORE INSERT ON consent FOR EACH ROW WHEN ((new.request IS NOT NULL)) EXECUTE FUNCTION consent_in_order();
CREATE TRIGGER consent_is_final BEFORE UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION refuse('a consent is final');
CREATE TRIGGER consent_is_not_emptied BEFORE TRUNCATE ON consent FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER consent_is_of_a_new_case AFTER INSERT ON consent REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_old_cases();
CREATE TRIGGER consent_is_shredded BEFORE DELETE ON consent FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('a consent is final');

create table custodian (
  person text not null,
  since date not null,
  until date,
  constraint custodian_person_person_id_fk FOREIGN KEY (person) REFERENCES person(id),
  constraint custodian_pkey PRIMARY KEY (person)
);
grant select on custodian to aside_keeper;
grant insert, select on custodian to aside_register;
grant update (until) on custodian to aside_register;
CREATE TRIGGER custodian_is_no_officer AFTER INSERT OR UPDATE ON custodian FOR EACH ROW EXECUTE FUNCTION refuse_officer_custodian();
CREATE TRIGGER custodian_stays BEFORE DELETE ON custodian FOR EACH ROW EXECUTE FUNCTION refuse('who was a custodian, was one');

create table daily_count (
  day date not null,
  what text not null,
  n integer not null,
  constraint daily_count_day_what_pk PRIMARY KEY (day, what)
);
grant select on daily_count to aside_intake;
grant delete, insert, select on daily_count to aside_keeper;
grant select (day) on daily_count to aside_duty;
grant update (n) on daily_count to aside_keeper;

create table daily_notification (
  what text not null,
  day date not null,
  constraint daily_notification_pkey PRIMARY KEY (what)
);
grant insert, select, update on daily_notification to aside_keeper;
grant select on daily_notification to aside_register;

create table delayed_inbox (
  id bytea not null,
  office text not null,
  day date not null,
  lookup bytea not null,
  n integer not null,
  act text not null,
  body bytea storage external not null,
  case_id text,
  failures smallint default 0 not null,
  tried_on date,
  parked_on date,
  constraint delayed_inbox_act CHECK ((act = ANY (ARRAY['received'::text, 'added'::text, 'named'::text, 'consented'::text, 'declined'::text, 'settled'::text]))),
  constraint delayed_inbox_office CHECK ((office = ANY (ARRAY['ethics'::text, 'ombudsman'::text, 'investigations'::text, 'hr'::text]))),
  constraint delayed_inbox_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX delayed_inbox_case ON delayed_inbox USING btree (case_id);
CREATE UNIQUE INDEX delayed_inbox_first ON delayed_inbox USING btree (lookup) WHERE (act = 'received'::text);
CREATE UNIQUE INDEX delayed_inbox_order ON delayed_inbox USING btree (lookup, n);
CREATE INDEX delayed_inbox_release ON delayed_inbox USING btree (office, day);
grant delete, insert, select, truncate, update on delayed_inbox to aside_keeper;
grant delete, select on delayed_inbox to aside_reporter;
grant select (day, failures, id, lookup, n, office, parked_on, tried_on) on delayed_inbox to aside_duty;
grant insert (act, body, case_id, day, id, lookup, n, office) on delayed_inbox to aside_intake;
grant update (failures, parked_on, tried_on) on delayed_inbox to aside_keeper;
grant insert (act, body, day, id, lookup, n, office) on delayed_inbox to aside_reporter;
grant update (body) on delayed_inbox to aside_reporter;
CREATE CONSTRAINT TRIGGER delayed_inbox_goes_with_act AFTER DELETE ON delayed_inbox DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((CURRENT_USER = 'aside_reporter'::name)) EXECUTE FUNCTION refuse_lost_act();
CREATE TRIGGER delayed_inbox_is_not_emptied BEFORE TRUNCATE ON delayed_inbox FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER delayed_inbox_is_of_its_day BEFORE INSERT ON delayed_inbox FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse_other_delayed_day();
CREATE TRIGGER delayed_inbox_keeps_words BEFORE UPDATE OF body ON delayed_inbox FOR EACH ROW WHEN ((CURRENT_USER = 'aside_reporter'::name)) EXECUTE FUNCTION refuse_changed_act();
CREATE TRIGGER delayed_inbox_stays BEFORE UPDATE ON delayed_inbox FOR EACH ROW WHEN (((new.id IS DISTINCT FROM old.id) OR (new.office IS DISTINCT FROM old.office) OR (new.day IS DISTINCT FROM old.day) OR (new.lookup IS DISTINCT FROM old.lookup) OR (new.n IS DISTINCT FROM old.n) OR (new.act IS DISTINCT FROM old.act))) EXECUTE FUNCTION refuse('what waits, waits in its place');
CREATE TRIGGER delayed_inbox_waits BEFORE DELETE ON delayed_inbox FOR EACH ROW WHEN ((CURRENT_USER <> ALL (ARRAY['aside_keeper'::name, 'aside_reporter'::name]))) EXECUTE FUNCTION refuse('what waits is released');

create table directory (
  n integer not null,
  root text not null,
  roster text not null,
  signature text not null,
  certificates text[] not null,
  previous text,
  hash text not null,
  constraint directory_chain CHECK (((n = 1) = (previous IS NULL))),
  constraint directory_pkey PRIMARY KEY (n),
  constraint directory_hash_unique UNIQUE (hash)
);
grant select on directory to aside_keeper;
grant insert, select on directory to aside_register;
CREATE TRIGGER directory_is_final BEFORE DELETE OR UPDATE ON directory FOR EACH ROW EXECUTE FUNCTION refuse('the directory is only added to');
CREATE TRIGGER directory_is_not_emptied BEFORE TRUNCATE ON directory FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER directory_names_nobody_twice BEFORE INSERT ON directory FOR EACH ROW EXECUTE FUNCTION refuse_both_in_roster();
CREATE TRIGGER roster_drops_notifications AFTER INSERT ON directory FOR EACH STATEMENT EXECUTE FUNCTION drop_former_notifications();

create table envelope (
  message_id text not null,
  data bytea storage external not null,
  case_id text not null,
  constraint envelope_case_id_message_id_message_case_id_id_fk FOREIGN KEY (case_id, message_id) REFERENCES message(case_id, id),
  constraint envelope_case_id_message_id_pk PRIMARY KEY (case_id, message_id)
);
grant insert, select on envelope to aside_desk;
grant insert on envelope to aside_intake;
grant delete, select on envelope to aside_keeper;
grant insert, select on envelope to aside_reporter;
CREATE TRIGGER envelope_comes_with_letter AFTER INSERT ON envelope REFERENCING NEW TABLE AS added FOR EACH STATEMENT WHEN ((CURRENT_USER = ANY (ARRAY['aside_desk'::name, 'aside_reporter'::name]))) EXECUTE FUNCTION refuse_late_part();
CREATE TRIGGER envelope_is_final BEFORE UPDATE ON envelope FOR EACH ROW EXECUTE FUNCTION refuse('an envelope is final');
CREATE TRIGGER envelope_is_not_emptied BEFORE TRUNCATE ON envelope FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER envelope_is_of_a_new_case AFTER INSERT ON envelope REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_old_cases();
CREATE TRIGGER envelope_is_shredded BEFORE DELETE ON envelope FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('an envelope goes only by shredding');

create table environment_marker (
  singleton text not null,
  kind text not null,
  constraint environment_marker_kind CHECK ((kind = ANY (ARRAY['demo'::text, 'production'::text]))),
  constraint environment_marker_singleton CHECK ((singleton = 'database'::text)),
  constraint environment_marker_pkey PRIMARY KEY (singleton)
);
grant select on environment_marker to aside_keeper;
grant insert, select on environment_marker to aside_register;
CREATE TRIGGER environment_marker_is_final BEFORE DELETE OR UPDATE ON environment_marker FOR EACH ROW EXECUTE FUNCTION refuse('the mark is for ever');
CREATE TRIGGER environment_marker_is_not_emptied BEFORE TRUNCATE ON environment_marker FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');

create table erasure (
  lookup bytea not null,
  case_id text,
  id text not null,
  office text not null,
  zone text not null,
  day date not null,
  reason text not null,
  outcome text,
  constraint erasure_office CHECK ((office = ANY (ARRAY['ethics'::text, 'ombudsman'::text, 'investigations'::text, 'hr'::text]))),
  constraint erasure_outcome CHECK ((outcome = ANY (ARRAY['on_time'::text, 'late'::text, 'ended_late'::text, 'none'::text]))),
  constraint erasure_reason CHECK ((reason = ANY (ARRAY['settled'::text, 'withdrawn'::text]))),
  constraint erasure_pkey PRIMARY KEY (lookup)
);
CREATE INDEX erasure_case ON erasure USING btree (case_id);
grant delete, insert, select, update on erasure to aside_keeper;

create table event (
  case_id text not null,
  n integer not null,
  day date not null,
  at timestamp(3) with time zone,
  act text not null,
  actor text not null,
  officer text,
  reason text,
  corrects date,
  recorded date,
  signed_act text,
  constraint event_act CHECK ((act = ANY (ARRAY['received'::text, 'acknowledged'::text, 'asked'::text, 'added'::text, 'answered'::text, 'lapsed'::text, 'closed'::text, 'reopened'::text, 'settled'::text, 'withdrawn'::text, 'corrected'::text, 'noted'::text, 'consent_asked'::text, 'consented'::text, 'declined'::text, 'referral_proposed'::text, 'referred'::text, 'referral_lapsed'::text, 'named'::text, 'identity_asked'::text, 'identity_released'::text, 'identity_refused'::text, 'set_aside'::text, 'brought_back'::text]))),
  constraint event_actor CHECK ((actor = ANY (ARRAY['reporter'::text, 'officer'::text, 'duty'::text, 'custodian'::text]))),
  constraint event_reason CHECK ((reason = ANY (ARRAY['facts_missing'::text, 'identity_needed'::text, 'consent_needed'::text, 'advice_given'::text, 'resolved_person_confirms'::text, 'out_of_mandate'::text, 'informally_resolved'::text, 'awaiting_other_process'::text, 'abandoned'::text, 'noted'::text, 'information_given'::text, 'duplicate'::text, 'protection'::text, 'danger'::text, 'person_agreed'::text, 'legal_duty'::text, 'clerical_error'::text]))),
  constraint event_signed_act CHECK (((signed_act ~ '^[A-Za-z0-9_{}":,>-]+$'::text) AND ((length(signed_act) >= 300) AND (length(signed_act) <= 2500)))),
  constraint event_case_id_case_id_fk FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint event_case_id_n_pk PRIMARY KEY (case_id, n)
);
CREATE INDEX event_recorded ON event USING brin (recorded);
grant insert, select on event to aside_desk;
grant insert, select on event to aside_duty;
grant insert on event to aside_intake;
grant delete, insert, select on event to aside_keeper;
grant insert, select on event to aside_reporter;
CREATE CONSTRAINT TRIGGER event_brings_rows AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((CURRENT_USER = ANY (ARRAY['aside_desk'::name, 'aside_reporter'::name, 'aside_intake'::name]))) EXECUTE FUNCTION refuse_quiet_row();
CREATE TRIGGER event_has_recorded_day BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION set_recorded_day();
CREATE CONSTRAINT TRIGGER event_is_audited AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((CURRENT_USER = ANY (ARRAY['aside_desk'::name, 'aside_duty'::name, 'aside_intake'::name, 'aside_reporter'::name]))) EXECUTE FUNCTION audit_event();
CREATE TRIGGER event_is_final BEFORE UPDATE ON event FOR EACH ROW EXECUTE FUNCTION refuse('what happened, happened');
CREATE TRIGGER event_is_not_emptied BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER event_is_of_a_new_case AFTER INSERT ON event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_old_cases();
CREATE TRIGGER event_is_of_its_day AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION refuse_other_days();
CREATE TRIGGER event_is_shredded BEFORE DELETE ON event FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('what happened, happened');

create table exclusion (
  case_id text not null,
  tag bytea not null,
  constraint exclusion_case_id_case_id_fk FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint exclusion_case_id_tag_pk PRIMARY KEY (case_id, tag)
);
grant select on exclusion to aside_desk;
grant insert on exclusion to aside_intake;
grant delete, insert, select on exclusion to aside_keeper;
grant select on exclusion to aside_reporter;
CREATE TRIGGER exclusion_is_not_emptied BEFORE TRUNCATE ON exclusion FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER exclusion_is_of_a_new_case AFTER INSERT ON exclusion REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_old_cases();
CREATE TRIGGER exclusion_is_shredded BEFORE DELETE ON exclusion FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('who is kept out stays out');
CREATE TRIGGER exclusion_stays BEFORE UPDATE ON exclusion FOR EACH ROW EXECUTE FUNCTION refuse('who is kept out stays out');

create table filing_key (
  id text not null,
  public_key bytea not null,
  since date not null,
  constraint filing_key_pkey PRIMARY KEY (id)
);
grant insert, select on filing_key to aside_register;
CREATE TRIGGER filing_key_is_final BEFORE DELETE OR UPDATE ON filing_key FOR EACH ROW EXECUTE FUNCTION refuse('a published key stays');
CREATE TRIGGER filing_key_is_of_its_day BEFORE INSERT ON filing_key FOR EACH ROW EXECUTE FUNCTION set_todays_day();
CREATE TRIGGER filing_keys_stay BEFORE TRUNCATE ON filing_key FOR EACH STATEMENT EXECUTE FUNCTION refuse('a published key stays');

create table idempotency_key (
  nonce bytea not null,
  day date not null,
  content bytea,
  case_ref bytea,
  is_rewritten boolean default false not null,
  constraint idempotency_key_pkey PRIMARY KEY (nonce)
);
grant delete, insert, select on idempotency_key to aside_keeper;
grant insert (case_ref, content, day, nonce) on idempotency_key to aside_intake;
grant select (case_ref, content, nonce) on idempotency_key to aside_intake;
grant insert (day, nonce) on idempotency_key to aside_reporter;
grant select (nonce) on idempotency_key to aside_reporter;
CREATE TRIGGER idempotency_key_is_kept BEFORE DELETE ON idempotency_key FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('what is used stays used');
CREATE TRIGGER idempotency_key_is_not_emptied BEFORE TRUNCATE ON idempotency_key FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER idempotency_key_is_of_its_day BEFORE INSERT ON idempotency_key FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION set_todays_day();
CREATE TRIGGER idempotency_key_stays BEFORE UPDATE ON idempotency_key FOR EACH ROW EXECUTE FUNCTION refuse('what is used stays used');

create table identity_request (
  id text not null,
  case_id text not null,
  message_id text not null,
  officer text not null,
  reason text not null,
  asked_on date not null,
  decision text,
  decided_by text,
  decided_on date,
  constraint identity_request_decision CHECK ((decision = ANY (ARRAY['released'::text, 'refused'::text]))),
  constraint identity_request_reason CHECK ((reason = ANY (ARRAY['protection'::text, 'danger'::text, 'person_agreed'::text, 'legal_duty'::text]))),
  constraint identity_request_case_id_case_id_fk FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint identity_request_case_id_message_id_message_case_id_id_fk FOREIGN KEY (case_id, message_id) REFERENCES message(case_id, id),
  constraint identity_request_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX identity_request_one ON identity_request USING btree (case_id) WHERE (decision IS NULL);
CREATE INDEX identity_request_open ON identity_request USING btree (case_id) WHERE (decision IS NULL);
grant insert, select on identity_request to aside_desk;
grant delete, select on identity_request to aside_keeper;
grant update (decided_by, decided_on, decision) on identity_request to aside_keeper;
CREATE TRIGGER decision_notifies_readers AFTER UPDATE ON identity_request FOR EACH ROW WHEN (((old.decision IS NULL) AND (new.decision IS NOT NULL))) EXECUTE FUNCTION notify_decision();
CREATE CONSTRAINT TRIGGER identity_request_comes_with_act AFTER INSERT ON identity_request DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((CURRENT_USER = 'aside_desk'::name)) EXECUTE FUNCTION refuse_quiet_row();
CREATE TRIGGER identity_request_is_decided_once BEFORE UPDATE ON identity_request FOR EACH ROW WHEN (((old.decision IS NOT NULL) OR (new.id IS DISTINCT FROM old.id) OR (new.case_id IS DISTINCT FROM old.case_id) OR (new.message_id IS DISTINCT FROM old.message_id) OR (new.officer IS DISTINCT FROM old.officer) OR (new.reason IS DISTINCT FROM old.reason) OR (new.asked_on IS DISTINCT FROM old.asked_on))) EXECUTE FUNCTION refuse('what was asked and decided stays');
CREATE TRIGGER identity_request_is_shredded BEFORE DELETE ON identity_request FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('what was asked and decided stays');
CREATE TRIGGER request_notifies_custodians AFTER INSERT ON identity_request FOR EACH ROW EXECUTE FUNCTION notify_custodians();

create table ledger (
  n bigint not null,
  v integer not null,
  day date not null,
  at timestamp(3) with time zone,
  actor text not null,
  officer text,
  act text not null,
  ref text,
  prev text not null,
  hash text not null,
  constraint ledger_actor CHECK ((actor = ANY (ARRAY['reporter'::text, 'officer'::text, 'duty'::text, 'custodian'::text]))),
  constraint ledger_plain_act CHECK ((act ~ '^[a-z_.]{1,64}$'::text)),
  constraint ledger_plain_officer CHECK ((officer ~ '^[A-Za-z0-9._-]{1,64}$'::text)),
  constraint ledger_plain_ref CHECK ((ref ~ '^[0-9a-f]{64}$'::text)),
  constraint ledger_pkey PRIMARY KEY (n),
  constraint ledger_hash_unique UNIQUE (hash)
);
CREATE INDEX ledger_ref ON ledger USING btree (ref);
grant select on ledger to aside_duty;
grant insert, select on ledger to aside_keeper;
CREATE TRIGGER ledger_is_final BEFORE DELETE OR UPDATE ON ledger FOR EACH ROW EXECUTE FUNCTION refuse('the ledger is only added to');
CREATE TRIGGER ledger_is_not_emptied BEFORE TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER ledger_is_of_its_day BEFORE INSERT ON ledger FOR EACH ROW WHEN ((new.actor <> 'reporter'::text)) EXECUTE FUNCTION refuse_other_line_days();

create table membership (
  person text not null,
  office text not null,
  role text not null,
  since date not null,
  until date,
  constraint membership_office CHECK ((office = ANY (ARRAY['ethics'::text, 'ombudsman'::text, 'investigations'::text, 'hr'::text]))),
  constraint membership_role CHECK ((role = ANY (ARRAY['lead'::text, 'officer'::text]))),
  constraint membership_person_person_id_fk FOREIGN KEY (person) REFERENCES person(id),
  constraint membership_person_office_since_pk PRIMARY KEY (person, office, since)
);
grant select on membership to aside_keeper;
grant insert, select on membership to aside_register;
grant update (until) on membership to aside_register;
CREATE TRIGGER officer_is_no_custodian AFTER INSERT OR UPDATE ON membership FOR EACH ROW EXECUTE FUNCTION refuse_officer_custodian();

create table message (
  id text not null,
  case_id text not null,
  n integer not null,
  dir text not null,
  seq integer not null,
  kind text not null,
  day date not null,
  constraint message_dir CHECK ((dir = ANY (ARRAY['r>o'::text, 'o>r'::text, 'o>o'::text]))),
  constraint message_kind CHECK ((kind = ANY (ARRAY['concern'::text, 'identity'::text, 'addition'::text, 'answer'::text, 'question'::text, 'acknowledgement'::text, 'note'::text, 'consent'::text, 'sanitised'::text]))),
  constraint message_case_id_case_id_fk FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint message_case_id_id_pk PRIMARY KEY (case_id, id),
  constraint message_order UNIQUE (case_id, n),
  constraint message_position UNIQUE (case_id, dir, seq)
);
grant insert, select on message to aside_desk;
grant insert on message to aside_intake;
grant delete, select on message to aside_keeper;
grant insert, select on message to aside_reporter;
CREATE TRIGGER letter_notifies_readers AFTER INSERT ON message REFERENCING NEW TABLE AS arrived FOR EACH STATEMENT EXECUTE FUNCTION notify_new_letters();
CREATE CONSTRAINT TRIGGER message_comes_with_act AFTER INSERT ON message DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((CURRENT_USER = ANY (ARRAY['aside_desk'::name, 'aside_reporter'::name, 'aside_intake'::name]))) EXECUTE FUNCTION refuse_quiet_row();
CREATE TRIGGER message_is_not_emptied BEFORE TRUNCATE ON message FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER message_is_of_a_new_case AFTER INSERT ON message REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_old_cases();
CREATE TRIGGER message_is_shredded BEFORE DELETE ON message FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('a letter goes only by shredding');
CREATE TRIGGER message_stays BEFORE UPDATE ON message FOR EACH ROW EXECUTE FUNCTION refuse('a letter stays in its place');

create table message_key (
  message_id text not null,
  role text not null,
  reader text not null,
  packet bytea not null,
  case_id text not null,
  constraint message_key_role CHECK ((role = ANY (ARRAY['officer'::text, 'reporter'::text, 'recovery'::text, 'custodian'::text, 'caller'::text, 'released'::text]))),
  constraint message_key_case_id_message_id_message_case_id_id_fk FOREIGN KEY (case_id, message_id) REFERENCES message(case_id, id),
  constraint message_key_case_id_message_id_role_reader_pk PRIMARY KEY (case_id, message_id, role, reader)
);
grant insert, select on message_key to aside_desk;
grant insert on message_key to aside_intake;
grant delete, insert, select on message_key to aside_keeper;
grant insert, select on message_key to aside_reporter;
CREATE TRIGGER message_key_comes_with_letter AFTER INSERT ON message_key REFERENCING NEW TABLE AS added FOR EACH STATEMENT WHEN ((CURRENT_USER = ANY (ARRAY['aside_desk'::name, 'aside_reporter'::name]))) EXECUTE FUNCTION refuse_late_part();
CREATE TRIGGER message_key_is_final BEFORE UPDATE ON message_key FOR EACH ROW EXECUTE FUNCTION refuse('a key packet is final');
CREATE TRIGGER message_key_is_not_emptied BEFORE TRUNCATE ON message_key FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER message_key_is_of_a_new_case AFTER INSERT ON message_key REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_old_cases();
CREATE TRIGGER message_key_is_shredded BEFORE DELETE ON message_key FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('a key packet goes only by shredding');

create table office_link (
  hash bytea not null,
  office text not null,
  until date not null,
  constraint office_link_office CHECK ((office = ANY (ARRAY['ethics'::text, 'ombudsman'::text, 'investigations'::text, 'hr'::text]))),
  constraint office_link_pkey PRIMARY KEY (hash)
);
grant delete, insert, select on office_link to aside_keeper;
CREATE TRIGGER office_link_goes_when_expired BEFORE DELETE ON office_link FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('a link goes when its days are over');
CREATE TRIGGER office_link_is_final BEFORE UPDATE ON office_link FOR EACH ROW EXECUTE FUNCTION refuse('a link stays as it was given');

create table officer_address (
  officer text not null,
  notification_channel text not null,
  address bytea not null,
  since date not null,
  lost_on date,
  constraint officer_address_officer_person_id_fk FOREIGN KEY (officer) REFERENCES person(id),
  constraint officer_address_officer_notification_channel_pk PRIMARY KEY (officer, notification_channel)
);
grant select on officer_address to aside_keeper;
grant delete, insert, select, update on officer_address to aside_register;
grant update (lost_on) on officer_address to aside_keeper;
CREATE TRIGGER officer_address_drops_notifications AFTER DELETE ON officer_address FOR EACH ROW EXECUTE FUNCTION drop_unsubscribed_notifications();
CREATE TRIGGER officer_address_moves_notifications AFTER UPDATE OF address ON officer_address FOR EACH ROW WHEN ((old.address <> new.address)) EXECUTE FUNCTION move_notifications();

create table outbox (
  id bytea not null,
  notification_channel text not null,
  address bytea not null,
  day date not null,
  attempt integer default 0 not null,
  urgent boolean default false not null,
  retry_at timestamp(3) with time zone,
  causes bytea[] default '{}'::bytea[] not null,
  constraint outbox_pkey PRIMARY KEY (id)
);
grant delete, select on outbox to aside_duty;
grant delete, insert, select on outbox to aside_keeper;
grant insert on outbox to aside_register;
grant update (attempt, retry_at) on outbox to aside_duty;
grant update (address, causes, retry_at) on outbox to aside_keeper;

create table pairing (
  code bytea not null,
  officer text not null,
  until timestamp(3) with time zone not null,
  constraint pairing_officer_person_id_fk FOREIGN KEY (officer) REFERENCES person(id),
  constraint pairing_pkey PRIMARY KEY (code)
);
grant delete, insert, select, update on pairing to aside_register;

create table pending_ledger_line (
  id bytea not null,
  day date not null,
  act text not null,
  ref text not null,
  constraint pending_ledger_line_plain_act CHECK ((act ~ '^[a-z_.]{1,64}$'::text)) NOT VALID,
  constraint pending_ledger_line_plain_ref CHECK ((ref ~ '^[0-9a-f]{64}$'::text)) NOT VALID,
  constraint pending_ledger_line_pkey PRIMARY KEY (id)
);
grant select on pending_ledger_line to aside_duty;
grant delete, insert, select on pending_ledger_line to aside_keeper;
CREATE TRIGGER pending_ledger_line_is_chained BEFORE DELETE ON pending_ledger_line FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('the ledger is only added to');
CREATE TRIGGER pending_ledger_line_is_final BEFORE UPDATE ON pending_ledger_line FOR EACH ROW EXECUTE FUNCTION refuse('the ledger is only added to');
CREATE TRIGGER pending_ledger_line_is_not_emptied BEFORE TRUNCATE ON pending_ledger_line FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');

create table person (
  id text not null,
  issuer text not null,
  subject text not null,
  constraint person_pkey PRIMARY KEY (id),
  constraint person_subject UNIQUE (issuer, subject)
);
grant insert, select on person to aside_register;
grant update (issuer, subject) on person to aside_register;

create table policy (
  hash text not null,
  text text not null,
  page boolean not null,
  constraint policy_pkey PRIMARY KEY (hash)
);
grant insert, select on policy to aside_register;
CREATE TRIGGER policy_is_final BEFORE DELETE OR UPDATE ON policy FOR EACH ROW EXECUTE FUNCTION refuse('a policy that was shown is kept');
CREATE TRIGGER policy_is_not_emptied BEFORE TRUNCATE ON policy FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');

create table read_mark (
  case_id text not null,
  officer text not null,
  n integer not null,
  opened integer default 0 not null,
  constraint read_mark_case_id_case_id_fk FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint read_mark_case_id_officer_pk PRIMARY KEY (case_id, officer)
);
grant insert, select on read_mark to aside_desk;
grant delete, select on read_mark to aside_keeper;
grant update (n, opened) on read_mark to aside_desk;
CREATE CONSTRAINT TRIGGER read_mark_is_audited AFTER INSERT OR UPDATE OF n ON read_mark DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unaudited_mark();
CREATE TRIGGER read_mark_is_fetched BEFORE INSERT OR UPDATE ON read_mark FOR EACH ROW WHEN ((new.opened > new.n)) EXECUTE FUNCTION refuse('nothing is opened that was not fetched');
CREATE TRIGGER read_mark_only_grows BEFORE UPDATE ON read_mark FOR EACH ROW WHEN (((new.n < old.n) OR (new.opened < old.opened))) EXECUTE FUNCTION refuse('what was fetched, was fetched');

create table reader (
  case_id text not null,
  officer text not null,
  since date not null,
  until date,
  reason text not null,
  office text not null,
  constraint reader_reason CHECK ((reason = ANY (ARRAY['filed'::text, 'referred'::text, 'joined'::text]))),
  constraint reader_case FOREIGN KEY (case_id, office) REFERENCES "case"(id, office),
  constraint reader_case_id_officer_since_pk PRIMARY KEY (case_id, officer, since)
);
CREATE INDEX reader_present ON reader USING btree (officer, case_id, office) WHERE (until IS NULL);
grant select on reader to aside_desk;
grant select on reader to aside_duty;
grant insert on reader to aside_intake;
grant delete, select on reader to aside_keeper;
grant select on reader to aside_reporter;
grant update (until) on reader to aside_keeper;
CREATE TRIGGER reader_is_not_emptied BEFORE TRUNCATE ON reader FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER reader_is_notified AFTER INSERT ON reader REFERENCING NEW TABLE AS joined FOR EACH STATEMENT EXECUTE FUNCTION notify_new_readers();
CREATE TRIGGER reader_is_of_a_new_case AFTER INSERT ON reader REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_old_cases();
CREATE TRIGGER reader_is_shredded BEFORE DELETE ON reader FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse('who was a reader, was one');
CREATE TRIGGER reader_stays BEFORE UPDATE ON reader FOR EACH ROW WHEN (((new.case_id IS DISTINCT FROM old.case_id) OR (new.officer IS DISTINCT FROM old.officer) OR (new.since IS DISTINCT FROM old.since) OR (new.reason IS DISTINCT FROM old.reason) OR (old.until <> '-infinity'::date))) EXECUTE FUNCTION refuse('who was a reader, was one');

create table receipt (
  lookup bytea not null,
  case_id text not null,
  kind text not null,
  locked_key bytea not null,
  server_share bytea,
  bind bytea,
  secret_epoch text,
  salt bytea,
  constraint receipt_kind CHECK ((kind = ANY (ARRAY['card'::text, 'words'::text]))),
  constraint receipt_case_id_case_id_fk FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint receipt_pkey PRIMARY KEY (lookup)
);
CREATE INDEX receipt_case ON receipt USING btree (case_id);
CREATE UNIQUE INDEX receipt_words_once ON receipt USING btree (case_id) WHERE (kind = 'words'::text);
grant insert on receipt to aside_intake;
grant delete, insert, select on receipt to aside_keeper;
grant select on receipt to aside_reporter;
CREATE TRIGGER receipt_is_not_emptied BEFORE TRUNCATE ON receipt FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');
CREATE TRIGGER receipt_is_of_a_new_case AFTER INSERT ON receipt REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_old_cases();
CREATE TRIGGER receipt_records_used_lookup AFTER DELETE ON receipt FOR EACH ROW EXECUTE FUNCTION record_used_lookup();

create table reminder (
  id bytea not null,
  address bytea not null,
  until date not null,
  sent_on date,
  constraint reminder_pkey PRIMARY KEY (id)
);
grant delete, insert, select, update on reminder to aside_keeper;
grant delete, insert, select, update on reminder to aside_register;

create table session (
  token_hash bytea not null,
  person text not null,
  until timestamp(3) with time zone not null,
  constraint session_person_person_id_fk FOREIGN KEY (person) REFERENCES person(id),
  constraint session_pkey PRIMARY KEY (token_hash)
);
CREATE INDEX session_until ON session USING btree (until);
grant delete on session to aside_duty;
grant delete, insert, select on session to aside_register;
grant select (until) on session to aside_duty;

create table shred (
  ref text not null,
  office text not null,
  day date not null,
  letters integer not null,
  reason text not null,
  outcome text,
  constraint shred_outcome CHECK ((outcome = ANY (ARRAY['on_time'::text, 'late'::text, 'ended_late'::text, 'none'::text]))),
  constraint shred_pkey PRIMARY KEY (ref)
);
grant select on shred to aside_duty;
grant insert on shred to aside_keeper;
CREATE TRIGGER shred_is_final BEFORE DELETE OR UPDATE ON shred FOR EACH ROW EXECUTE FUNCTION refuse('what was shredded stays told');
CREATE TRIGGER shred_is_not_emptied BEFORE TRUNCATE ON shred FOR EACH STATEMENT EXECUTE FUNCTION refuse('nobody empties this');

create table statistic (
  quarter text not null,
  category text not null,
  fact text not null,
  is_rewritten boolean default false not null,
  constraint statistic_category CHECK ((category = ANY (ARRAY['safety'::text, 'advice'::text, 'workplace'::text, 'misconduct'::text, 'retaliation'::text, 'disclosure'::text, 'attention'::text, 'service'::text]))),
  constraint statistic_fact CHECK ((fact = ANY (ARRAY['self_served'::text, 'place_country_office'::text, 'place_regional_office'::text, 'place_headquarters'::text, 'place_external'::text, 'gender_woman'::text, 'gender_man'::text, 'gender_other_or_group'::text, 'staff_professional'::text, 'staff_general_service'::text, 'staff_non_staff'::text, 'staff_executive'::text]))),
  constraint statistic_quarter CHECK ((quarter ~ '^[0-9]{4}-Q[1-4]$'::text))
);
grant select on statistic to aside_duty;
grant delete, insert, select on statistic to aside_keeper;
grant insert (category, fact, quarter) on statistic to aside_intake;
CREATE TRIGGER statistic_is_of_its_quarter BEFORE INSERT ON statistic FOR EACH ROW WHEN ((CURRENT_USER <> 'aside_keeper'::name)) EXECUTE FUNCTION refuse_other_quarter();

create table table_rewrite (
  what text not null,
  day date not null,
  constraint table_rewrite_pkey PRIMARY KEY (what)
);
grant select on table_rewrite to aside_duty;
grant insert, select, update on table_rewrite to aside_keeper;

create table upload (
  id text not null,
  size integer not null,
  day date not null,
  message_id text,
  case_id text,
  file_id text,
  constraint upload_id CHECK ((id ~ '^[A-Za-z0-9_-]{22}$'::text)),
  constraint upload_named CHECK ((((message_id IS NULL) = (case_id IS NULL)) AND ((message_id IS NULL) = (file_id IS NULL)))),
  constraint upload_size CHECK ((size > 0)),
  constraint upload_pkey PRIMARY KEY (id)
);
CREATE INDEX upload_day ON upload USING btree (day);
CREATE UNIQUE INDEX upload_file ON upload USING btree (case_id, file_id);
CREATE INDEX upload_message ON upload USING btree (message_id) WHERE (message_id IS NOT NULL);
grant insert, select on upload to aside_intake;
grant delete, select on upload to aside_keeper;
grant update (case_id, file_id, message_id) on upload to aside_keeper;
CREATE TRIGGER upload_stays BEFORE UPDATE ON upload FOR EACH ROW WHEN (((new.id IS DISTINCT FROM old.id) OR (new.size IS DISTINCT FROM old.size) OR (new.day IS DISTINCT FROM old.day) OR (old.message_id IS NOT NULL))) EXECUTE FUNCTION refuse('a file belongs to one letter');

create table upload_piece (
  upload_id text not null,
  n integer not null,
  data bytea storage external not null,
  constraint upload_piece_size CHECK (((octet_length(data) >= 1) AND (octet_length(data) <= 262144))),
  constraint upload_piece_upload_id_upload_id_fk FOREIGN KEY (upload_id) REFERENCES upload(id) ON DELETE CASCADE,
  constraint upload_piece_upload_id_n_pk PRIMARY KEY (upload_id, n)
);
grant insert, select on upload_piece to aside_intake;
grant delete, select on upload_piece to aside_keeper;
CREATE TRIGGER upload_piece_is_final BEFORE UPDATE ON upload_piece FOR EACH ROW EXECUTE FUNCTION refuse('what was sent of a file stays');

grant usage on schema public to aside_desk;
grant usage on schema public to aside_duty;
grant usage on schema public to aside_intake;
grant usage on schema public to aside_keeper;
grant usage on schema public to aside_register;
grant usage on schema public to aside_reporter;
grant usage on schema public to public;

-- function accept_letters(on_day date, kib integer, most integer) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_intake, aside_reporter
-- function acts_of_transaction(wanted text) returns text[]
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function add_recovery_phrase(wanted text, phrase_lookup bytea, locked bytea) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_reporter
-- function add_to_daily_count(on_day date, counted text, more integer, most integer) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_intake
-- function any_officer_reachable(officers text[], on_day date, of_case text) returns boolean
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_register
-- function append_ledger(day date, at timestamp with time zone, actor text, officer text, act text, ref text) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function audit_case_fetch(wanted text, at_instant timestamp with time zone) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_desk
-- function audit_event() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function audit_name_fetch(request text, at_instant timestamp with time zone) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_desk
-- function audit_refusal(refused text, at_instant timestamp with time zone, wanted text, tags bytea[]) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_desk
-- function awaits_erasure(wanted text) returns boolean
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function cases_to_erase(at_office text, on_day date) returns SETOF text
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function chain_pending_lines(before date) returns integer
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function claim_daily_notification(wanted text, on_day date) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function claim_uploads(of_case text, message text, uploads text[], files text[]) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_intake, aside_reporter
-- function clocks_differ_by() returns interval
--   security invoker, immutable, owner owner, executed by aside_keeper
-- function consent_in_order() returns trigger
--   security invoker, volatile, search_path=pg_catalog, public, pg_temp, owner owner, executed by nobody else
-- function create_office_link(link bytea, for_office text, last_day date, on_day date, at_instant timestamp with time zone, most integer) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_desk
-- function decide_name(wanted text, verdict text, officers text[], packets bytea[], on_day date, at_instant timestamp with time zone, signed text) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_desk
-- function drop_former_notifications() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function drop_notifications(wanted text, staying text[]) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function drop_parked(on_day date) returns integer
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function drop_unsubscribed_notifications() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function ended_late(wanted text) returns boolean
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function erase_case(wanted text, on_day date, reason text) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function erase_delayed_case(by_lookup bytea, at_office text, on_day date, why text) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function erase_withdrawn(wanted text, on_day date) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function exclude_readers(wanted text, officers text[], tags bytea[]) returns integer
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_reporter
-- function first_free_lookup(wanted bytea[]) returns bytea
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_intake
-- function forget_minute() returns trigger
--   security invoker, volatile, search_path=pg_catalog, public, pg_temp, owner owner, executed by nobody else
-- function forget_minutes() returns integer
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function has_delayed_letter(at_case text, before date) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function has_question_lapsed(wanted text, on_day date) returns boolean
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function has_recovery_phrase(wanted text) returns boolean
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_reporter
-- function hmac_sha256(key bytea, said bytea) returns bytea
--   security invoker, immutable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function holds_half(wanted text, message text) returns boolean
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function holds_letters(at_case text, body bytea) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function is_act(body bytea) returns boolean
--   security invoker, immutable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function is_active_custodian(whom text) returns boolean
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function is_audited_late(of_ref text) returns boolean
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function is_in_delayed_inbox(wanted bytea) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_intake
-- function is_office_link_valid(wanted bytea, at_office text, on_day date) returns boolean
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_intake
-- function is_today(wanted date) returns boolean
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function is_today_in(wanted date, at_zone text) returns boolean
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function is_unconfirmed_danger(wanted text, category text, acknowledged_on date, closed_on date) returns boolean
--   security invoker, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function ledger_line(v integer, n bigint, day date, at timestamp with time zone, actor text, officer text, act text, ref text, prev text) returns text
--   security invoker, immutable, owner owner, executed by aside_keeper
-- function ledger_ref(wanted text) returns text
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function lock_addresses(of_officer text) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function lock_delayed_filing(wanted bytea, by_lookup bytea) returns bytea
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_intake
-- function locked_cases() returns TABLE(lookup bytea, case_id text, erasure text, day date, terms jsonb, reporter_certificate text, locked_key bytea, server_share bytea, bind bytea, secret_epoch text, filing text)
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_reporter
-- function locked_lookups() returns SETOF bytea
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function lose_address(gone bytea, on_day date) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty, aside_register
-- function may_be_sealed_to(wanted text, to_role text, to_reader text) returns boolean
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_desk, aside_reporter
-- function move_attachments(of_case text, message text) returns integer
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_intake, aside_reporter
-- function move_notifications() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function name_to_disclose(wanted text) returns TABLE(case_id text, message_id text, key bytea, half bytea, readers text[], tags bytea[], asked text, letters bytea[])
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_desk
-- function names_to_disclose() returns TABLE(id text, reference text, office text, zone text, asked_on date, reason text, officer text)
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_desk
-- function newest_roster() returns jsonb
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function no_later_than_today(wanted date, at_zone text) returns date
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty, aside_reporter
-- function notification_cause(officer text, on_day date, of_case text) returns bytea
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function notify_custodians() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function notify_decision() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function notify_due_dates(zones text[], on_day date) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function notify_last_address(whom text, due_by date, on_day date) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function notify_new_letters() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function notify_new_readers() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function notify_officers(officers text[], of_cases text[], on_day date, at_once boolean) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function notify_officers_once(officers text[], of_cases text[], on_day date) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function notify_reminders(on_day date) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function notify_unconfirmed_danger(ended_after timestamp with time zone, ended_by timestamp with time zone, on_day date) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function offices_of(whom text) returns text[]
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_desk
-- function ombudsman_cases_to_erase(before date) returns SETOF text
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function open_lookups(shown bytea[]) returns bytea[]
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_reporter
-- function outcome_if_ended(wanted text, on_day date, ended_at timestamp with time zone) returns text
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function present_officers(on_day date) returns SETOF text
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function readers_of(wanted text) returns TABLE(officer text)
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_desk
-- function record_day_end(on_day date) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function record_release_failure(wanted bytea, on_day date) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function record_used_lookup() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse() returns trigger
--   security invoker, volatile, owner owner, executed by nobody else
-- function refuse_both_in_roster() returns trigger
--   security invoker, volatile, search_path=pg_catalog, public, pg_temp, owner owner, executed by nobody else
-- function refuse_changed_act() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse_late_part() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse_lost_act() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse_lost_minute() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse_officer_custodian() returns trigger
--   security invoker, volatile, search_path=pg_catalog, public, pg_temp, owner owner, executed by nobody else
-- function refuse_old_cases() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse_other_days() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse_other_delayed_day() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse_other_line_days() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse_other_quarter() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse_other_received_day() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse_quiet_change() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse_quiet_row() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse_unaudited_lateness() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function refuse_unaudited_mark() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function restore_case(wanted text, on_day date) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_reporter
-- function rewrite_daily_counts(today date) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function rewrite_delayed_inbox(on_day date, again boolean, after bytea) returns bytea
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function rewrite_exclusions() returns integer
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function rewrite_idempotency_keys(before date, ended date) returns integer
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function rewrite_notifications() returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty, aside_register
-- function rewrite_office_links(before date) returns integer
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function rewrite_reminders() returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function rewrite_statistics() returns integer
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function roster_offices() returns jsonb
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_intake, aside_reporter
-- function rows_by_act() returns TABLE(act text, brings text, at_least integer, at_most integer)
--   security invoker, immutable, owner owner, executed by aside_keeper
-- function sealed_letters(wanted_reference text) returns TABLE(message_id text, case_id text, n integer, dir text, seq integer, kind text, day date, data bytea, readers text[], packets bytea[])
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by owner
-- function sealed_to(wanted text) returns TABLE(message_id text, role text, reader text)
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_desk
-- function set_recorded_day() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function set_todays_day() returns trigger
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function shown_lookups() returns bytea[]
--   security invoker, stable, owner aside_keeper, executed by aside_reporter
-- function shred_case(wanted text, line_ref text, on_day date, reason text, ended text) returns void
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function sweep_uploads(before date) returns integer
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function take_delayed_filing(wanted bytea, by_lookup bytea) returns bytea
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_intake
-- function these_lookups() returns bytea[]
--   security invoker, stable, owner owner, executed by aside_keeper, aside_reporter
-- function this_officer() returns text
--   security invoker, stable, owner owner, executed by aside_desk, aside_keeper
-- function unmatched_cases(wanted text[], written xid) returns SETOF text
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_duty
-- function used_lookup_key(lookup bytea) returns bytea
--   security invoker, immutable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function was_taken_on(wanted text) returns boolean
--   security definer, stable, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by nobody else
-- function withdraw_case(wanted text, on_day date, reason text) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_reporter
-- function withdraw_delayed_case(on_day date, reason text) returns boolean
--   security definer, volatile, search_path=pg_catalog, public, pg_temp, owner aside_keeper, executed by aside_reporter
-- function works_at(offices jsonb, whom text, at_office text) returns boolean
--   security invoker, immutable, owner aside_keeper, executed by aside_intake, aside_reporter
