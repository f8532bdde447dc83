// npm test: every check and every test, ending with one line that counts them.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { check, unitResults, vitest } from './check.mjs'
import { say } from './commands.mjs'
import { runEndToEnd } from './e2e.mjs'
import { pinnedNode, projectCache, projectRoot } from './paths.mjs'
import { checkPlanted } from './planted.mjs'
import { stopWithWords } from './stop-with-words.mjs'

const systemResults = path.join(projectCache, 'system-results.json')
const endToEndResults = path.join(projectCache, 'e2e-results.json')

/** @typedef {{ passed: number, failed: number }} Count */

/** @returns {any} what a runner wrote, or null when it did not get that far */
function readResults(/** @type {string} */ file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** A runner that left no results did not run its tests, which is a failure too. @returns {Count} */
function countVitest(/** @type {string} */ file) {
  const results = readResults(file)
  if (!results) return { passed: 0, failed: 1 }
  const broken = (/** @type {any} */ suite) =>
    suite.status === 'failed' && suite.assertionResults.every((/** @type {any} */ test) => test.status !== 'failed')
  return { passed: results.numPassedTests, failed: results.numFailedTests + results.testResults.filter(broken).length }
}

/** @returns {Count} */
function countEndToEnd() {
  const results = readResults(endToEndResults)
  if (!results) return { passed: 0, failed: 1 }
  const { expected, flaky, unexpected } = results.stats
  if (flaky > 0) say(`window: ${flaky} passed only at the second try`)
  return { passed: expected + flaky, failed: unexpected + results.errors.length }
}

/** Real processes, kills and full disks; gives the exit code. */
function runSystemTests() {
  return spawnSync(pinnedNode, vitest('system', systemResults), { cwd: projectRoot, stdio: 'inherit' }).status ?? 1
}

await stopWithWords(async () => {
  for (const file of [unitResults, systemResults, endToEndResults]) rmSync(file, { force: true })
  const problems = await check([])
  for (const problem of problems) process.stdout.write(`\n${problem}`)
  const planted = checkPlanted()
  const systemCode = runSystemTests()
  const windowCode = await runEndToEnd([])
  // Parts of the check that are no test runner count as one test each when they fail.
  const parts = { passed: 0, failed: problems.filter((problem) => !problem.startsWith('--- unit')).length }
  const counts = {
    unit: countVitest(unitResults),
    parts,
    planted,
    system: countVitest(systemResults),
    window: countEndToEnd(),
  }
  const sum = { passed: 0, failed: 0 }
  for (const [name, { passed, failed }] of Object.entries(counts)) {
    say(`${name}: ${passed} passed, ${failed} failed`)
    sum.passed += passed
    sum.failed += failed
  }
  process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`)
  process.exitCode = sum.failed > 0 || systemCode !== 0 || windowCode !== 0 || problems.length > 0 ? 1 : 0
})
