// npm run --silent lawsmith -- …: the command line. Installs and builds what is missing, in silence.
import { join } from 'node:path'
import { buildApp } from './setup/buildApp.mjs'
import { installPackages } from './setup/installPackages.mjs'
import { projectNode } from './setup/projectNode.mjs'
import { projectRoot } from './setup/projectRoot.mjs'
import { runProcess } from './setup/runProcess.mjs'

const say = (message) => process.stderr.isTTY && console.error(message)
try {
  await installPackages(say)
  await buildApp(say)
  // npm runs scripts in the project's folder; the user's files are meant from where the command was given
  const cwd = process.env.INIT_CWD ?? process.cwd()
  process.exitCode = await runProcess(
    projectNode(),
    [join(projectRoot, 'out', 'main', 'cli.js'), ...process.argv.slice(2)],
    { cwd }
  )
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
