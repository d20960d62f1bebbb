-- His half, and for whom he may make it anew: whoever reads the case now and has the other half. Beside it the request
-- as it was signed, and the sealed letters between person and office that it names, by which his machine checks both.
set local role aside_keeper;

create or replace function name_to_disclose(wanted text)
returns table (
  case_id text, message_id text, key bytea, half bytea, readers text[], tags bytea[], asked text, letters bytea[]
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select i.case_id, i.message_id, k.key, own.packet,
    array(
      select r.officer from reader r join message_key o
        on o.case_id = i.case_id and o.message_id = i.message_id and o.role = 'officer' and o.reader = r.officer
      where r.case_id = i.case_id and r.until is null order by r.officer
    ),
    array(select x.tag from exclusion x where x.case_id = i.case_id),
    signed.act,
    array(
      select e.data from message m join envelope e on e.case_id = m.case_id and e.message_id = m.id
      where m.case_id = i.case_id and m.dir <> 'o>o'
        and m.seq <= coalesce((signed.act::jsonb -> 'heads' -> m.dir ->> 'seq')::int, 0)
      order by m.n
    )
  from identity_request i
    join "case" c on c.id = i.case_id
    join case_key k on k.case_id = i.case_id
    join message_key own
      on own.case_id = i.case_id and own.message_id = i.message_id
      and own.role = 'custodian' and own.reader = this_officer()
    left join lateral (
      select e.signed_act as act from event e
      where e.case_id = i.case_id and e.act = 'identity_asked' order by e.n desc limit 1
    ) signed on true
  where i.id = wanted and i.decision is null and c.closed_on is null and holds_half(i.case_id, i.message_id)
$$;

revoke execute on function name_to_disclose from public;
grant execute on function name_to_disclose to aside_desk;

reset role;
