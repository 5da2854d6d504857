/** Coordinates nearer than this are equal. */
const TOLERANCE = 2e-8
const CELL = 1e-6
const TABLE_BITS = 17

/** Finds equal points among many in linear time; its tables are used again and again. */
export interface Collider {
  /**
   * Pairs [i, j], j < i, of points with equal coordinates. Points with `isUsed[i]` 0 do not take part.
   * @param coordinates three arrays, one value a point
   * @param options `fresh`: the first point that is new; pairs of earlier ones are not looked for
   */
  find(
    coordinates: readonly Float64Array[],
    isUsed: Uint8Array,
    count: number,
    most: number,
    options?: { readonly tolerance?: number; readonly fresh?: number }
  ): [number, number][]
}

export function createCollider(capacity: number): Collider {
  const head = new Int32Array(1 << TABLE_BITS)
  const stamp = new Int32Array(1 << TABLE_BITS)
  const next = new Int32Array(capacity)
  let round = 0

  return {
    find([a, b, c], isUsed, count, most, { tolerance = TOLERANCE, fresh = 0 } = {}) {
      const found: [number, number][] = []
      if (a === undefined || b === undefined || c === undefined) return found
      round++
      for (let i = 0; i < count; i++) {
        if (isUsed[i] === 0) continue
        const cell = Math.floor(a[i]! / CELL)
        // a point next to the border of its cell may meet one beyond it
        const last = i < fresh ? -Infinity : Math.floor((a[i]! + tolerance) / CELL)
        for (let near = Math.floor((a[i]! - tolerance) / CELL); near <= last; near++) {
          const slot = slotOf(near)
          if (stamp[slot] !== round) continue
          for (let j = head[slot]!; j >= 0; j = next[j]!) {
            if (
              Math.abs(a[i]! - a[j]!) < tolerance &&
              Math.abs(b[i]! - b[j]!) < tolerance &&
              Math.abs(c[i]! - c[j]!) < tolerance
            ) {
              found.push([i, j])
              if (found.length >= most) return found
            }
          }
        }
        const slot = slotOf(cell)
        if (stamp[slot] !== round) {
          stamp[slot] = round
          head[slot] = -1
        }
        next[i] = head[slot]!
        head[slot] = i
      }
      return found
    }
  }
}

function slotOf(cell: number): number {
  return Math.imul(cell, 2654435761) >>> (32 - TABLE_BITS)
}
