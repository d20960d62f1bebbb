-- Is this an act that waits, in whatever version of its form? A newer or an older program may be the one that can store
-- it.
set local role aside_keeper;

create or replace function is_act(body bytea) returns boolean
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
begin
  return coalesce(jsonb_typeof(convert_from(body, 'UTF8')::jsonb -> 'letters') = 'array', false);
exception when data_exception or program_limit_exceeded then
  return false;
end
$$;

revoke execute on function is_act from public;

reset role;
