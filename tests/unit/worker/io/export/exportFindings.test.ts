import { describe, expect, test } from 'vitest'
import { param, variable, apply } from '../../../../../src/shared/domain/expr.ts'
import type { Finding } from '../../../../../src/shared/domain/finding.ts'
import type { TrainedNetwork } from '../../../../../src/shared/domain/network.ts'
import { exportFindings } from '../../../../../src/worker/io/export/exportFindings.ts'
import { momentum } from '../../../../support/exampleFinding.ts'
import { readNetworks } from '../../../../support/readNetworks.ts'

const { provenance } = momentum
const textOf = (...args: [Parameters<typeof exportFindings>[0], readonly Finding[]]) =>
  exportFindings(...args, 'swing.csv', 'Energy of a motion').text

const motion: Finding = {
  kind: 'dynamics',
  key: 'motion',
  title: 'dx/dt = v, dv/dt = -4*x',
  summary: '',
  metrics: {},
  warnings: [],
  evidence: [],
  provenance,
  time: 't',
  equations: [
    { variable: 'x', order: 1, expression: variable('v'), uncertainties: [] },
    { variable: 'v', order: 1, expression: apply('mul', param(-4), variable('x')), uncertainties: [0.1] }
  ]
}

/** Two inputs, two hidden units, one output, with numbers that can be followed by hand. */
const network: TrainedNetwork = {
  kind: 'dense',
  name: 'energy',
  meaning: 'The energy.',
  inputs: [
    { name: 'q', centre: 1, spread: 2 },
    { name: 'p', centre: 0, spread: 1 }
  ],
  outputs: [{ name: 'H', centre: 5, spread: 10 }],
  layers: {
    sizes: [2, 2, 1],
    activation: 'tanh',
    weights: [
      { shape: [2, 2], values: Float64Array.of(1, 2, 3, 4) },
      { shape: [2], values: Float64Array.of(0.5, -0.5) },
      { shape: [2, 1], values: Float64Array.of(0.25, -1) },
      { shape: [1], values: Float64Array.of(0.125) }
    ]
  }
}

describe('what was found goes out', () => {
  test('as an equation under its statement', () => {
    expect(textOf('latexEquation', [momentum])).toMatch(/^% m1\*v1 \+ m2\*v2 is conserved\n\\begin\{equation\}\n/)
  })

  test('as JSON with what it takes to make it again', () => {
    expect(JSON.parse(textOf('json', [momentum, motion]))).toMatchObject([
      { kind: 'invariant', provenance: { method: 'conservation' } },
      { kind: 'dynamics', expressions: { x: 'v', v: '-4*x' } }
    ])
  })

  test('as one function for each equation of motion, after one header', async () => {
    const python = textOf('python', [motion])
    expect(python.match(/^import/gm)).toHaveLength(1)
    expect(python.match(/^def \w+\(\w+\)/gm)).toEqual(['def d_x(v)', 'def d_v(x)'])
    // the functions are those of the formulas: JavaScript can be run here
    const source = `data:text/javascript,${encodeURIComponent(textOf('javascript', [motion]))}`
    const rates = (await import(source)) as Record<'d_x' | 'd_v', (at: number) => number>
    expect([rates.d_x(3), rates.d_v(3)]).toEqual([3, -12])
  })

  test('not as a function where there is no formula, and not as weights where nothing was trained', () => {
    const nothing: Finding = { kind: 'nothing', key: 'n', title: 'Nothing', summary: '', metrics: {}, warnings: [], evidence: [], provenance } // prettier-ignore
    expect(() => textOf('c', [nothing])).toThrow(/no formula/)
    expect(() => textOf('weights', [momentum])).toThrow(/No network was trained/)
  })

  test('as weights that another program reads from their description', () => {
    const text = textOf('weights', [{ ...momentum, networks: [network] }])
    expect(JSON.parse(text)).toMatchObject({ format: 'lawsmith-networks', version: 1, provenance: { seed: 1 } })
    // scaled inputs 1 and 2: sums 1 + 6 + 0.5 and 2 + 8 − 0.5, then a quarter of one tanh less the other, plus an eighth
    const wanted = 5 + 10 * (Math.tanh(7.5) / 4 - Math.tanh(9.5) + 0.125)
    expect(readNetworks(text).get('energy')!([3, 2])[0]).toBeCloseTo(wanted, 14)
  })

  test('as weights of each network once, where several findings of a run share them', () => {
    const text = textOf('weights', [
      { ...momentum, networks: [network] },
      { ...motion, networks: [network] }
    ])
    expect((JSON.parse(text) as { networks: unknown[] }).networks).toHaveLength(1)
  })
})
