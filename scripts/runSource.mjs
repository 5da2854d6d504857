// node scripts/runSource.mjs FILE …: runs a TypeScript source under a Node that is new enough for it.
import { projectNode } from './setup/projectNode.mjs'
import { runProcess } from './setup/runProcess.mjs'

process.exitCode = await runProcess(projectNode(), process.argv.slice(2))
