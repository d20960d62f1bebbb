-- What each act brings, and how much of it: letters by direction and kind, a Yes or a No to a request, a request for a
-- name. "r>o words" are either of her letters with which `added` may come: an answer to a request that was replaced is
-- stored as what she added. An act that is not listed brings nothing. Whoever adds an act adds it here
-- (docs/how-to.md).
create or replace function rows_by_act() returns table (act text, brings text, at_least int, at_most int)
language sql immutable as $$
  values
    ('received', 'r>o concern', 1, 1),
    ('received', 'r>o identity', 0, 1),
    ('added', 'r>o words', 1, 1),
    ('added', 'r>o addition', 0, 1),
    ('added', 'r>o consent', 0, 1),
    ('named', 'r>o identity', 1, 1),
    ('consented', 'r>o words', 1, 1),
    ('consented', 'r>o consent', 1, 1),
    ('consented', 'yes', 1, 1),
    ('declined', 'r>o words', 1, 1),
    ('declined', 'r>o consent', 1, 1),
    ('declined', 'no', 1, 1),
    ('acknowledged', 'o>r acknowledgement', 0, 1),
    ('asked', 'o>r question', 1, 1),
    ('answered', 'o>r answer', 1, 1),
    ('consent_asked', 'o>r consent', 1, 1),
    ('noted', 'o>o note', 1, 1),
    ('identity_asked', 'request for a name', 1, 1)
$$;

revoke execute on function rows_by_act from public;
grant execute on function rows_by_act to aside_keeper;
