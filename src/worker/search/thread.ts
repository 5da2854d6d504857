import { parentPort, workerData } from 'node:worker_threads'
import { runIslandJob } from './islandJob.ts'
import type { IslandJob } from './islands.ts'
import { runTask, type RunJob } from './runJob.ts'

/** Entry of a search thread: a whole discovery, or one more island of a method. */
const job = workerData as RunJob | IslandJob
if (job.kind === 'island') runIslandJob(job)
else if (parentPort !== null) await runTask(job, parentPort)
