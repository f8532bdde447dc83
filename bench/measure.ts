import { readFileSync } from 'node:fs'

/** Seconds of wall clock and of processor time, children included. */
export interface Cost {
  readonly wall: number
  readonly cpu: number
}

const ticksPerSecond = 100

/** Processor seconds of the children that have ended; only Linux tells. */
function childSeconds(): number {
  if (process.platform !== 'linux') return Number.NaN
  const text = readFileSync('/proc/self/stat', 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond
}

/** What `work` costs this process and its children. */
export async function measure(work: () => Promise<unknown>): Promise<Cost> {
  const [own, children, start] = [process.cpuUsage(), childSeconds(), performance.now()]
  await work()
  const used = process.cpuUsage(own)
  const cpu = (used.user + used.system) / 1e6 + childSeconds() - children
  return { wall: (performance.now() - start) / 1000, cpu }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Medians of several rounds; the contestants take turns, so that a busy moment hits all of them alike. */
export async function compare<Name extends string>(
  contestants: Readonly<Record<Name, () => Promise<unknown>>>,
  rounds: number,
): Promise<Readonly<Record<Name, Cost>>> {
  const names = Object.keys(contestants) as Name[]
  const costs = new Map<Name, Cost[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const name of names) costs.get(name)?.push(await measure(contestants[name]))
  }
  const summary = names.map((name) => {
    const all = costs.get(name) ?? []
    return [name, { wall: median(all.map(({ wall }) => wall)), cpu: median(all.map(({ cpu }) => cpu)) }] as const
  })
  return Object.fromEntries(summary) as Record<Name, Cost>
}

/** A line for each contestant, with its ratio to the first: above 1 it needs more than the first does. */
export function costTable(costs: Readonly<Record<string, Cost>>): string {
  const [first] = Object.values(costs)
  const rows = Object.entries(costs).map(([name, { wall, cpu }]) => {
    const ratios = first ? `x${(wall / first.wall).toFixed(2)} wall, x${(cpu / first.cpu).toFixed(2)} CPU` : ''
    return `  ${name.padEnd(34)} ${wall.toFixed(3).padStart(8)} s wall ${cpu.toFixed(3).padStart(8)} s CPU   ${ratios}`
  })
  return rows.join('\n')
}
