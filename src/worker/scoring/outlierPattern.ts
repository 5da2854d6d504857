import { predictions, type FittedForm } from './fitForm.ts'
import type { JudgingSample } from './judgingSample.ts'
import { FAR } from './noiseFit.ts'

/** Outliers side by side beyond what chance lets expect: so many standard deviations, and so many more. */
const SIGNIFICANT = 3.3
const AT_LEAST = 2
/** On the same side of the law so many times as often as on opposite ones: wide noise scatters, a miss does not. */
const SAME_SIDE = 3

/**
 * Whether the outliers of a fit follow an input: in the order of the input they lie side by side, and on the same side of
 * the law. Such rows are no errors of measurement but a part of the law that the form does not have.
 */
export function outliersFollowInput(fit: FittedForm, sample: JudgingSample): boolean {
  const values = predictions(fit, sample, null)
  const reach = FAR * Math.sqrt(fit.variance)
  const sides = values.map((value, i) => {
    const residual = (sample.y[i]! - value) * Math.sqrt(fit.scale.weights?.[i] ?? 1)
    return Math.abs(residual) > reach ? Math.sign(residual) : 0
  })
  const above = sides.filter((side) => side > 0).length
  const below = sides.filter((side) => side < 0).length
  const expected = (above ** 2 + below ** 2) / sample.n
  const most = expected + SIGNIFICANT * Math.sqrt(expected) + AT_LEAST
  // each outlier has one neighbour on its right
  if (above + below <= most) return false
  return sample.x.some((input) => {
    const order = Uint32Array.from(input.keys()).sort((a, b) => input[a]! - input[b]!)
    let [same, opposite] = [0, 0]
    for (let k = 1; k < order.length; k++) {
      const product = sides[order[k]!]! * sides[order[k - 1]!]!
      if (product > 0) same++
      else if (product < 0) opposite++
    }
    return same > most && same > SAME_SIDE * opposite
  })
}
