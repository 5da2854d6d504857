// npm test [-- PART …]: installs what is missing and runs every part, or the named ones; the last line is the sum.
import { buildApp } from './setup/buildApp.mjs'
import { installPackages } from './setup/installPackages.mjs'
import { PARTS } from './setup/testParts.mjs'
import { provideTensorFlow } from './setup/tensorflow/provideTensorFlow.mjs'

const names = process.argv.slice(2)
const unknown = names.filter((name) => !Object.hasOwn(PARTS, name))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. The parts are ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}

const sum = { passed: 0, failed: 0, skipped: 0 }
try {
  await installPackages(console.log)
  await provideTensorFlow(console.log)
  await buildApp(console.log)
} catch (error) {
  sum.failed++
  console.error(error.message)
}
for (const [name, run] of Object.entries(PARTS)) {
  if (names.length > 0 && !names.includes(name)) continue
  console.log(`\n== ${name}`)
  const counts = await run().catch((error) => {
    console.error(error.message)
    return { passed: 0, failed: 1, skipped: 0 }
  })
  for (const key of Object.keys(sum)) sum[key] += counts[key]
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`)
process.exitCode = sum.failed > 0 ? 1 : 0
