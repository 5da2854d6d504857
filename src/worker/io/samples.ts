import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Dataset } from '../../shared/domain/dataset.ts'
import type { Sample } from '../../shared/domain/notebook.ts'
import { importFile } from './importFile.ts'

const MOST_POINTS = 200

const SampleIndex = z.array(
  z.strictObject({
    id: z.string(),
    title: z.string(),
    fileName: z.string(),
    target: z.string().nullable(),
    inputs: z.array(z.string()).min(1),
    /** Of columns that are neither target nor input. */
    roles: z.record(z.string(), z.enum(['group', 'time'])),
    method: z.string().nullable(),
    /** Columns of the thumbnail: x and y. */
    plot: z.tuple([z.string(), z.string()]),
    question: z.string(),
    about: z.string(),
    xLabel: z.string(),
    yLabel: z.string(),
    log: z.boolean()
  })
)

/** The datasets that come with the program, in the order of the gallery, with the points of their thumbnails. */
export async function listSamples(resourcesDir: string): Promise<Sample[]> {
  const folder = join(resourcesDir, 'samples')
  const index = SampleIndex.parse(JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')))
  return Promise.all(
    index.map(async ({ plot, ...entry }): Promise<Sample> => {
      const { dataset } = await importFile(join(folder, entry.fileName))
      return {
        ...entry,
        rows: dataset.rows,
        columns: dataset.columns.length,
        x: thumbnail(dataset, plot[0]),
        y: thumbnail(dataset, plot[1])
      }
    })
  )
}

/** At most 200 evenly spaced values of a column. */
function thumbnail(dataset: Dataset, name: string): Float64Array {
  const column = dataset.columns.find(({ variable }) => variable.name === name)
  if (column?.kind !== 'number') throw new Error(`the sample ${dataset.name} has no numbers called ${name}`)
  const step = Math.ceil(column.values.length / MOST_POINTS)
  return column.values.filter((_, i) => i % step === 0)
}
