import type { Dimension } from '../../shared/domain/dimension.ts'
import { unit } from 'mathjs'

export function unitDimension(text: string): Dimension | null {
  if (text === '1') return [0, 0, 0, 0, 0, 0, 0]
  try {
    const d = (
      unit(({ AU: 'm', d: 's' } as Record<string, string>)[text] ?? text) as unknown as { dimensions: number[] }
    ).dimensions
    return [d[1]!, d[0]!, d[2]!, d[3]!, d[4]!, d[6]!, d[5]!]
  } catch {
    return null
  }
}
