-- Tables, columns and functions by the field's names (docs/decisions/021-rooms-and-names.md). Nothing that is stored changes:
-- acts of the ledger, bodies of what waits and hashes of nonces keep the words that they were written with.
alter table letterbox rename to delayed_inbox;
alter table settled rename to table_rewrite;
alter table spent rename to idempotency_key;
alter table told_daily rename to daily_notification;
alter table door_count rename to daily_count;
alter table mark rename to environment_marker;
alter table ledger_waiting rename to pending_ledger_line;

alter table environment_marker rename column "only" to singleton;
alter table reader rename column why to reason;
alter table shred rename column why to reason;
alter table "case" rename column set_aside to is_spam;

alter table delayed_inbox rename constraint letterbox_pkey to delayed_inbox_pkey;
alter table delayed_inbox rename constraint letterbox_act to delayed_inbox_act;
alter table delayed_inbox rename constraint letterbox_office to delayed_inbox_office;
alter table table_rewrite rename constraint settled_pkey to table_rewrite_pkey;
alter table idempotency_key rename constraint spent_pkey to idempotency_key_pkey;
alter table daily_notification rename constraint told_daily_pkey to daily_notification_pkey;
alter table daily_count rename constraint door_count_day_what_pk to daily_count_day_what_pk;
alter table environment_marker rename constraint mark_pkey to environment_marker_pkey;
alter table environment_marker rename constraint mark_only to environment_marker_singleton;
alter table environment_marker rename constraint mark_kind to environment_marker_kind;
alter table pending_ledger_line rename constraint ledger_waiting_pkey to pending_ledger_line_pkey;
alter table reader rename constraint reader_why to reader_reason;

alter index letterbox_case rename to delayed_inbox_case;
alter index letterbox_first rename to delayed_inbox_first;
alter index letterbox_order rename to delayed_inbox_order;
alter index letterbox_release rename to delayed_inbox_release;

update table_rewrite set what = 'delayed_inbox' where what = 'letterbox';

-- Each function stands in the file of its name, which makes it and its triggers after this.
set local role aside_keeper;
drop function if exists
  chain_waiting, fail_waiting, first_today, free_place, give_office_link, give_words, hold_waiting, is_waiting,
  keep_out, letter_waits, link_counts, mark_used_place, note_recorded, over_at_ombudsman, reaches_anybody,
  refuse_other_waiting_day, refuse_untold_lateness, settle_counts, settle_letterbox, settle_office_links,
  settle_reminders, settle_spent, settle_statistics, take_back, take_back_waiting, take_waiting, tell_custodians,
  tell_event, tell_fetched, tell_last_address, tell_name_fetched, tell_new_readers, tell_of_dates, tell_of_decision,
  tell_of_letters, tell_of_unconfirmed, tell_officers, tell_once, tell_refused, tell_reminded, used_place,
  words_given, works_here cascade;
reset role;
drop function if exists never_both cascade;
