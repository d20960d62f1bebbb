-- That an officer is told of this case on this day, in words that only the keeper can read, other for each officer and
-- day: who sees the outbox joins no address to a case, and whoever looks for a case computes one word for an officer
-- and a day, however many rows wait. With the case goes its key, and nothing of it is left to compare.
set local role aside_keeper;

create or replace function notification_cause(officer text, on_day date, of_case text) returns bytea
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select hmac_sha256(
    k.key, convert_to('aside notification 2', 'UTF8') || '\x00'::bytea || date_send(on_day) || convert_to(officer, 'UTF8')
  )
  from case_key k where k.case_id = of_case
$$;

revoke execute on function notification_cause from public;

reset role;
