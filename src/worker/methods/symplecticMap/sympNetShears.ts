import type { NumberArray, Shear } from '../../../shared/domain/network.ts'
import { isActivation, MODULE_ARRAYS, stepsOf, type SympNetWeights } from './sympNet.ts'

/** The shears of a network in the order in which they are taken, those that turn back written out. */
export function sympNetShears(net: SympNetWeights): Shear[] {
  const { kind, weights } = net
  return stepsOf(net).map(({ m, sign }): Shear => {
    const [matrix, strength, bias] = weights.slice(MODULE_ARRAYS * m, MODULE_ARRAYS * (m + 1))
    const moves = m % 2 === 0 ? 'momenta' : 'coordinates'
    if (kind === 'gradient') return { kind: 'ridges', moves, matrix: matrix!, strength: strength!, bias: bias! }
    if (isActivation(m)) return { kind: 'activation', moves, strength: strength! }
    const shift = { ...bias!, values: bias!.values.map((value) => sign * value) }
    return { kind: 'linear', moves, matrix: symmetric(matrix!, sign), bias: shift }
  })
}

/** The square matrix with its transpose added. */
function symmetric({ shape, values }: NumberArray, sign: 1 | -1): NumberArray {
  const d = shape[0]!
  const entry = (row: number, column: number) => values[row * d + column]! + values[column * d + row]!
  return { shape, values: Float64Array.from(values, (_, at) => sign * entry(Math.floor(at / d), at % d)) }
}
