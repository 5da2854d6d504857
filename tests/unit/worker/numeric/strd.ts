/** A nonlinear regression problem with certified least-squares values and their standard deviations. */
export interface ReferenceProblem {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly values: readonly number[]
  readonly errors: readonly number[]
  readonly rss: number
}

function problem(rows: readonly (readonly [y: number, x: number])[], rest: Omit<ReferenceProblem, 'x' | 'y'>) {
  return { x: Float64Array.from(rows, ([, x]) => x), y: Float64Array.from(rows, ([y]) => y), ...rest }
}

/**
 * Misra1a, monomolecular adsorption (D. Misra 1978), lower difficulty.
 * Source: NIST Statistical Reference Datasets, nonlinear regression, doi:10.18434/T43G6C.
 */
export const misra1a: ReferenceProblem = problem(
  // prettier-ignore
  [
    [10.07, 77.6], [14.73, 114.9], [17.94, 141.1], [23.93, 190.8], [29.61, 239.9], [35.18, 289.0], [40.02, 332.8],
    [44.82, 378.4], [50.76, 434.8], [55.05, 477.3], [61.01, 536.8], [66.4, 593.1], [75.47, 689.1], [81.78, 760.0]
  ],
  {
    values: [2.3894212918e2, 5.5015643181e-4],
    errors: [2.7070075241, 7.2668688436e-6],
    rss: 1.2455138894e-1
  }
)

/**
 * Thurber, electron mobility against the logarithm of density (R. Thurber 1979), higher difficulty.
 * Source: NIST Statistical Reference Datasets, nonlinear regression, doi:10.18434/T43G6C.
 */
export const thurber: ReferenceProblem = problem(
  // prettier-ignore
  [
    [80.574, -3.067], [84.248, -2.981], [87.264, -2.921], [87.195, -2.912], [89.076, -2.84], [89.608, -2.797],
    [89.868, -2.702], [90.101, -2.699], [92.405, -2.633], [95.854, -2.481], [100.696, -2.363], [101.06, -2.322],
    [401.672, -1.501], [390.724, -1.46], [567.534, -1.274], [635.316, -1.212], [733.054, -1.1], [759.087, -1.046],
    [894.206, -0.915], [990.785, -0.714], [1090.109, -0.566], [1080.914, -0.545], [1122.643, -0.4],
    [1178.351, -0.309], [1260.531, -0.109], [1273.514, -0.103], [1288.339, 0.01], [1327.543, 0.119],
    [1353.863, 0.377], [1414.509, 0.79], [1425.208, 0.963], [1421.384, 1.006], [1442.962, 1.115], [1464.35, 1.572],
    [1468.705, 1.841], [1447.894, 2.047], [1457.628, 2.2]
  ],
  {
    values: [
      1.28813968e3, 1.4910792535e3, 5.8323836877e2, 7.5416644291e1, 9.6629502864e-1, 3.9797285797e-1, 4.9727297349e-2
    ],
    errors: [
      4.6647963344, 3.9571156086e1, 2.8698696102e1, 5.567537027, 3.1333340687e-2, 1.4984928198e-2, 6.5842344623e-3
    ],
    rss: 5.6427082397e3
  }
)
