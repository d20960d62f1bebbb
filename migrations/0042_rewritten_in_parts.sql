-- What waits is written anew in parts (`functions/rewrite_delayed_inbox.sql`).
drop function if exists rewrite_delayed_inbox(date, boolean);
