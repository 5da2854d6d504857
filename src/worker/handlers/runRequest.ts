import { z } from 'zod'
import { OPERATOR_IDS } from '../../shared/domain/operators.ts'
import type { RunRequest } from '../../shared/domain/run.ts'
import { AppError } from '../../shared/errors.ts'

const MAX_THREADS = 256

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
  operators: z.array(z.enum(OPERATOR_IDS)).min(1).nullable(),
  maxComplexity: z.int().min(1).max(1000),
  seconds: z.number().positive().max(Number.MAX_SAFE_INTEGER),
  evaluations: z.int().positive().nullable(),
  threads: z.int().min(1).max(MAX_THREADS),
  seed: z.int().nonnegative(),
  seeds: z.array(z.string())
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
