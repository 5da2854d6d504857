/**
 * The first schema. Migrations are modules and not .sql files, because a module is the one form that is found both by
 * Node, which runs the sources directly, and in the bundle. A migration that has been released is never edited.
 *
 * Ids are never given twice (autoincrement): a notebook entry keeps the number of a law that may be gone.
 * JSON holds what has no NaN in it; blobs of laws and snapshots are frames of `shared/rpc/codec.ts`.
 */
export const initial = `
create table project (
  id integer primary key autoincrement,
  name text not null,
  created_at integer not null,
  opened_at integer not null
) strict;

-- reading_id is null while the first reading of the file is being written down
create table dataset (
  id integer primary key autoincrement,
  project_id integer not null references project on delete cascade,
  name text not null,
  source_path text not null,
  reading_id integer references reading,
  edits text not null,
  applied_edits integer not null,
  summary blob,
  created_at integer not null
) strict;
create index dataset_project on dataset (project_id);

-- one reading of the source file; corrected options make another, and runs keep the one that they used
create table reading (
  id integer primary key autoincrement,
  dataset_id integer not null references dataset on delete cascade,
  table_name text not null,
  row_count integer not null,
  options text not null,
  warnings text not null,
  warning_count integer not null,
  bytes integer not null,
  hash text not null,
  created_at integer not null
) strict;
create index reading_dataset on reading (dataset_id);

-- data: Float64 little-endian for numbers, Int32 little-endian codes for labels
create table dataset_column (
  reading_id integer not null references reading on delete cascade,
  position integer not null,
  kind text not null check (kind in ('number', 'label')),
  name text not null,
  unit text,
  dimension text,
  role text not null,
  origin text,
  levels text,
  data blob not null,
  primary key (reading_id, position)
) strict;

create table run (
  id integer primary key autoincrement,
  dataset_id integer not null references dataset on delete cascade,
  reading_id integer not null references reading on delete cascade,
  edits text not null,
  title text not null,
  request text not null,
  status text not null,
  stop_reason text,
  error text,
  verdict text not null,
  progress blob not null,
  snapshot blob not null,
  checkpoint blob,
  created_at integer not null,
  finished_at integer
) strict;
create index run_dataset on run (dataset_id);
create index run_reading on run (reading_id);

-- rank is null for a law that a later snapshot no longer holds; such rows go when the run ends
create table law (
  id integer primary key autoincrement,
  run_id integer not null references run on delete cascade,
  key text not null,
  rank integer,
  origin text not null check (origin in ('search', 'user')),
  body blob not null,
  unique (run_id, key)
) strict;

-- law_id and dataset_id are no foreign keys: the entry holds copies and outlives both
create table notebook_entry (
  id integer primary key autoincrement,
  project_id integer not null references project on delete cascade,
  position integer not null,
  title text not null,
  text text not null,
  law blob not null,
  law_id integer not null,
  dataset_id integer not null,
  dataset_name text not null,
  created_at integer not null,
  removed_at integer
) strict;
create index notebook_entry_project on notebook_entry (project_id);
`
