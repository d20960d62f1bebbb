-- A spent nonce remembers whether it was written anew since its day is over. Those that are there are, once more, with the
-- next turn: after more than eight days without one they had been left as they came.
alter table idempotency_key add column is_rewritten boolean default false not null;
