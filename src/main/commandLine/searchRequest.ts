import type { DatasetSummary } from '../../shared/domain/dataset.ts'
import { DEFAULT_MAX_COMPLEXITY, type MethodChoice, type RunRequest } from '../../shared/domain/run.ts'
import { AppError } from '../../shared/errors.ts'
import { templateInputs, type LawTemplate } from '../../shared/expression/lawTemplate.ts'
import { readKnowledge } from '../../shared/expression/readKnowledge.ts'
import type { SearchCommand } from './command.ts'
import { readSeeds } from './readSeeds.ts'

export interface SearchQuestion {
  /** Null for a method that asks for none. */
  readonly target: string | null
  /** All targets of the command: none of them explains another. */
  readonly targets: readonly string[]
  readonly methods: readonly MethodChoice[] | null
  /** The template of the command, read. */
  readonly shape: LawTemplate | null
}

/** What the engine is asked for one target. */
export function searchRequest(
  command: SearchCommand,
  { target, targets, methods, shape }: SearchQuestion,
  dataset: DatasetSummary
): RunRequest {
  const { seconds, evaluations, threads, seed, operators, features } = command
  const apart = targets.length > 1 ? columnNames(dataset).inputs.filter((name) => !targets.includes(name)) : null
  return {
    target,
    inputs: features ?? (shape && templateInputs(shape)) ?? apart,
    methods,
    operators,
    maxComplexity: DEFAULT_MAX_COMPLEXITY,
    seconds,
    evaluations,
    threads,
    seed,
    seeds: command.seeds === null || target === null ? [] : readSeeds(command.seeds, target),
    ...knowledgeOf(command, target, dataset)
  }
}

/** What the user knows, read with the names of the columns. */
function knowledgeOf(
  { know, template, features }: SearchCommand,
  target: string | null,
  dataset: DatasetSummary
): Pick<RunRequest, 'knowledge'> {
  if (know.length === 0 && template === null) return {}
  if (target === null) throw new AppError('usage', 'What is known is known of a target: name it by --target.')
  const inputs = features ?? columnNames(dataset).columns.filter((name) => name !== target)
  return { knowledge: readKnowledge({ template, lines: know }, target, inputs) ?? undefined }
}

/** Columns of numbers, and those that explain unless told otherwise. */
export function columnNames({ columns }: DatasetSummary): { readonly columns: string[]; readonly inputs: string[] } {
  const numbers = columns.filter(({ kind }) => kind !== 'label')
  return {
    columns: numbers.map(({ name }) => name),
    inputs: numbers.filter(({ role }) => role === 'input').map(({ name }) => name)
  }
}
