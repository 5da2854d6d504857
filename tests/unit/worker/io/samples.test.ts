import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importFile } from '../../../../src/worker/io/importFile.ts'
import { listSamples } from '../../../../src/worker/io/samples.ts'

const RESOURCES = join(import.meta.dirname, '../../../../resources')

describe('the samples', () => {
  test('begin with the six planets of Kepler', async () => {
    const [kepler] = await listSamples(RESOURCES)
    expect(kepler).toMatchObject({ id: 'kepler', target: 'P', inputs: ['a'], rows: 6, columns: 3, log: true })
    expect([...kepler!.x]).toEqual([0.389, 0.724, 1, 1.524, 5.2, 9.51])
    expect([...kepler!.y]).toEqual([87.77, 224.7, 365.25, 686.95, 4332.62, 10759.2])
  })

  test('are read without a warning, have their columns, and say where they come from', async () => {
    const samples = await listSamples(RESOURCES)
    expect(new Set(samples.map(({ id }) => id)).size).toBe(samples.length)
    for (const { fileName, target, inputs, roles, x, y, about } of samples) {
      const { dataset, warningCount } = await importFile(join(RESOURCES, 'samples', fileName))
      expect(warningCount, fileName).toBe(0)
      const numbers = dataset.columns.filter(({ kind }) => kind === 'number').map(({ variable }) => variable.name)
      expect(numbers, fileName).toEqual(
        expect.arrayContaining([...(target === null ? [] : [target]), ...inputs, ...Object.keys(roles)])
      )
      expect(x.length, fileName).toBe(y.length)
      expect(about, fileName).toMatch(/^(Measured|Made): /)
      await access(join(RESOURCES, 'samples', fileName.replace('.csv', '.md')))
    }
  })

  // tolerances: three times the stated error of each sample, relative to the size of the target
  test.each<readonly [id: string, law: (row: readonly number[]) => number, tolerance: number]>([
    ['kepler', ([a]) => 365.25 * a! ** 1.5, 0.012],
    ['planets', ([a]) => 365.256 * a! ** 1.5, 0.0007],
    ['fallingBall', ([t]) => 20 - (9.80665 * t! ** 2) / 2, 0.03],
    ['pendulum', ([l]) => 2 * Math.PI * Math.sqrt(l! / 9.80665), 0.006],
    ['spectrum', ([n]) => (364.6 * n! ** 2) / (n! ** 2 - 4), 1e-5],
    ['gas', ([V, T]) => (8.314 * T!) / V!, 0.015],
    ['stars', ([M]) => M! ** 3.5, 0.16],
    ['twoIons', ([x1, y1, x2, y2]) => (2 * 1439.964548) / Math.hypot(x1! - x2!, y1! - y2!), 0.02],
    // each spin with the one on its right and the one below it, once around
    [
      'spins',
      (up) =>
        -up.reduce((sum, spin, i) => sum + spin * (up[4 * Math.floor(i / 4) + ((i + 1) % 4)]! + up[(i + 4) % 16]!), 0),
      0.4
    ]
  ])('%s obeys its known law', async (id, law, tolerance) => {
    const sample = (await listSamples(RESOURCES)).find((each) => each.id === id)!
    const { dataset } = await importFile(join(RESOURCES, 'samples', sample.fileName))
    const column = (name: string): Float64Array => {
      const found = dataset.columns.find(({ variable }) => variable.name === name)
      if (found?.kind !== 'number') throw new Error(`no column ${name}`)
      return found.values
    }
    const inputs = sample.inputs.map(column)
    column(sample.target!).forEach((value, i) => {
      const expected = law(inputs.map((values) => values[i]!))
      expect(Math.abs(value - expected) / Math.max(1, Math.abs(expected))).toBeLessThan(tolerance)
    })
  })
})
