/** Runs that look at whole tables: how many findings the snapshot of a run holds. */
export const findings = `
alter table run add column finding_count integer not null default 0;
`
