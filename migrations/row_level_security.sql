-- Row-level security of the database today: the policies of each table, read from the catalogue of one that was just migrated. To be read, not run.
-- Written by `npm run schema`; a test fails when it differs.
-- Tables that are not listed have none: their grants stand in `schema.sql`.

alter table attachment enable row level security;
alter table attachment force row level security;
create policy desk on attachment for select to aside_desk using (EXISTS ( SELECT
   FROM message m
  WHERE ((m.case_id = attachment.case_id) AND (m.id = attachment.message_id))));
create policy keeper on attachment to aside_keeper using true with check true;

alter table attachment_piece enable row level security;
alter table attachment_piece force row level security;
create policy desk on attachment_piece for select to aside_desk using (EXISTS ( SELECT
   FROM attachment a
  WHERE ((a.case_id = attachment_piece.case_id) AND (a.id = attachment_piece.attachment_id))));
create policy keeper on attachment_piece to aside_keeper using true with check true;

alter table "case" enable row level security;
alter table "case" force row level security;
create policy desk on "case" for select to aside_desk using COALESCE(( SELECT true
   FROM reader r
  WHERE (r.case_id = "case".id)
 LIMIT 1), false);
create policy desk_changes on "case" for update to aside_desk using COALESCE(( SELECT true
   FROM reader r
  WHERE (r.case_id = "case".id)
 LIMIT 1), false);
create policy duty on "case" for select to aside_duty using true;
create policy duty_changes on "case" for update to aside_duty using true;
create policy intake on "case" for insert to aside_intake with check ((state = 'received'::text) AND (paused_days = 0) AND (NOT is_spam) AND (acknowledged_on IS NULL) AND (closed_on IS NULL) AND (responded_on IS NULL) AND (outcome IS NULL) AND (paused_on IS NULL));
create policy keeper on "case" to aside_keeper using true with check true;
create policy reporter on "case" for select to aside_reporter using (EXISTS ( SELECT
   FROM receipt r
  WHERE (r.case_id = "case".id)));
create policy reporter_changes on "case" for update to aside_reporter using (EXISTS ( SELECT
   FROM receipt r
  WHERE (r.case_id = "case".id)));

alter table case_key enable row level security;
alter table case_key force row level security;
create policy intake on case_key for insert to aside_intake with check true;
create policy keeper on case_key to aside_keeper using true with check true;

alter table case_label enable row level security;
alter table case_label force row level security;
create policy desk on case_label for select to aside_desk using ((reader = this_officer()) AND (EXISTS ( SELECT
   FROM reader r
  WHERE (r.case_id = case_label.case_id))));
create policy intake on case_label for insert to aside_intake with check true;
create policy keeper on case_label to aside_keeper using true with check true;

alter table case_leaf enable row level security;
alter table case_leaf force row level security;
create policy desk on case_leaf for select to aside_desk using (EXISTS ( SELECT
   FROM reader r
  WHERE (r.case_id = case_leaf.case_id)));
create policy intake on case_leaf for insert to aside_intake with check true;
create policy keeper on case_leaf to aside_keeper using true with check true;
create policy reporter on case_leaf for select to aside_reporter using (EXISTS ( SELECT
   FROM receipt r
  WHERE (r.case_id = case_leaf.case_id)));

alter table consent enable row level security;
alter table consent force row level security;
create policy desk on consent for select to aside_desk using (EXISTS ( SELECT
   FROM reader r
  WHERE (r.case_id = consent.case_id)));
create policy intake on consent for insert to aside_intake with check ((request IS NULL) AND (n = 1));
create policy keeper on consent to aside_keeper using true with check true;
create policy reporter on consent for select to aside_reporter using (EXISTS ( SELECT
   FROM receipt r
  WHERE (r.case_id = consent.case_id)));
create policy reporter_writes on consent for insert to aside_reporter with check ((office IS NOT NULL) AND (content IS NOT NULL) AND (EXISTS ( SELECT
   FROM message m
  WHERE ((m.id = consent.request) AND (m.case_id = consent.case_id) AND (m.dir = 'o>r'::text) AND (m.kind = 'consent'::text)))));

alter table delayed_inbox enable row level security;
alter table delayed_inbox force row level security;
create policy duty on delayed_inbox for select to aside_duty using true;
create policy intake on delayed_inbox for insert to aside_intake with check ((act = 'received'::text) AND (n = 1));
create policy keeper on delayed_inbox to aside_keeper using true with check true;
create policy reporter on delayed_inbox for select to aside_reporter using (lookup = ANY (( SELECT these_lookups() AS these_lookups)::bytea[]));
create policy reporter_changes on delayed_inbox for update to aside_reporter using (lookup = ANY (( SELECT these_lookups() AS these_lookups)::bytea[]));
create policy reporter_ends on delayed_inbox for delete to aside_reporter using ((act <> 'received'::text) AND (lookup = ANY (( SELECT these_lookups() AS these_lookups)::bytea[])) AND (EXISTS ( SELECT
   FROM receipt r
  WHERE (r.lookup = delayed_inbox.lookup))));
