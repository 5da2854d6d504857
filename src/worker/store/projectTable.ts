import type { Database } from 'better-sqlite3'
import type { Project } from '../../shared/domain/notebook.ts'

interface Row {
  readonly id: number
  readonly name: string
  readonly created_at: number
  readonly opened_at: number
}

/** Projects, the one opened last first. */
export function createProjectTable(db: Database) {
  const all = db.prepare<[], Row>('select * from project order by opened_at desc, id desc')
  const one = db.prepare<[number], Row>('select * from project where id = ?')
  const insert = db.prepare<[string, number, number]>(
    'insert into project (name, created_at, opened_at) values (?, ?, ?)'
  )
  const rename = db.prepare<[string, number]>('update project set name = ? where id = ?')
  const open = db.prepare<[number, number]>('update project set opened_at = ? where id = ?')
  const remove = db.prepare<[number]>('delete from project where id = ?')
  return {
    list: (): Project[] => all.all().map(toProject),
    find(id: number): Project | null {
      const row = one.get(id)
      return row === undefined ? null : toProject(row)
    },
    insert: (name: string, now: number): number => Number(insert.run(name, now, now).lastInsertRowid),
    rename: (id: number, name: string) => void rename.run(name, id),
    markOpened: (id: number, now: number) => void open.run(now, id),
    remove: (id: number) => void remove.run(id)
  }
}

function toProject(row: Row): Project {
  return { id: row.id, name: row.name, createdAt: row.created_at, openedAt: row.opened_at }
}
