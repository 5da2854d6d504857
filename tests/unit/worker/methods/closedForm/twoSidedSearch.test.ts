import { expect, test } from 'vitest'
import { variable } from '../../../../../src/shared/domain/expr.ts'
import { createTwoSidedSearch } from '../../../../../src/worker/methods/closedForm/twoSidedSearch.ts'

interface Recipe {
  /** What the search in noise says of the data. */
  readonly isRough: boolean | null
  readonly isRoughElsewhere?: boolean | null
  readonly isOver?: () => boolean
}

/** The order of the work of searches whose exact levels take two pieces of 100 evaluations, and noisy rounds one. */
function orderOf({ isRough, isRoughElsewhere = false, isOver = () => false }: Recipe): string[] {
  const order: string[] = []
  let evaluations = 0
  let round = 0
  function* work(name: string, pieces: number): Generator<void> {
    for (let i = 0; i < pieces; i++) {
      order.push(name)
      evaluations += 100
      yield
    }
  }
  const search = createTwoSidedSearch({
    exact: { level: (level) => work(`level ${level}`, 2), dearLevel: () => work('dear', 0) },
    noisy: { isRough: () => isRough, deepen: () => work(`round ${round++}`, 1), close: () => undefined },
    most: 4,
    known: () => variable('x'),
    isRoughElsewhere: () => isRoughElsewhere,
    evaluations: () => evaluations,
    isOver
  })
  for (const _ of search.steps());
  return order
}

test.each<[string, Recipe, string[]]>([
  // a round ahead of every further level: level n is preceded by n − 2 rounds
  [
    'noisy data have a round in noise between levels',
    { isRough: true },
    ['level 2', 'level 2', 'round 0', 'level 3', 'level 3', 'round 1', 'level 4', 'level 4', 'round 2']
  ],
  [
    'so have data that are known to be noisy',
    { isRough: null, isRoughElsewhere: true },
    ['level 2', 'level 2', 'round 0', 'level 3', 'level 3', 'round 1', 'level 4', 'level 4', 'round 2']
  ],
  // a quarter of the evaluations: one round of 100 in the first 200 and, not before 400, the next
  [
    'data that look exact have a quarter of the work in noise',
    { isRough: false },
    ['level 2', 'level 2', 'round 0', 'level 3', 'level 3', 'level 4', 'level 4', 'round 1']
  ],
  // four times as many evaluations as the levels: eight rounds of 100 beside 200, but there are only six
  [
    'data that look noisy, but not from elsewhere, have most of the work in noise',
    { isRough: true, isRoughElsewhere: null },
    [...['level 2', 'level 2'], ...[0, 1, 2, 3, 4, 5].map((round) => `round ${round}`), ...['level 3', 'level 3']]
  ],
  // as many evaluations as the levels
  [
    'data that look exact, but not from elsewhere, have as much work in noise',
    { isRough: false, isRoughElsewhere: null },
    ['level 2', 'level 2', 'round 0', 'round 1', 'level 3', 'level 3', 'round 2', 'round 3', 'level 4', 'level 4']
  ],
  [
    'where nothing tells, both have as much',
    { isRough: null },
    ['level 2', 'level 2', 'round 0', 'round 1', 'level 3', 'level 3', 'round 2', 'round 3', 'level 4', 'level 4']
  ]
])('%s', (_, recipe, expected) => {
  expect(orderOf(recipe).slice(0, expected.length)).toEqual(expected)
})

test('a search that is over after its first level does no more', () => {
  expect(orderOf({ isRough: true, isOver: () => true })).toEqual(['level 2', 'level 2'])
})
