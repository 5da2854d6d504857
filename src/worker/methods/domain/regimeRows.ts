import type { DomainTable } from './domainTable.ts'
import type { Regime } from './regime.ts'

/** A stretch of one input in which one law is to be found. */
export interface Stretch {
  /** In words: `T < 2.27`. */
  readonly name: string
  readonly rows: Uint32Array
}

/** The stretches of the rows, in the order of the input; the side on which an order parameter vanishes has no law. */
export function regimeRows(table: DomainTable, regime: Regime, format: (value: number) => string): Stretch[] {
  if (regime.kind === 'one') return [{ name: 'all rows', rows: Uint32Array.from({ length: table.n }, (_, i) => i) }]
  const { axis } = regime.study.data
  const name = table.inputs[axis]!.name
  const edges = regime.kind === 'critical' ? [regime.critical.fit.point] : regime.breaks.map(({ at }) => at)
  const stretches = Array.from({ length: edges.length + 1 }, (_, k): Stretch => {
    const [from, to] = [edges[k - 1] ?? -Infinity, edges[k] ?? Infinity]
    const values = table.x[axis]!
    const inside = [...values.keys()].filter((i) => values[i]! > from && values[i]! <= to)
    const words =
      from === -Infinity ? `${name} < ${format(to)}` : to === Infinity ? `${name} > ${format(from)}` : `${format(from)} < ${name} < ${format(to)}` // prettier-ignore
    return { name: words, rows: Uint32Array.from(inside) }
  })
  if (regime.kind === 'breaks') return stretches
  const { side } = regime.critical.fit.form
  return side === 'both' ? stretches : [side === 'below' ? stretches[0]! : stretches[1]!]
}
