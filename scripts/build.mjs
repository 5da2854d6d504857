// npm run build: installs what is missing and builds out/.
import { buildApp } from './setup/buildApp.mjs'
import { installPackages } from './setup/installPackages.mjs'

const say = (message) => console.error(message)
try {
  await installPackages(say)
  await buildApp(say, { force: true })
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