create policy reporter_writes on delayed_inbox for insert to aside_reporter with check ((act <> 'received'::text) AND (n > 1) AND (lookup = ANY (( SELECT these_lookups() AS these_lookups)::bytea[])));
create policy shredding on delayed_inbox to aside_keeper using true;

alter table envelope enable row level security;
alter table envelope force row level security;
create policy desk on envelope for select to aside_desk using (EXISTS ( SELECT
   FROM message m
  WHERE ((m.case_id = envelope.case_id) AND (m.id = envelope.message_id))));
create policy desk_writes on envelope for insert to aside_desk with check (EXISTS ( SELECT
   FROM message m
  WHERE ((m.case_id = envelope.case_id) AND (m.id = envelope.message_id))));
create policy intake on envelope for insert to aside_intake with check true;
create policy keeper on envelope to aside_keeper using true with check true;
create policy reporter on envelope for select to aside_reporter using (EXISTS ( SELECT
   FROM message m
  WHERE ((m.case_id = envelope.case_id) AND (m.id = envelope.message_id) AND (m.dir <> 'o>o'::text))));
create policy reporter_writes on envelope for insert to aside_reporter with check (EXISTS ( SELECT
   FROM message m
  WHERE ((m.case_id = envelope.case_id) AND (m.id = envelope.message_id))));

alter table erasure enable row level security;
alter table erasure force row level security;
create policy keeper on erasure to aside_keeper using true with check true;

alter table event enable row level security;
alter table event force row level security;
create policy desk on event for select to aside_desk using (EXISTS ( SELECT
   FROM reader r
  WHERE (r.case_id = event.case_id)));
create policy desk_acts on event as restrictive for insert to aside_desk with check ((actor = 'officer'::text) AND (officer = this_officer()) AND (corrects IS NULL) AND (act = ANY (ARRAY['acknowledged'::text, 'asked'::text, 'answered'::text, 'closed'::text, 'noted'::text, 'consent_asked'::text, 'identity_asked'::text, 'set_aside'::text, 'brought_back'::text])));
create policy desk_writes on event for insert to aside_desk with check ((actor = 'officer'::text) AND (officer = this_officer()) AND (EXISTS ( SELECT
   FROM reader r
  WHERE (r.case_id = event.case_id))));
create policy duty on event for select to aside_duty using true;
create policy duty_acts on event as restrictive for insert to aside_duty with check ((actor = 'duty'::text) AND (act = 'lapsed'::text) AND (officer IS NULL) AND (reason IS NULL) AND (corrects IS NULL) AND (at IS NULL));
create policy duty_writes on event for insert to aside_duty with check (actor = 'duty'::text);
create policy intake on event for insert to aside_intake with check true;
create policy intake_receives on event as restrictive for insert to aside_intake with check ((act = 'received'::text) AND (actor = 'reporter'::text));
create policy keeper on event to aside_keeper using true with check true;
create policy reporter on event for select to aside_reporter using (EXISTS ( SELECT
   FROM receipt r
  WHERE (r.case_id = event.case_id)));
create policy reporter_acts on event as restrictive for insert to aside_reporter with check ((actor = 'reporter'::text) AND (act = ANY (ARRAY['added'::text, 'named'::text, 'consented'::text, 'declined'::text, 'settled'::text, 'withdrawn'::text, 'reopened'::text])));
create policy reporter_writes on event for insert to aside_reporter with check ((actor = 'reporter'::text) AND (EXISTS ( SELECT
   FROM receipt r
  WHERE (r.case_id = event.case_id))));

alter table exclusion enable row level security;
alter table exclusion force row level security;
create policy desk on exclusion for select to aside_desk using (EXISTS ( SELECT
   FROM reader r
  WHERE (r.case_id = exclusion.case_id)));
create policy intake on exclusion for insert to aside_intake with check true;
create policy keeper on exclusion to aside_keeper using true with check true;
create policy reporter on exclusion for select to aside_reporter using (EXISTS ( SELECT
   FROM receipt r
  WHERE (r.case_id = exclusion.case_id)));

alter table identity_request enable row level security;
alter table identity_request force row level security;
create policy desk on identity_request for select to aside_desk using (EXISTS ( SELECT
   FROM reader r
  WHERE (r.case_id = identity_request.case_id)));
create policy desk_asks on identity_request for insert to aside_desk with check ((officer = this_officer()) AND (decision IS NULL) AND (decided_by IS NULL) AND (decided_on IS NULL) AND (EXISTS ( SELECT
   FROM reader r
  WHERE (r.case_id = identity_request.case_id))) AND (EXISTS ( SELECT
   FROM message m
  WHERE ((m.id = identity_request.message_id) AND (m.case_id = identity_request.case_id) AND (m.kind = 'identity'::text)))));
