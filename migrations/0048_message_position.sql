-- A letter has a position in its case; a place meant six things (docs/decisions/021-rooms-and-names.md).
alter table message rename constraint message_place to message_position;
