import type { ScaledQuantity } from '../../../shared/domain/network.ts'
import type { Random } from '../../numeric/random.ts'
import { mean, standardDeviation } from '../../numeric/statistics.ts'
import { bondFeatures, bondNames } from './bondFeatures.ts'
import type { EnergyData } from './energyModels.ts'
import type { Molecule, MoleculeTable } from './molecules.ts'

/** Molecules of one use. Features and energies are in units of their spread over the molecules that are learnt from. */
export interface MoleculePart extends EnergyData {
  readonly molecules: readonly Molecule[]
  /** In the unit of the table. */
  readonly raw: Float64Array
}

export interface SplitMolecules {
  readonly training: MoleculePart
  /** For the width of the intervals. */
  readonly calibration: MoleculePart
  readonly test: MoleculePart
  readonly level: number
  readonly spread: number
  features(molecule: Molecule): Float64Array
  /** What the features are, and how they are scaled. */
  readonly inputs: readonly ScaledQuantity[]
}

const TRAINING = 0.6
const CALIBRATION = 0.2

export function splitMolecules({ molecules, energies, kindNames }: MoleculeTable, random: Random): SplitMolecules {
  const order = random.shuffle(molecules.map((_, m) => m))
  const ends = [TRAINING, TRAINING + CALIBRATION].map((share) => Math.round(share * order.length)) as [number, number]
  const learning = order.slice(0, ends[0])
  const known = learning.map((m) => molecules[m]!)
  const bags = bondFeatures(known)
  const raw = known.map(bags)
  const columns = Array.from(raw[0]!, (_, j) => Float64Array.from(raw, (point) => point[j]!))
  const centres = columns.map(mean)
  const spreads = columns.map((values) => standardDeviation(values) || 1)
  const learnt = Float64Array.from(learning, (m) => energies[m]!)
  const [level, spread] = [mean(learnt), standardDeviation(learnt) || 1]
  const features = (molecule: Molecule) => bags(molecule).map((value, j) => (value - centres[j]!) / spreads[j]!)
  const inputs = bondNames(known, kindNames).map((name, j) => ({ name, centre: centres[j]!, spread: spreads[j]! }))
  const part = (rows: readonly number[]): MoleculePart => ({
    molecules: rows.map((m) => molecules[m]!),
    features: rows.map((m) => features(molecules[m]!)),
    raw: Float64Array.from(rows, (m) => energies[m]!),
    energies: Float64Array.from(rows, (m) => (energies[m]! - level) / spread)
  })
  return { training: part(learning), calibration: part(order.slice(...ends)), test: part(order.slice(ends[1])), level, spread, features, inputs } // prettier-ignore
}
