// npm run package [-- OPTIONS of electron-builder]: installers for this system, in dist/.
import { buildApp } from './setup/buildApp.mjs'
import { installPackages } from './setup/installPackages.mjs'
import { projectNode } from './setup/projectNode.mjs'
import { projectRoot } from './setup/projectRoot.mjs'
import { runProcess } from './setup/runProcess.mjs'
import { toolScript } from './setup/toolScript.mjs'
import { provideTensorFlow } from './setup/tensorflow/provideTensorFlow.mjs'

const say = (message) => console.error(message)
try {
  await installPackages(say)
  await provideTensorFlow(say)
  await buildApp(say)
  const builder = [toolScript('electron-builder'), '--config', 'electron-builder.yml', '--publish', 'never']
  process.exitCode = await runProcess(projectNode(), [...builder, ...process.argv.slice(2)], { cwd: projectRoot })
} catch (error) {
  say(error.message)
  process.exitCode = 1
}
