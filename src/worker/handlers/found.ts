import { AppError } from '../../shared/errors.ts'

/** The item, or AppError `notFound` that says which one is missing. */
export function found<T>(item: T | null, what: string, id: number): T {
  if (item === null)
    throw new AppError('notFound', `There is no ${what} ${id}; it may have been deleted.`, { what, id })
  return item
}
