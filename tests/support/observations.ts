import type { Role } from '../../src/shared/domain/dataset.ts'
import type { Observations } from '../../src/shared/domain/observations.ts'
import { DEFAULT_OPERATORS } from '../../src/shared/domain/operators.ts'
import { parseUnit } from '../../src/shared/expression/units.ts'

export interface ObservationSettings {
  readonly roles?: Readonly<Record<string, Role>>
  readonly units?: Readonly<Record<string, string>>
  readonly target?: string
}

/** A table for methods that look at it as a whole; every column is an input unless told otherwise. */
export function observationsOf(
  columns: Readonly<Record<string, ArrayLike<number>>>,
  { roles = {}, units = {}, target }: ObservationSettings = {}
): Observations {
  const names = Object.keys(columns)
  return {
    name: 'observations',
    n: columns[names[0] ?? '']?.length ?? 0,
    columns: names.map((name) => {
      const unit = units[name] ?? null
      return {
        variable: { name, unit, dimension: unit === null ? null : parseUnit(unit).dimension },
        role: name === target ? 'target' : (roles[name] ?? 'input'),
        values: Float64Array.from(columns[name]!),
        isText: false
      }
    }),
    target: target ?? null,
    inputs: null,
    operators: DEFAULT_OPERATORS
  }
}
