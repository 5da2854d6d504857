import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import type { WeightArray } from './weights.ts'

/** A network as a file: what it is, its settings and its numbers. */
export interface StoredNetwork {
  readonly kind: string
  readonly settings: Readonly<Record<string, string | number | boolean>>
  readonly weights: readonly WeightArray[]
}

const FORMAT = 'lawsmith-network'
const storedNetwork = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  kind: z.string(),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  weights: z.array(z.object({ shape: z.array(z.int().nonnegative()), values: z.array(z.number()) }))
})

/** The file of a network; every number comes back as it was. */
export function printNetwork({ kind, settings, weights }: StoredNetwork): string {
  const arrays = weights.map(({ shape, values }) => ({ shape, values: [...values] }))
  return JSON.stringify({ format: FORMAT, version: 1, kind, settings, weights: arrays })
}

/** Reads the file of a network. Throws AppError where it is none, or where its numbers do not fill its shapes. */
export function parseNetwork(text: string): StoredNetwork {
  const { kind, settings, weights } = readDocument(text)
  return {
    kind,
    settings,
    weights: weights.map(({ shape, values }, i) => {
      const expected = shape.reduce((product, n) => product * n, 1)
      if (values.length === expected) return { shape, values: Float64Array.from(values) }
      throw badNetwork(`array ${i + 1} has ${values.length} numbers and not ${shape.join(' × ')}`)
    })
  }
}

function readDocument(text: string): z.infer<typeof storedNetwork> {
  try {
    return storedNetwork.parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof z.ZodError) {
      const { path, message } = error.issues[0]!
      throw badNetwork(`${path.join('.') || 'the document'}: ${message}`)
    }
    if (error instanceof SyntaxError) throw badNetwork(error.message)
    throw error
  }
}

function badNetwork(fault: string): AppError {
  return new AppError('fileFormat', `This is not the file of a network: ${fault}.`, { fault })
}
