-- As `withdraw_case`, for what no office has seen yet: it stays where it waits, and is not released. By its
-- receipt alone: the id of a case that its row says may be somebody else's.
set local role aside_keeper;

create or replace function withdraw_delayed_case(on_day date, reason text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  taken record;
begin
  select b.office, b.lookup, convert_from(b.body, 'UTF8')::jsonb #>> '{filing,terms,zone}' as zone into taken from delayed_inbox b
  where b.lookup = any (these_lookups()) and b.act = 'received' for update;
  if not found then
    return false;
  end if;
  if reason not in ('settled', 'withdrawn') or not is_today_in(on_day, taken.zone) then
    raise exception using errcode = 'AS001', constraint = 'clocks_apart', message = 'case: it is taken back today, and so it is said';
  end if;
  lock table erasure in row exclusive mode;
  insert into erasure (lookup, id, office, zone, day, reason)
  values (
    taken.lookup, translate(encode(uuid_send(gen_random_uuid()), 'base64'), '+/=', '-_'),
    taken.office, taken.zone, on_day, reason
  );
  return true;
end
$$;

revoke execute on function withdraw_delayed_case from public;
grant execute on function withdraw_delayed_case to aside_reporter;

reset role;
