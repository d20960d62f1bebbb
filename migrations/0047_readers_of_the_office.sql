-- Who reads a case works at its office, by the newest roster (`functions/offices_of.sql`). Whoever left or changed office
-- has rows of a reader still; they give nothing while that is so.
grant select on directory to aside_keeper;
