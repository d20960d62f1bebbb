-- In the transaction of the request: whoever holds a half of this name and is a custodian still, and nobody else.
set local role aside_keeper;

create or replace function notify_custodians() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(20871006);
  insert into outbox (id, notification_channel, address, day, urgent, causes)
  select uuid_send(gen_random_uuid()), a.notification_channel, a.address, new.asked_on, false,
    array[notification_cause(a.officer, new.asked_on, new.case_id)]
  from officer_address a
    join message_key k
      on k.case_id = new.case_id and k.message_id = new.message_id and k.role = 'custodian' and k.reader = a.officer
  where a.lost_on is null and is_active_custodian(a.officer);
  return null;
end
$$;

revoke execute on function notify_custodians from public;

create or replace trigger request_notifies_custodians after insert on identity_request
for each row execute function notify_custodians();

reset role;
