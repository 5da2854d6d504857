import type { Database } from 'better-sqlite3'
import type { Column, Role, Variable } from '../../shared/domain/dataset.ts'
import type { Dimension } from '../../shared/domain/dimension.ts'
import { sharedFloats } from '../numeric/sharedColumns.ts'

interface Row {
  readonly kind: 'number' | 'label'
  readonly name: string
  readonly unit: string | null
  readonly dimension: string | null
  readonly role: Role
  readonly origin: string | null
  readonly levels: string | null
  readonly data: Uint8Array
}

type Values = [number, number, string, string, string | null, string | null, string, string | null, string | null, Uint8Array] // prettier-ignore

/** Columns of readings. Blobs are little-endian, which every platform that Lawsmith runs on is by itself. */
export function createColumnTable(db: Database) {
  const ofReading = db.prepare<[number], Row>('select * from dataset_column where reading_id = ? order by position')
  const insert = db.prepare<Values>(
    `insert into dataset_column (reading_id, position, kind, name, unit, dimension, role, origin, levels, data)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  )
  return {
    // one blob at a time: all of them beside the columns made of them would be the table twice
    list: (readingId: number): Column[] => Array.from(ofReading.iterate(readingId), toColumn),
    insert(readingId: number, position: number, column: Column): void {
      const { kind, variable, role } = column
      const dimension = variable.dimension === null ? null : JSON.stringify(variable.dimension)
      const origin = column.kind === 'number' ? column.origin : null
      const levels = column.kind === 'label' ? JSON.stringify(column.levels) : null
      const data = bytesOf(column.kind === 'number' ? column.values : column.codes)
      insert.run(readingId, position, kind, variable.name, variable.unit, dimension, role, origin, levels, data)
    }
  }
}

function toColumn(row: Row): Column {
  const variable: Variable = {
    name: row.name,
    unit: row.unit,
    dimension: row.dimension === null ? null : (JSON.parse(row.dimension) as Dimension)
  }
  return row.kind === 'number'
    ? { kind: 'number', variable, role: row.role, values: toFloats(row.data), origin: row.origin }
    : {
        kind: 'label',
        variable,
        role: row.role,
        codes: new Int32Array(new Uint8Array(row.data).buffer),
        levels: JSON.parse(row.levels ?? '[]') as string[]
      }
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function toFloats(bytes: Uint8Array): Float64Array {
  const values = sharedFloats(bytes.byteLength / Float64Array.BYTES_PER_ELEMENT)
  bytesOf(values).set(bytes)
  return values
}
