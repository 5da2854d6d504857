/**
 * Runs that look at whole tables: how many findings the snapshot of a run holds, and findings in the notebook.
 * `source_id` is the number of the law, or of the run that found the finding; body is the copy of either.
 */
export const findings = `
alter table run add column finding_count integer not null default 0;

create table pinned (
  id integer primary key autoincrement,
  project_id integer not null references project on delete cascade,
  position integer not null,
  title text not null,
  text text not null,
  kind text not null check (kind in ('law', 'finding')),
  body blob not null,
  source_id integer not null,
  dataset_id integer not null,
  dataset_name text not null,
  created_at integer not null,
  removed_at integer
) strict;
insert into pinned
  select id, project_id, position, title, text, 'law', law, law_id, dataset_id, dataset_name, created_at, removed_at
  from notebook_entry;
drop table notebook_entry;
alter table pinned rename to notebook_entry;
create index notebook_entry_project on notebook_entry (project_id);
`
