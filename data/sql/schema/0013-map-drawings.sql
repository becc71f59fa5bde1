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

-- What people say of a map while it is drawn: of a point by its key, or of all of
-- it; answered below, and settled when it is done.
create table kontor.map_comment (
  id uuid primary key, version bigint not null default 1,
  created_at timestamptz, created_by uuid, changed_at timestamptz, changed_by uuid,
  map_id      uuid not null references kontor.route_map on delete cascade,
  point       text check (length(point) between 1 and 200),
  answers     uuid references kontor.map_comment on delete cascade,
  text        text not null check (length(text) between 1 and 4000),
  settled_at  timestamptz,
  settled_by  uuid references kontor.employee,
  check ((settled_at is null) = (settled_by is null)),
  -- An answer is about what it answers, and settled with it.
  check (answers is null or (point is null and settled_at is null))
);
create index map_comment_map on kontor.map_comment (map_id, created_at);
create index map_comment_answers on kontor.map_comment (answers) where answers is not null;

insert into kontor.entity (name, title_column, owner_column, parent_entity, parent_column, writing) values
  ('map_comment', 'text', null, null, null, 'nobody');
