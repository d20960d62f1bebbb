-- Only whoever still works here, and only where messages still arrive. Each officer of a case that stands beside; told
-- together: one message an address, and a row for each few tens of cases (`notify_officers_once`), because who is kept
-- out of one, or takes one back, has its row written anew. No address of theirs changes meanwhile (`lock_addresses`).
set local role aside_keeper;

create or replace function notify_officers(officers text[], of_cases text[], on_day date, at_once boolean) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select pg_advisory_xact_lock_shared(20871006, hashtext(o.officer)) from unnest(officers) as o (officer) group by o.officer;
  insert into outbox (id, notification_channel, address, day, urgent, causes)
  select uuid_send(gen_random_uuid()), t.notification_channel, t.address, on_day, at_once,
    array(select notification_cause(t.officer, on_day, c) from unnest(t.cases) c)
  from (
    select e.officer, e.notification_channel, e.address, array_agg(e.of_case) as cases
    from (
      select distinct a.officer, a.notification_channel, a.address, o.of_case,
        (dense_rank() over (partition by a.officer order by o.of_case) - 1) / 32 as part
      from unnest(officers, of_cases) as o (officer, of_case) join officer_address a on a.officer = o.officer
      where a.lost_on is null and a.officer in (select present_officers(on_day))
    ) e
    group by e.officer, e.notification_channel, e.address, e.part
  ) t
$$;

revoke execute on function notify_officers from public;

reset role;
