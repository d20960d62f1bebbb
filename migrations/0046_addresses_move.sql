-- A notification that waits goes where its officer is told now (migrations/functions/move_notifications.sql): who pairs a
-- new chat, or whose address is sealed under a new secret, was otherwise told at an address of nobody.
grant update (address, retry_at) on outbox to aside_keeper;
