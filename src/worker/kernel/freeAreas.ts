/** Areas of memory that were given back, for whoever needs room next. */
export interface FreeAreas {
  /** Takes so many bytes out of the smallest area that has them; null where none has. */
  take(bytes: number): number | null
  /** Gives an area back; it becomes one with those beside it. */
  give(address: number, bytes: number): void
}

interface Area {
  readonly address: number
  readonly bytes: number
}

export function createFreeAreas(): FreeAreas {
  /** By address; no two of them touch. */
  const areas: Area[] = []

  return {
    take(bytes) {
      let best = -1
      for (let i = 0; i < areas.length; i++) {
        const size = areas[i]!.bytes
        if (size >= bytes && (best < 0 || size < areas[best]!.bytes)) best = i
      }
      if (best < 0) return null
      const { address, bytes: size } = areas[best]!
      if (size === bytes) areas.splice(best, 1)
      else areas[best] = { address: address + bytes, bytes: size - bytes }
      return address
    },
    give(address, bytes) {
      let next = areas.findIndex((area) => area.address > address)
      if (next < 0) next = areas.length
      const before = areas[next - 1]
      const after = areas[next]
      const touchesBefore = before !== undefined && before.address + before.bytes === address
      const touchesAfter = after !== undefined && address + bytes === after.address
      const joined = {
        address: touchesBefore ? before.address : address,
        bytes: bytes + (touchesBefore ? before.bytes : 0) + (touchesAfter ? after.bytes : 0)
      }
      areas.splice(touchesBefore ? next - 1 : next, Number(touchesBefore) + Number(touchesAfter), joined)
    }
  }
}
