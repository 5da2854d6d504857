import { expect, test } from 'vitest'
import { comparedNetworks } from '../../../../../src/worker/methods/equivariant/comparedNetworks.ts'
import { learnInvariant, learnPlain } from '../../../../../src/worker/methods/equivariant/learnNetworks.ts'
import { readQuestion } from '../../../../../src/worker/methods/equivariant/readQuestion.ts'
import {
  scaleAnswers,
  scaleColumns,
  scaleInvariants
} from '../../../../../src/worker/methods/equivariant/scaleSamples.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { loadTensor } from '../../../../../src/worker/tensor/loadTensor.ts'
import { numberedTable } from '../../../../support/equivariantTables.ts'
import { observationsOf } from '../../../../support/observations.ts'
import { readBack } from '../../../../support/readBack.ts'

const ROWS = 50
const random = createRandom(12)
const { tf } = await loadTensor()
const settings = {
  tf, hidden: 6, steps: 20, random, control: { shouldStop: () => false }, count: () => undefined, report: () => undefined
} // prettier-ignore

const pixel = (j: number) => `p${j}`
const link = (j: number) => `u${j}`
const coordinate = (j: number) => `${'xyz'.charAt(j % 3)}${Math.floor(j / 3) + 1}`
const size = (values: readonly number[]) => values.reduce((sum, value) => sum + Math.sin(value), 4)
const sum = (values: readonly number[], axis: number) => values.reduce((total, value, j) => total + (j % 3 === axis ? value ** 3 : 0), 0) // prettier-ignore

interface Case {
  readonly columns: Record<string, number[]>
  readonly grid: string
  readonly target: string
  /** What someone else gives the network, of the numbers in a row. */
  readonly sampleOf: (values: readonly number[]) => readonly number[]
  readonly isWeaker: boolean
}

const asTheyAre = (values: readonly number[]) => values
/** Without a column of charges they are 1. */
const withCharges = (values: readonly number[]) => [...values, ...Array.from({ length: values.length / 3 }, () => 1)]
const points = (count: number, answers: Parameters<typeof numberedTable>[4]) => numberedTable(ROWS, 3 * count, random.normal, coordinate, answers) // prettier-ignore

test.each<[string, () => Case]>([
  ['an image that is no square', () => ({ columns: numberedTable(ROWS, 12, random.next, pixel, (p) => ({ E: size(p) })), grid: '3x4', target: 'E', sampleOf: asTheyAre, isWeaker: false })],
  ['a square image', () => ({ columns: numberedTable(ROWS, 9, random.next, pixel, (p) => ({ E: size(p) })), grid: '', target: 'E', sampleOf: asTheyAre, isWeaker: false })],
  ['a lattice of phases', () => ({ columns: numberedTable(ROWS, 24, () => 6 * random.next(), link, (u) => ({ E: size(u) })), grid: '3x4', target: 'E', sampleOf: asTheyAre, isWeaker: false })],
  ['a lattice of signs', () => ({ columns: numberedTable(ROWS, 18, () => 2 * random.integer(2) - 1, link, (u) => ({ E: size(u) })), grid: '', target: 'E', sampleOf: (u) => u.map((sign) => (sign === 1 ? 0 : Math.PI)), isWeaker: false })],
  ['points in threes', () => ({ columns: points(4, (x) => ({ E: size(x) })), grid: '', target: 'E', sampleOf: withCharges, isWeaker: false })],
  ['points in twos', () => ({ columns: points(7, (x) => ({ E: size(x) })), grid: '', target: 'E', sampleOf: withCharges, isWeaker: false })],
  ['points that play parts', () => ({ columns: points(3, (x) => ({ E: size(x) })), grid: '', target: 'E', sampleOf: withCharges, isWeaker: true })],
  ['a vector of points', () => ({ columns: points(3, (x) => ({ Fx: sum(x, 0), Fy: sum(x, 1), Fz: sum(x, 2) })), grid: '', target: 'Fx', sampleOf: withCharges, isWeaker: false })]
])('a network of %s read from a file, and the plain one, answer as the program does', (_, make) => {
  const { columns, grid, target, sampleOf, isWeaker } = make()
  const question = readQuestion(observationsOf(columns, { target }), { grid })
  if (typeof question === 'string') throw new Error(question)
  const samples = isWeaker ? question.weaker!.samples : question.samples
  const order = Array.from({ length: ROWS }, (_row, i) => i)
  const [learning, heldOut] = [order.slice(5), order.slice(0, 5)]
  const elements = scaleInvariants(samples, learning)
  const answers = scaleAnswers(question.answers, learning, samples.vectors === null)
  const raw = scaleColumns(question.raw, learning)
  const obeying = learnInvariant(elements.samples, answers.columns, learning, heldOut, settings)
  const plain = learnPlain(raw.columns, answers.columns, learning, heldOut, settings)
  const scales = { elements: elements.scales, raw: raw.scales, answers: answers.scales }
  const numbers = { obeying: obeying.numbers, plain: plain.numbers }
  const read = readBack(comparedNetworks(question, { samples, group: question.group }, scales, numbers))
  const inputs = question.rawNames.map((name) => columns[name]!)
  heldOut.forEach((row, i) => {
    const values = inputs.map((column) => column[row]!)
    const [own, other] = [read.get('with the symmetry')!(sampleOf(values)), read.get('plain network')!(values)]
    expect(own).toHaveLength(question.answerNames.length)
    answers.scales.forEach(({ centre, spread }, o) => {
      // the program answers in 32 bits: some hundred sums of 6·10⁻⁸ each
      expect((own[o]! - centre) / spread).toBeCloseTo(obeying.told[i]![o]!, 5)
      expect((other[o]! - centre) / spread).toBeCloseTo(plain.told[i]![o]!, 5)
    })
  })
  // an answer that does not depend on the sample would be the same too
  expect(Math.max(...obeying.told.map(([a]) => Math.abs(a! - obeying.told[0]![0]!)))).toBeGreaterThan(1e-3)
}) // prettier-ignore
