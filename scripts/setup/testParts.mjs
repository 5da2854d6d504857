import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { installChromium } from './installChromium.mjs'
import { projectNode } from './projectNode.mjs'
import { projectRoot } from './projectRoot.mjs'
import { runProcess } from './runProcess.mjs'
import { toolScript } from './toolScript.mjs'

/** The parts of the test in their order; each resolves to how many tests passed, failed and were skipped. */
export const PARTS = {
  types: () => runCheck('svelte-check', ['--tsgo', '--tsconfig', 'tsconfig.json', '--fail-on-warnings']),
  lint: () => runCheck('eslint', ['.', '--max-warnings', '0']),
  format: () => runCheck('prettier', ['--check', '--log-level', 'warn', '.']),
  unit: runUnit,
  e2e: runEndToEnd
}

/** A tool that says yes or no counts as one test. */
async function runCheck(tool, args) {
  const code = await runTool(tool, args)
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

async function runUnit() {
  const { code, report } = await withReport((file) =>
    runTool('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`])
  )
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests } = report
  const counts = { passed, failed, skipped: numPendingTests + numTodoTests }
  return blameTheTool(counts, code)
}

async function runEndToEnd() {
  const obstacle = await installChromium(console.log)
  if (obstacle) {
    console.log(`Skipped: ${obstacle}.`)
    return { passed: 0, failed: 0, skipped: await countEndToEnd() }
  }
  const { code, report } = await withReport((file) => runPlaywright(['--reporter=list,json'], file))
  const { expected, unexpected, flaky, skipped } = report.stats
  return blameTheTool({ passed: expected + flaky, failed: unexpected, skipped }, code)
}

async function countEndToEnd() {
  const { report } = await withReport((file) => runPlaywright(['--list', '--reporter=json'], file))
  const count = ({ suites = [], specs = [] }) =>
    specs.reduce((sum, { tests }) => sum + tests.length, 0) + suites.reduce((sum, suite) => sum + count(suite), 0)
  return count(report)
}

/** A tool that fails though no test did (a file that does not load, an error outside the tests) is one failure. */
function blameTheTool(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function runPlaywright(args, file) {
  return runTool('playwright', ['test', ...args], { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
}

/** Runs a tool that writes a JSON report, and reads it. Throws where there is none. */
async function withReport(run) {
  const folder = mkdtempSync(join(tmpdir(), 'lawsmith-test-'))
  try {
    const file = join(folder, 'report.json')
    const code = await run(file)
    return { code, report: JSON.parse(readFileSync(file, 'utf8')) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runTool(tool, args, variables = {}) {
  const node = projectNode()
  const env = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH, ...variables }
  return runProcess(node, [toolScript(tool), ...args], { cwd: projectRoot, env })
}
