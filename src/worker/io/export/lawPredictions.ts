import type { Law } from '../../../shared/domain/law.ts'
import { toFunction } from '../../../shared/expression/evaluate.ts'
import type { ExportedFile } from '../../../shared/rpc/api.ts'
import { csvText } from './csvText.ts'
import { numberColumn, usedInputs, type ExportContext } from './exportContext.ts'
import { exportedFile, stemOf } from './exportedFile.ts'

/** Every row: its number from 1, the inputs, the target, the prediction and the residual (measured − predicted). */
export function exportPredictions(law: Law, context: ExportContext): ExportedFile {
  const { dataset } = context
  const names = usedInputs(context, law).map(({ name }) => name)
  const columns = names.map((name) => numberColumn(context, name)?.values ?? null)
  const measured = numberColumn(context, law.target)?.values ?? null
  const predict = toFunction(law.expression, names)
  const rows = Array.from({ length: dataset.rows }, (_, row) => {
    const inputs = columns.map((values) => values?.[row] ?? NaN)
    const target = measured?.[row] ?? NaN
    const prediction = predict(inputs)
    return [row + 1, ...inputs, target, prediction, target - prediction]
  })
  const text = csvText(['row', ...names, law.target, 'prediction', 'residual'], rows)
  return exportedFile([stemOf(dataset.name), law.target, 'predictions'], 'csv', text)
}
