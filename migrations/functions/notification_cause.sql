-- That a notification tells of this case, in words that only the keeper can read, other in each row: who sees the
-- outbox joins no address to a case. With the case goes its key, and nothing of it is left to compare.
set local role aside_keeper;

create or replace function notification_cause(notification bytea, of_case text) returns bytea
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select hmac_sha256(k.key, convert_to('aside notification 1', 'UTF8') || '\x00'::bytea || notification)
  from case_key k where k.case_id = of_case
$$;

revoke execute on function notification_cause from public;

reset role;
