// npm run bench:dynamics -- [--only ID,ID] [--seed 1] [--seeds 1] [--noise 0.01] [--show]
// Equations of motion from recorded trajectories of known systems; errors against the truth, CPU seconds of this process.
import { parseArgs } from 'node:util'
import { printInfix } from '../../src/shared/expression/printInfix.ts'
import { dynamics } from '../../src/worker/methods/dynamics/dynamics.ts'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { investigate } from '../support/investigate.ts'
import { observationsOf } from '../support/observations.ts'
import { recordMotion, type MotionSystem } from '../support/recordMotion.ts'
import { describeMachine } from './support/machine.ts'
import { motionErrors } from './support/motionErrors.ts'
import { MOTION_SYSTEMS } from './support/motionSystems.ts'

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    noise: { type: 'string' },
    show: { type: 'boolean', default: false }
  }
})
const only = options.only?.split(',')
const systems = MOTION_SYSTEMS.filter(({ id }) => only === undefined || only.includes(id))
console.log(describeMachine())
let right = 0
let runs = 0
for (const system of systems) {
  const noise = options.noise === undefined ? system.noise : Number(options.noise)
  for (let seed = Number(options.seed); seed < Number(options.seed) + Number(options.seeds); seed++) {
    const isRight = await report({ ...system, noise }, seed)
    runs++
    if (isRight) right++
  }
}
console.log(`${right} of ${runs} right: every coefficient, or every right-hand side that is no plain sum, within 2 %`)

async function report(system: MotionSystem, seed: number): Promise<boolean> {
  const table = recordMotion(system, createRandom(seed))
  const before = process.cpuUsage()
  const [finding] = await investigate(dynamics, observationsOf(table.columns), system.options, { seed })
  const { user, system: kernel } = process.cpuUsage(before)
  const seconds = ((user + kernel) / 1e6).toFixed(1)
  const head = `${system.id.padEnd(22)} seed ${seed}  ${(finding?.kind ?? 'no finding').padEnd(9)}`
  const skill = `skill ${finding?.metrics['heldOutSkill']?.toFixed(3)}`
  if (system.isNull !== undefined || finding?.kind !== 'dynamics') {
    console.log(`${head} ${skill}  ${seconds} s`)
    return system.isNull !== undefined && finding?.kind === 'nothing'
  }
  const found = new Map(finding.equations.map(({ variable, expression }) => [variable, expression]))
  const { coefficient, rightHandSide } = motionErrors(system, table, found)
  const isRight = (coefficient ?? rightHandSide) < 0.02
  const share = (value: number) => `${(100 * value).toFixed(3)} %`
  console.log(
    `${head} coefficients ${coefficient === null ? '–' : share(coefficient)}  right-hand side ${share(rightHandSide)}  misfit ${finding.metrics['misfit']?.toFixed(3)}  ${skill}  ${seconds} s${isRight ? '' : '  WRONG'}`
  )
  if (options.show || !isRight) {
    for (const { variable, order, expression } of finding.equations) {
      console.log(`    ${order === 1 ? 'd' : 'd²'} ${variable} = ${printInfix(expression)}`)
    }
    for (const warning of finding.warnings) console.log(`    ! ${warning}`)
  }
  return isRight
}
