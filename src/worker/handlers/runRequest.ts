import { z } from 'zod'
import type { Knowledge } from '../../shared/domain/knowledge.ts'
import { OPERATOR_IDS } from '../../shared/domain/operators.ts'
import type { RunRequest } from '../../shared/domain/run.ts'
import { AppError } from '../../shared/errors.ts'

const MAX_THREADS = 256

const operator = z.enum(OPERATOR_IDS)
const constraint = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['above', 'below']), bound: z.number() }),
  z.object({ kind: z.enum(['increasing', 'decreasing']), input: z.string() }),
  z.object({
    kind: z.literal('value'),
    at: z.array(z.object({ input: z.string(), value: z.number() })).min(1),
    value: z.number()
  })
])
const knowledge = z.object({
  template: z.string().nullable(),
  definitions: z.array(z.string()),
  forbiddenNesting: z.array(
    z.object({ kind: z.literal('nesting'), outer: operator, inner: operator, depth: z.int().nonnegative() })
  ),
  constraints: z.array(constraint)
}) satisfies z.ZodType<Knowledge>

const schema = z.object({
  target: z.string().min(1).nullable(),
  inputs: z
    .array(z.string())
    .transform((names) => [...new Set(names)]) // the same column twice is still one input
    .nullable(),
  methods: z
    .array(z.object({ id: z.string(), options: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])) }))
    .min(1)
    .nullable(),
  operators: z.array(operator).min(1).nullable(),
  maxComplexity: z.int().min(1).max(1000),
  seconds: z.number().positive().max(Number.MAX_SAFE_INTEGER),
  evaluations: z.int().positive().nullable(),
  threads: z.int().min(1).max(MAX_THREADS),
  seed: z.int().nonnegative(),
  seeds: z.array(z.string()),
  knowledge: knowledge.optional()
})

/** Checks what came over the wire. Throws AppError badOption that names the setting and what it accepts. */
export function checkRunRequest(request: RunRequest): RunRequest {
  const result = schema.safeParse(request)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const setting = issue?.path.join('.') ?? 'request'
  throw new AppError('badOption', `The setting "${setting}" is not acceptable: ${issue?.message ?? 'unknown fault'}.`, {
    setting,
    value: issue?.path.reduce<unknown>(
      (part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key],
      request
    )
  })
}
