import { z } from 'zod'
import type { DatasetSummary } from '../../../shared/domain/dataset.ts'
import type { Knowledge } from '../../../shared/domain/knowledge.ts'
import { DEFAULT_OPERATORS, OPERATORS, type OperatorId } from '../../../shared/domain/operators.ts'
import {
  DEFAULT_MAX_COMPLEXITY,
  DEFAULT_SECONDS,
  type MethodChoice,
  type RunRequest
} from '../../../shared/domain/run.ts'
import { isAppError } from '../../../shared/errors.ts'
import type { Definitions } from '../../../shared/expression/definition.ts'
import { readDefinitions } from '../../../shared/expression/readDefinitions.ts'
import { readKnowledge } from '../../../shared/expression/readKnowledge.ts'
import type { Memory } from './memory.ts'

/** The settings of the next run, as the user left them. */
export interface RunSettings {
  /** Null follows the roles of the dataset. */
  readonly target: string | null
  /** Null follows the roles of the dataset. */
  readonly inputs: readonly string[] | null
  readonly operators: readonly OperatorId[]
  readonly maxComplexity: number
  readonly seconds: number
  readonly threads: number
  readonly seed: number
  /** Methods that explain a target; null means every one that fits. */
  readonly methods: readonly MethodChoice[] | null
  /** The method that looks at the whole table instead; null where a target is to be explained. */
  readonly tableMethod: MethodChoice | null
  /** Formulas to start from, in infix. */
  readonly seeds: readonly string[]
  /** Columns to explain by the same inputs, each in a run of its own. */
  readonly otherTargets: readonly string[]
  /** The shape of the law, as typed, where only some functions in it are unknown. */
  readonly template: string | null
  /** What is known of the law, as typed: one fact a line. */
  readonly known: string
}

const choiceSchema = z.object({
  id: z.string(),
  options: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]))
})
const settingsSchema = z.object({
  target: z.string().nullable(),
  inputs: z.array(z.string()).nullable(),
  operators: z.array(z.custom<OperatorId>((id) => typeof id === 'string' && id in OPERATORS)),
  maxComplexity: z.number(),
  seconds: z.number(),
  threads: z.number(),
  seed: z.number(),
  methods: z.array(choiceSchema).nullable(),
  tableMethod: choiceSchema.nullable(),
  seeds: z.array(z.string()),
  otherTargets: z.array(z.string()).default([]),
  template: z.string().nullable().default(null),
  known: z.string().default('')
}) satisfies z.ZodType<RunSettings>

/** One core is left for the window, where there is more than one. */
export function defaultSettings(cores: number): RunSettings {
  return {
    target: null,
    inputs: null,
    operators: DEFAULT_OPERATORS,
    maxComplexity: DEFAULT_MAX_COMPLEXITY,
    seconds: DEFAULT_SECONDS,
    threads: Math.max(1, cores - 1),
    seed: 1,
    methods: null,
    tableMethod: null,
    seeds: [],
    otherTargets: [],
    template: null,
    known: ''
  }
}

/** The question that the next run on one dataset will be asked. Remembered as it is typed. */
export class RunDraft {
  readonly #dataset: () => DatasetSummary | null
  readonly #key: string
  readonly #memory: Memory
  #settings: RunSettings = $state.raw(defaultSettings(1))
  #question: string | null = $state.raw(null)
  #fault: string | null = $state.raw(null)

  constructor(datasetId: number, dataset: () => DatasetSummary | null, memory: Memory, cores: number) {
    this.#dataset = dataset
    this.#key = `draft.${datasetId}`
    this.#memory = memory
    this.#settings = memory.recall(this.#key, settingsSchema) ?? defaultSettings(cores)
    this.#question = memory.recall(`${this.#key}.question`, z.string())
    this.#fault = memory.recall(`${this.#key}.fault`, z.string())
  }

  get settings(): RunSettings {
    return this.#settings
  }

