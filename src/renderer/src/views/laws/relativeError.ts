import type { DatasetSummary } from '../../../../shared/domain/dataset.ts'
import type { FitMetrics, Law } from '../../../../shared/domain/law.ts'

/** Standard deviation of the target, which errors are taken relative to; null where the dataset is not at hand. */
export function targetSpread(dataset: DatasetSummary | null, target: string): number | null {
  const spread = dataset?.columns.find(({ name }) => name === target)?.standardDeviation
  return spread !== undefined && spread > 0 ? spread : null
}

/** Error of some rows relative to the spread of the target: by the dataset, else by these rows' own 1 − R². */
export function relativeError(metrics: FitMetrics, spread: number | null): number {
  return spread === null ? Math.sqrt(Math.max(0, 1 - metrics.rSquared)) : metrics.rmse / spread
}

/** Error on unseen rows; on all rows where nothing could be held out. */
export function unseenError(law: Law, spread: number | null): number {
  return relativeError(law.validation ?? law.fit, spread)
}
