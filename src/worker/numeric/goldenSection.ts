const GOLDEN = (Math.sqrt(5) - 1) / 2

/** The lower end of a bracket after `steps` golden sections: a minimum of `f` between `low` and `high`, if it has one. */
export function goldenSection(low: number, high: number, steps: number, f: (at: number) => number): number {
  let a = high - GOLDEN * (high - low)
  let b = low + GOLDEN * (high - low)
  let valueA = f(a)
  let valueB = f(b)
  for (let step = 0; step < steps; step++) {
    if (valueA < valueB) {
      ;[high, b, valueB] = [b, a, valueA]
      a = high - GOLDEN * (high - low)
      valueA = f(a)
    } else {
      ;[low, a, valueA] = [a, b, valueB]
      b = low + GOLDEN * (high - low)
      valueB = f(b)
    }
  }
  return valueA < valueB ? a : b
}

/** Golden section between the neighbours of start `i` on a grid in any order. */
export function refineStart(starts: readonly number[], i: number, steps: number, f: (at: number) => number): number {
  const centre = starts[i]!
  const below = Math.max(...starts.filter((start) => start < centre))
  const above = Math.min(...starts.filter((start) => start > centre))
  const reach = Number.isFinite(below) ? centre - below : above - centre
  if (!Number.isFinite(reach)) return centre
  return goldenSection(
    Number.isFinite(below) ? below : centre - reach,
    Number.isFinite(above) ? above : centre + reach,
    steps,
    f
  )
}
