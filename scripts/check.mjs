// npm run check [-- part ...]: format, lint, types, layers, dead code and unit tests, two at a time. Parts by name.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { say } from './commands.mjs'
import { pinnedNode, projectCache, projectRoot } from './paths.mjs'

const atOnce = 2
const bin = (/** @type {string} */ file) => path.join(projectRoot, 'node_modules', file)

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string[]} args for the pinned Node
 * @property {(output: string) => string | null} [problem] what is wrong although the tool said nothing
 * @property {(output: string) => string} [summary] one line worth telling when all is well
 */

/** A run that cruised nothing calls itself clean: a wrong TypeScript version did exactly that. */
function cruised(/** @type {string} */ output) {
  return Number(/\((\d+) modules,/.exec(output)?.[1] ?? 0)
}

const layers = readdirSync(projectRoot)
  .filter((name) => /^tsconfig\..+\.json$/.test(name) && name !== 'tsconfig.base.json')
  .map((name) => ({
    name: `types:${name.slice(9, -5)}`,
    args: [bin('typescript-7/bin/tsc'), '-p', name, ...onlyChanged(name)],
  }))

/** Keeps what the compiler found, so that it looks again at changed files only. */
function onlyChanged(/** @type {string} */ name) {
  return ['--incremental', '--tsBuildInfoFile', path.join(projectCache, 'types', `${name}.tsbuildinfo`)]
}

export const unitResults = path.join(projectCache, 'unit-results.json')

/**
 * Arguments for the pinned Node that run one project of vitest.config.ts and leave its results.
 * @param {'unit' | 'system'} project
 * @param {string} results
 */
export function vitest(project, results) {
  const output = ['--reporter=dot', '--reporter=json', `--outputFile.json=${results}`]
  return [bin('vitest/vitest.mjs'), 'run', '--project', project, ...output]
}

/** Longest first, so that two cores end at about the same time. @type {Part[]} */
const parts = [
  {
    name: 'unit',
    args: vitest('unit', unitResults),
    summary: (output) => /Tests\s+(.*)/.exec(output)?.[1]?.trim() ?? '',
  },
  ...layers,
  {
    name: 'layers',
    args: [bin('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.mjs', 'src'],
    problem: (output) => (cruised(output) > 0 ? null : 'no module was looked at'),
    summary: (output) => `${cruised(output)} modules`,
  },
  { name: 'dead-code', args: [bin('knip/bin/knip.js'), '--no-progress'] },
  { name: 'lint', args: [bin('oxlint/bin/oxlint'), '--format=unix'] },
  { name: 'format', args: [bin('oxfmt/bin/oxfmt'), '--check'] },
]

// Colour codes would hide the words that summaries look for.
const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' }

/** Runs one part; null when all is well, else everything it said. */
async function run(/** @type {Part} */ part) {
  const began = performance.now()
  const child = spawn(pinnedNode, part.args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
  const [code] = await once(child, 'close')
  const problem = code === 0 ? (part.problem?.(output) ?? null) : `exit code ${code}`
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const note = problem ?? part.summary?.(output) ?? ''
  say(`${problem === null ? 'ok  ' : 'FAIL'} ${part.name.padEnd(22)} ${seconds.padStart(5)} s  ${note}`)
  return problem === null ? null : `--- ${part.name}: ${problem}\n${output.trimEnd()}\n`
}

/** @param {string[]} names parts to run, or none for all; `types` names all of its kind */
export async function check(names) {
  const known = (/** @type {Part} */ part) =>
    names.some((name) => part.name === name || part.name.startsWith(`${name}:`))
  const queue = names.length === 0 ? [...parts] : parts.filter(known)
  if (queue.length === 0) return [`There is no part called ${names.join(', ')}.`]
  /** @type {string[]} */
  const problems = []
  const worker = async () => {
    for (let part = queue.shift(); part; part = queue.shift()) {
      const problem = await run(part)
      if (problem !== null) problems.push(problem)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return problems
}

if (process.argv[1] === import.meta.filename) {
  const began = performance.now()
  const problems = await check(process.argv.slice(2))
  for (const problem of problems) process.stdout.write(`\n${problem}`)
  const verdict = problems.length === 0 ? 'all parts pass' : `${problems.length} parts fail`
  say(`${verdict} in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
