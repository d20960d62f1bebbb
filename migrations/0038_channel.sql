-- How a concern arrived is its channel, in the field's words. What waits in the delayed inbox keeps the words of version 1
-- (`src/domain/concern/channel.ts`), and no line of the ledger names a channel.
alter table "case" drop constraint case_door;
alter table "case" drop constraint case_minute_unknown;
alter table "case" rename column door to channel;
alter table "case" no force row level security;
alter table "case" disable trigger user;
update "case" set channel = case channel
  when 'card' then 'teams_card'
  when 'window' then 'teams_window'
  when 'page' then 'web_page'
  when 'telephone' then 'phone'
  when 'hand_over' then 'handover'
  else channel end;
alter table "case" enable trigger user;
alter table "case" force row level security;
alter table "case" add constraint case_channel check (channel in (
  'teams_card', 'teams_window', 'web_page', 'staff_link', 'office_link', 'phone', 'walk_in', 'letter', 'handover'
));
alter table "case" add constraint case_minute_unknown check (
  received_at is null or category = 'safety' or not (channel in ('web_page', 'staff_link', 'office_link'))
);