  /** Name of the column to explain: the user's choice while it exists, else the one with the role. */
  get target(): string | null {
    const columns = this.#dataset()?.columns ?? []
    const named = columns.find(({ name, kind }) => name === this.#settings.target && kind !== 'label')
    return (named ?? columns.find(({ role }) => role === 'target'))?.name ?? null
  }

  /** Names of the columns to explain it by, in the order of the table. */
  get inputs(): readonly string[] {
    const chosen = this.#settings.inputs
    const target = this.target
    return (this.#dataset()?.columns ?? [])
      .filter(({ name, role, kind }) => kind !== 'label' && (chosen ? chosen.includes(name) : role === 'input'))
      .map(({ name }) => name)
      .filter((name) => name !== target)
  }

  /** The methods of the next run; null means the portfolio. */
  get methods(): readonly MethodChoice[] | null {
    const { methods, tableMethod, template } = this.#settings
    if (tableMethod !== null) return [tableMethod]
    return template === null ? methods : null
  }

  /** The question as the user typed it; null while it follows the roles. */
  get question(): string | null {
    return this.#question
  }

  /** What part of a request can be changed while a run is paused. */
  get changes(): Partial<RunRequest> {
    const { operators, maxComplexity, seconds, threads } = this.#settings
    return { operators, maxComplexity, seconds, threads, methods: this.methods }
  }

  /** Why a run cannot start now, and what mends it; null when it can. */
  get obstacle(): string | null {
    if (this.#dataset() === null) return 'Add a dataset first.'
    if (this.#settings.tableMethod !== null) return null
    if (this.target === null) return 'Give one column the role “target” in Data.'
    if (this.inputs.length === 0) return 'Give at least one column the role “input” in Data.'
    if (this.#fault !== null) return `The question is not understood. ${this.#fault}`
    const known = this.#readKnown()
    if ('fault' in known) return `What you know is not understood. ${known.fault}`
    if (this.#settings.operators.length === 0) return 'Choose at least one operator.'
    if (this.#settings.template === null && this.#settings.methods?.length === 0) return 'Choose at least one method.'
    return null
  }

  /** What is wrong with the lines of what is known; null where they are understood. */
  get knownFault(): string | null {
    const known = this.#readKnown()
    return 'fault' in known ? known.fault : null
  }

  /** The functions that the lines define; none while something in the lines is wrong. */
  get definitions(): Definitions {
    const known = this.#readKnown()
    return readDefinitions('fault' in known ? [] : (known.knowledge?.definitions ?? []))
  }

  #readKnown(): { readonly knowledge: Knowledge | null } | { readonly fault: string } {
    try {
      const { known, template } = this.#settings
      return { knowledge: readKnowledge({ template, lines: known.split('\n') }, this.target ?? '', this.inputs) }
    } catch (error) {
      if (isAppError(error)) return { fault: error.message }
      throw error
    }
  }

  change(change: Partial<RunSettings>): void {
    this.#settings = { ...this.#settings, ...change }
    this.#memory.remember(this.#key, this.#settings)
  }

  /** Keeps the words of a question that is not understood (yet); the settings stay as they were. */
  misread(question: string, fault: string): void {
    this.#keepQuestion(question, fault)
  }

  /** Takes a question that is understood, with what it asks for. */
  ask(
    question: string,
    settings: Pick<RunSettings, 'target' | 'otherTargets' | 'inputs' | 'seeds' | 'template'>
  ): void {
    this.#keepQuestion(question, null)
    this.change(settings)
  }

  /** Takes target and inputs from the roles again. */
  followRoles(): void {
    this.#keepQuestion(null, null)
    this.change({ target: null, inputs: null, seeds: [], otherTargets: [], template: null })
  }

  #keepQuestion(question: string | null, fault: string | null): void {
    this.#question = question
    this.#fault = fault
    this.#memory.remember(`${this.#key}.fault`, fault)
    this.#memory.remember(`${this.#key}.question`, question)
  }

  /** One for each target; throws where `obstacle` says why. */
  requests(): readonly RunRequest[] {
    const first = this.request()
    const { otherTargets, tableMethod } = this.#settings
    if (tableMethod !== null) return [first]
    return [first, ...otherTargets.map((target) => ({ ...first, target }))]
  }

  /** Throws where `obstacle` says why. */
  request(): RunRequest {
    const { tableMethod, known: _, template: __, otherTargets: ___, ...settings } = this.#settings
    const target = this.target
    if (tableMethod !== null) return { ...settings, methods: [tableMethod], target, inputs: null, evaluations: null }
    if (target === null) throw new Error('a run needs a target')
    const known = this.#readKnown()
    if ('fault' in known) throw new Error('a run needs knowledge that is understood')
    const request = { ...settings, methods: this.methods, target, inputs: this.inputs, evaluations: null }
    return known.knowledge === null ? request : { ...request, knowledge: known.knowledge }
  }
}
