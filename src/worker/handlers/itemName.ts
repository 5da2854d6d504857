import { AppError } from '../../shared/errors.ts'

const MAX_LENGTH = 200

/** A name for a project or a dataset as the user typed it, without blanks at its ends. Throws AppError badOption. */
export function itemName(text: string): string {
  const name = text.trim()
  if (name === '') throw new AppError('badOption', 'The name is empty.', { name: text })
  if (name.length > MAX_LENGTH) {
    throw new AppError('badOption', `The name has ${name.length} characters; ${MAX_LENGTH} is the most.`, { name })
  }
  return name
}
