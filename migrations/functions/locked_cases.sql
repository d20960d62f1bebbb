-- What a person took back and can still undo: the day, and what her key of the case needs to sign that. No letter, no
-- reader and nothing that was done; of what waits no office has seen, the filing without its letters.
set local role aside_keeper;

create or replace function locked_cases() returns table (
  lookup bytea, case_id text, erasure text, day date, terms jsonb, reporter_certificate text, locked_key bytea,
  server_share bytea, bind bytea, secret_epoch text, filing text
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.lookup, e.case_id, e.id, e.day,
    jsonb_build_object(
      'reference', c.reference, 'office', c.office, 'channel', c.channel, 'category', c.category,
      'receivedOn', c.received_on, 'replyDays', c.reply_days, 'zone', c.zone
    ),
    c.reporter_certificate, r.locked_key, r.server_share, r.bind, r.secret_epoch, null::text
  from erasure e join receipt r on r.lookup = e.lookup join "case" c on c.id = e.case_id
  where e.lookup = any (shown_lookups())
  union all
  select e.lookup, null, e.id, e.day, null, null, null, null, null, null,
    (convert_from(l.body, 'UTF8')::jsonb || '{"letters": []}')::text
  from erasure e join delayed_inbox l on l.lookup = e.lookup and l.act = 'received'
  where e.case_id is null and e.lookup = any (shown_lookups())
$$;

revoke execute on function locked_cases from public;
grant execute on function locked_cases to aside_reporter;

reset role;
