-- A word has one meaning (docs/decisions/021-rooms-and-names.md): a name is disclosed, what waits in the delayed inbox is
-- released; `channel` is how a concern arrived. Nothing that is stored changes: acts, decisions and roles say `released`.
alter table outbox rename column channel to notification_channel;
alter table officer_address rename column channel to notification_channel;
alter table officer_address
  rename constraint officer_address_officer_channel_pk to officer_address_officer_notification_channel_pk;
alter policy desk_released on message_key rename to desk_disclosed_half;
alter policy released_by_a_custodian on message_key rename to disclosed_by_a_custodian;

-- Each stands in the file of its new name, which makes it after this.
set local role aside_keeper;
drop function if exists name_to_release(text), names_to_release();
reset role;