create policy keeper on identity_request to aside_keeper using true with check true;
create policy shredding on identity_request to aside_keeper using true;

alter table message enable row level security;
alter table message force row level security;
create policy desk on message for select to aside_desk using (EXISTS ( SELECT
   FROM reader r
  WHERE (r.case_id = message.case_id)));
create policy desk_writes on message for insert to aside_desk with check ((dir <> 'r>o'::text) AND (EXISTS ( SELECT
   FROM reader r
  WHERE (r.case_id = message.case_id))));
create policy intake on message for insert to aside_intake with check true;
create policy keeper on message to aside_keeper using true with check true;
create policy reporter on message for select to aside_reporter using (EXISTS ( SELECT
   FROM receipt r
  WHERE (r.case_id = message.case_id)));
create policy reporter_writes on message for insert to aside_reporter with check ((dir = 'r>o'::text) AND (EXISTS ( SELECT
   FROM receipt r
  WHERE (r.case_id = message.case_id))));

alter table message_key enable row level security;
alter table message_key force row level security;
create policy desk on message_key for select to aside_desk using ((role = 'officer'::text) AND (reader = this_officer()) AND (EXISTS ( SELECT
   FROM message m
  WHERE ((m.case_id = message_key.case_id) AND (m.id = message_key.message_id)))));
create policy desk_disclosed_half on message_key for select to aside_desk using ((role = 'released'::text) AND (reader = this_officer()) AND (EXISTS ( SELECT
   FROM message m
  WHERE ((m.case_id = message_key.case_id) AND (m.id = message_key.message_id)))));
create policy desk_writes on message_key for insert to aside_desk with check ((role = ANY (ARRAY['officer'::text, 'reporter'::text])) AND (EXISTS ( SELECT
   FROM message m
  WHERE ((m.case_id = message_key.case_id) AND (m.id = message_key.message_id)))) AND may_be_sealed_to(case_id, role, reader));
create policy disclosed_by_a_custodian on message_key as restrictive for insert to aside_desk, aside_intake, aside_reporter with check (role <> 'released'::text);
create policy intake on message_key for insert to aside_intake with check true;
create policy keeper on message_key to aside_keeper using true with check true;
create policy reporter on message_key for select to aside_reporter using ((role = 'reporter'::text) AND (EXISTS ( SELECT
   FROM message m
  WHERE ((m.case_id = message_key.case_id) AND (m.id = message_key.message_id)))));
create policy reporter_writes on message_key for insert to aside_reporter with check ((EXISTS ( SELECT
   FROM message m
  WHERE ((m.case_id = message_key.case_id) AND (m.id = message_key.message_id)))) AND may_be_sealed_to(case_id, role, reader));

alter table read_mark enable row level security;
alter table read_mark force row level security;
create policy desk on read_mark to aside_desk using (officer = this_officer()) with check ((officer = this_officer()) AND (EXISTS ( SELECT
   FROM reader r
  WHERE (r.case_id = read_mark.case_id))));
create policy keeper on read_mark to aside_keeper using true with check true;

alter table reader enable row level security;
alter table reader force row level security;
create policy desk on reader for select to aside_desk using ((officer = this_officer()) AND (until IS NULL) AND (( SELECT offices_of(this_officer()) AS offices_of) @> ARRAY[office]));
create policy duty on reader for select to aside_duty using true;
create policy intake on reader for insert to aside_intake with check true;
create policy keeper on reader to aside_keeper using true with check true;
create policy reporter on reader for select to aside_reporter using ((until IS NULL) AND (EXISTS ( SELECT
   FROM receipt r
  WHERE (r.case_id = reader.case_id))));

alter table receipt enable row level security;
alter table receipt force row level security;
create policy intake on receipt for insert to aside_intake with check true;
create policy keeper on receipt to aside_keeper using true with check true;
create policy reporter on receipt for select to aside_reporter using (lookup = ANY (( SELECT these_lookups() AS these_lookups)::bytea[]));

alter table table_rewrite enable row level security;
alter table table_rewrite force row level security;
create policy duty on table_rewrite for select to aside_duty using true;
create policy keeper on table_rewrite to aside_keeper using true with check true;

alter table upload enable row level security;
alter table upload force row level security;
create policy intake on upload for select to aside_intake using (message_id IS NULL);
create policy intake_writes on upload for insert to aside_intake with check (message_id IS NULL);
create policy keeper on upload to aside_keeper using true with check true;

alter table upload_piece enable row level security;
alter table upload_piece force row level security;
create policy intake on upload_piece for select to aside_intake using (EXISTS ( SELECT
   FROM upload u
  WHERE (u.id = upload_piece.upload_id)));
create policy intake_writes on upload_piece for insert to aside_intake with check (EXISTS ( SELECT
   FROM upload u
  WHERE (u.id = upload_piece.upload_id)));
create policy keeper on upload_piece to aside_keeper using true with check true;
