-- The minute from which the hour of a danger counts stays until somebody took the case on, or it ended: whoever took it
-- away before, or wrote for a moment that somebody had, would end the alarm without a trace.
set local role aside_keeper;

create or replace function refuse_lost_minute() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not was_taken_on(new.id) then
    raise exception using errcode = 'AS001', message = 'case: its minute is kept until somebody took it on';
  end if;
  return new;
end
$$;

revoke execute on function refuse_lost_minute from public;

-- After `case_forgets_minute`, by its name.
create or replace trigger case_keeps_minute before update on "case"
for each row when (old.received_at is not null and new.received_at is null) execute function refuse_lost_minute();

reset role;
