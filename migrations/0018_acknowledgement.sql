-- Public halves of the keys that sign acknowledgements. Somebody may hold one for ten years: what was published stays
-- as it was published, whoever asks.
create trigger filing_key_is_final before update or delete on filing_key
for each row execute function refuse('a published key stays');
create trigger filing_keys_stay before truncate on filing_key
for each statement execute function refuse('a published key stays');

grant select, insert on filing_key to aside_register;
