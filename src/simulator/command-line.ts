import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { locateFfmpeg } from '../main/engine/ffmpeg/locate-ffmpeg'
import { makeKey } from './account'
import { dialects } from './gateway-dialects'
import { startSimulator, usualBalance, type Simulator } from './start-simulator'

const usage = `npm run simulator -- [--port <n>] [--balance <credits>] [--speed <n>]

  --port     the port to listen on; a free one if left out
  --balance  credits of the test account, usually ${usualBalance}
  --speed    simulated seconds for one real second, usually 1`

/** Where each of the resellers is spoken like. */
function gatewayLines({ baseUrl }: Simulator): string {
  return dialects.map(({ name }) => `  ${name.padEnd(12)} ${baseUrl}/${name}/runwayml`).join('\n')
}

/** A number from the command line; null when it is none, or below `least`. */
function numberFrom(text: string | undefined, usual: number, least: number): number | null {
  const number = text === undefined ? usual : Number(text)
  return text !== '' && Number.isFinite(number) && number >= least ? number : null
}

function readArguments() {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ options: { port: text, balance: text, speed: text, help: { type: 'boolean' } } })
    if (values.help) return null
    const port = numberFrom(values.port, 0, 0)
    const balance = numberFrom(values.balance, usualBalance, 0)
    const speed = numberFrom(values.speed, 1, 0.001)
    return port === null || balance === null || speed === null || port > 65_535 ? null : { port, balance, speed }
  } catch {
    // An option that is not known: the usage says which are.
    return null
  }
}

/** Runs a simulator until the process is told to end. */
async function run(): Promise<void> {
  const given = readArguments()
  if (!given) {
    console.log(usage)
    process.exitCode = process.argv.includes('--help') ? 0 : 1
    return
  }
  const ffmpeg = await locateFfmpeg({ setting: null, packaged: null, environment: process.env })
  if (!ffmpeg.ok) {
    console.error(ffmpeg.problem.message)
    process.exitCode = 1
    return
  }
  const { port, balance, speed } = given
  const accounts = [{ key: makeKey(), balance }]
  const log = (message: string): void => console.error(message)
  const simulator = await startSimulator({ port, accounts, speed, ffmpeg: ffmpeg.value, log })
  console.log(`The simulator speaks the official API at ${simulator.baseUrl} until Ctrl-C.

Key with ${balance} credits, good for nothing else:
  ${simulator.key}

To use it, start the app (npm start), open Settings and enter this address and this key for Runway. Clips are made
there and cost its own credits; nothing leaves this computer.

It speaks like resellers of Runway too. Add one of them under Settings, Accounts, with this address and key:
${gatewayLines(simulator)}
  ${simulator.gatewayKey}

And like useapi.net, with the key of Runway above:
  useapi       ${simulator.baseUrl}/v1/runwayml

What it has seen:  curl ${simulator.baseUrl}/__control
Change something:  curl -H 'content-type: application/json' -d '{"balance": 0}' ${simulator.baseUrl}/__control`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await simulator.close()
}

run().catch((error: unknown) => {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  console.error(isTaken ? 'This port is taken. Choose another one with --port.' : error)
  process.exitCode = 1
})
