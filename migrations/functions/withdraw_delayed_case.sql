-- As `withdraw_case`, for what no office has seen yet, with the files of its letters: an office, a month and a count
-- stay.
set local role aside_keeper;

create or replace function withdraw_delayed_case(on_day date, reason text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  letters int;
  taken record;
begin
  select b.office, b.lookup, convert_from(b.body, 'UTF8')::jsonb -> 'filing' ->> 'id' as case_id,
    convert_from(b.body, 'UTF8')::jsonb #>> '{filing,terms,zone}' as zone into taken from delayed_inbox b
  where b.lookup = any (these_lookups()) and b.act = 'received' for update;
  if not found then
    return false;
  end if;
  if reason not in ('settled', 'withdrawn') or not is_today_in(on_day, taken.zone) then
    raise exception using errcode = 'AS001', constraint = 'clocks_apart', message = 'case: it is taken back today, and so it is said';
  end if;
  select count(*) into letters
  from delayed_inbox b, jsonb_array_elements(convert_from(b.body, 'UTF8')::jsonb -> 'letters') l
  where b.lookup = any (these_lookups());
  -- Under the id of a stored case, which somebody else has, the files are that person's.
  delete from upload u where u.case_id = taken.case_id and not exists (select from receipt r where r.case_id = taken.case_id);
  insert into shred (ref, office, day, letters, reason)
  values (
    replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
    taken.office, date_trunc('month', on_day)::date, letters, reason
  );
  delete from delayed_inbox b where b.lookup = any (these_lookups());
  insert into idempotency_key (nonce, day) values (used_lookup_key(taken.lookup), current_date) on conflict do nothing;
  return true;
end
$$;

revoke execute on function withdraw_delayed_case from public;
grant execute on function withdraw_delayed_case to aside_reporter;

reset role;
