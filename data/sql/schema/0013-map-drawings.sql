-- Pieces of route maps that the office draws again and again, kept under a name.

create table kontor.map_template (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  name   text not null check (length(name) between 1 and 200),
  -- Points and the lines between them, in the form of a map.
  piece  jsonb not null
         check ((jsonb_typeof(piece->'points') = 'array' and jsonb_typeof(piece->'flows') = 'array'
                 and jsonb_array_length(piece->'points') between 1 and 500 and octet_length(piece::text) <= 1000000) is true)
);

insert into kontor.entity (name, title_column, owner_column, parent_entity, parent_column, writing) values
  ('map_template', 'name', null, null, null, 'administrator');

-- Pictures on maps.  A picture is called by what it contains: the map that shows
-- it keeps only its name, also when it is copied into another map, and no version
-- of any map can lose it.
create table kontor.map_picture (
  hash        text primary key check (hash ~ '^[0-9a-f]{64}$'),
  mime        text not null check (mime in ('image/png', 'image/jpeg', 'image/svg+xml')),
  content     bytea not null check (octet_length(content) between 1 and 1000000),
  created_at  timestamptz not null default clock_timestamp(),
  created_by  uuid references kontor.employee
);
