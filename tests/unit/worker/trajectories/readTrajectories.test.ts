import { describe, expect, test } from 'vitest'
import { readTrajectories, type TrajectoryColumns } from '../../../../src/worker/trajectories/readTrajectories.ts'
import { pointCount } from '../../../../src/worker/trajectories/trajectory.ts'
import { observationsOf } from '../../../support/observations.ts'

const t = [0, 1, 2, 3]

describe('readTrajectories', () => {
  test('splits rows by the column of trajectories, which need not be adjacent, and leaves out rows with holes', () => {
    const set = readTrajectories(
      observationsOf({
        run: [1, 2, 1, 2, 1, 2, 1, 2, 1],
        time: [0, 0, 1, 1, 2, 2, 3, 3, 4],
        x: [1, 9, 2, 8, NaN, 7, 4, 6, 5]
      })
    )
    expect(set).toMatchObject({ time: { name: 'time' }, states: [{ name: 'x' }] })
    if (typeof set === 'string') throw new Error(set)
    expect(set.trajectories).toEqual([
      {
        label: 'run 1',
        time: Float64Array.of(0, 1, 3, 4),
        states: [Float64Array.of(1, 2, 4, 5)],
        rows: Uint32Array.of(0, 2, 6, 8)
      },
      {
        label: 'run 2',
        time: Float64Array.of(0, 1, 2, 3),
        states: [Float64Array.of(9, 8, 7, 6)],
        rows: Uint32Array.of(1, 3, 5, 7)
      }
    ])
    expect(pointCount(set)).toBe(8)
  })

  test.each<[Record<string, number[]>, TrajectoryColumns, string]>([
    [{ 't [s]': t, x: t }, {}, 't [s]'],
    [{ time_ms: t, x: t }, {}, 'time_ms'],
    [{ Zeit: t, x: t }, {}, 'Zeit'],
    [{ x: t, when: t }, { time: 'when' }, 'when']
  ])('finds time in %j given %j', (columns, asked, name) => {
    expect(readTrajectories(observationsOf(columns), asked)).toMatchObject({ time: { name }, states: [{ name: 'x' }] })
  })

  test('takes roles before names, and the states that are asked for', () => {
    const observations = observationsOf(
      { t: [5, 4, 3, 2], clock2: t, body: [1, 1, 1, 1], x: t, y: [2, 1, 2, 1] },
      { roles: { clock2: 'time', body: 'group' } }
    )
    expect(readTrajectories(observations, { states: ['y'] })).toMatchObject({
      time: { name: 'clock2' },
      states: [{ name: 'y' }],
      trajectories: [{ label: 'body 1' }]
    })
  })

  test.each<[Record<string, number[]>, TrajectoryColumns, RegExp]>([
    [{ x: t, y: t }, {}, /no column of time/],
    [{ t }, {}, /Nothing moves/],
    [{ t, x: [1, 1, 1, 1] }, {}, /Nothing moves.*constant.*\(x\)/],
    [{ t: [0, 2, 1, 3], x: t }, {}, /Time goes backwards \(row 3\): "t" is 2 and then 1/],
    [{ t: [0, 1, 1, 3], x: t }, {}, /Time stands still \(row 3\)/],
    [
      { run: [1, 1, 1, 1, 2, 2], t: [0, 1, 2, 3, 0, 1], x: [0, 1, 2, 3, 4, 5] },
      {},
      /run 2 has 2 complete points; .* at least 4/
    ],
    [{ t, x: [NaN, NaN, NaN, NaN] }, {}, /Every row has a missing cell/],
    [{ t, x: t }, { states: ['z'] }, /no column "z"/]
  ])('refuses %j with %j', (columns, asked, reason) => {
    expect(readTrajectories(observationsOf(columns), asked)).toMatch(reason)
  })

  test('an empty table has no point', () => {
    expect(readTrajectories(observationsOf({ t: [], x: [] }))).toMatch(/no complete point/)
  })
})
