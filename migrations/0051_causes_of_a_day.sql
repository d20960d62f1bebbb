-- What a row of the outbox tells of is computed for an officer and a day, and no more for each row: whoever publishes a
-- roster or keeps somebody out finds it also after a flood. What waits is computed anew, so that nobody is told of what
-- is dropped before the full hour. In a new database there is nothing that waits, and no function yet.
set local role aside_keeper;
drop function if exists notification_cause(bytea, text);
do $$
begin
  if exists (select from outbox where causes <> '{}') then
    update outbox o set causes = coalesce((
      select array_agg(hmac_sha256(k.key, convert_to('aside notification 2', 'UTF8') || '\x00'::bytea
        || date_send(o.day) || convert_to(a.officer, 'UTF8')))
      from case_key k
      where hmac_sha256(k.key, convert_to('aside notification 1', 'UTF8') || '\x00'::bytea || o.id) = any (o.causes)
    ), o.causes)
    from officer_address a where a.address = o.address and o.causes <> '{}';
  end if;
end
$$;
reset role;
