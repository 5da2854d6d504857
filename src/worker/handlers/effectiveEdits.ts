import type { DatasetEdit } from '../../shared/domain/dataset.ts'
import { AppError } from '../../shared/errors.ts'

/** A change that can be made to a table as it is. */
export type TableEdit = Exclude<DatasetEdit, { readonly kind: 'unfilter' }>

/**
 * The same changes without filters that were taken back. A filter drops rows, so that taking it back means to replay
 * the rest without it. Throws AppError notFound for a filter that is not in force.
 */
export function effectiveEdits(edits: readonly DatasetEdit[]): TableEdit[] {
  const effective: TableEdit[] = []
  for (const edit of edits) {
    if (edit.kind !== 'unfilter') {
      effective.push(edit)
      continue
    }
    const filters = effective.filter(({ kind }) => kind === 'filter')
    const filter = filters[edit.index]
    if (filter === undefined) {
      throw new AppError('notFound', `There is no filter number ${edit.index + 1}.`, { index: edit.index })
    }
    effective.splice(effective.indexOf(filter), 1)
  }
  return effective
}
