import { leastSquares } from '../../numeric/leastSquares.ts'
import { monomials } from '../dynamics/library.ts'
import { gridValues } from '../dynamics/weakForm.ts'
import type { WeakEnergy } from './weakEnergySystem.ts'

const MOST_TERMS = 60

/**
 * Share of the squared rates that polynomials of degree 3 leave when every rate has numbers of its own: motion that they
 * explain and no energy does is not conservative. 1 where nothing can be fitted.
 */
export function freeMotionLeft({ weak, space }: WeakEnergy): number {
  const degree = [3, 2, 1].find((power) => monomials(space.names, power).length <= MOST_TERMS) ?? 1
  const terms = monomials(space.names, degree).slice(1)
  const columns = terms.map((term) => weak.project(gridValues(weak, term)))
  const constant = weak.project(new Float64Array(weak.columns[0]!.length).fill(1))
  const shares = weak.left.map((left) => {
    const fit = leastSquares([constant, ...columns], left)
    const total = left.reduce((sum, value) => sum + value * value, 0)
    return fit === null || total === 0 ? 1 : fit.rss / total
  })
  return Math.max(...shares)
}
