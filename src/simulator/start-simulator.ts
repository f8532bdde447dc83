import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ffmpeg } from '../main/engine/ffmpeg/ffmpeg'
import { Account, makeKey, usualTier, type Tier } from './account'
import { SimulatorClock } from './clock'
import { SimulatorControl } from './control'
import { FaultBox } from './fault'
import { GatewayApi, gatewayKeyOf } from './gateway-api'
import { OfficialApi } from './official-api'
import { OutputDesk } from './output-desk'
import { createBlockMaker, createClipMaker } from './render-clip'
import { RequestLog } from './request-log'
import { SimulatorServer } from './simulator-server'
import { TaskBoard } from './task-board'
import { UploadDesk } from './upload-desk'
import { UseapiApi } from './useapi-api'

/** One customer of the simulated provider. */
export interface SimulatedAccount {
  /** `key_` and 128 hexadecimal digits. */
  readonly key: string
  readonly balance: number
  readonly tier?: Partial<Tier>
}

export interface SimulatorOptions {
  /** 0, the usual one, takes a free port. */
  readonly port?: number
  /** At least one; usually one with a new key and 10,000 credits. */
  readonly accounts?: readonly SimulatedAccount[]
  /** Makes playable clips. Null gives blocks of bytes instead: quick, for tests that look at no picture. */
  readonly ffmpeg: Ffmpeg | null
  /** Simulated seconds for one real second, usually 1. */
  readonly speed?: number
  /** Simulated milliseconds before a task runs and while it does; usually 1 s and 8 s. */
  readonly pendingMs?: number
  readonly runMs?: number
  /** Bytes of a file where there is no ffmpeg. */
  readonly blockBytes?: number
  /** Where the folder for its files is made; the system's place for temporary files if left out. */
  readonly temporary?: string
  /** Told of what went wrong inside. */
  readonly log?: (message: string) => void
}

export interface Simulator {
  /** `http://127.0.0.1:<port>`, without `/v1`. */
  readonly baseUrl: string
  readonly port: number
  /** The first account's key. */
  readonly key: string
  /** The same account's key at the gateways, whose addresses are `<baseUrl>/<name>/runwayml`. */
  readonly gatewayKey: string
  readonly control: SimulatorControl
  /** Refuses connections, and cuts those that are open, until `comeBack`. */
  goAway(): Promise<void>
  /** Listens at the same port again. */
  comeBack(): Promise<void>
  /** Ends every connection, timer and encoding and removes the files. */
  close(): Promise<void>
}

export const usualBalance = 10_000

function accountsOf(given: readonly SimulatedAccount[] | undefined): Map<string, Account> {
  const list = given ?? [{ key: makeKey(), balance: usualBalance }]
  return new Map(list.map(({ key, balance, tier }) => [key, new Account(key, balance, { ...usualTier, ...tier })]))
}

/** Listens on this computer only. */
async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
}

async function endListening(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}

/** Starts a server that speaks the official protocol. Rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const accounts = accountsOf(options.accounts)
  const [first] = accounts.keys()
  if (first === undefined) throw new Error('The simulator needs at least one account.')
  const folder = await mkdtemp(join(options.temporary ?? tmpdir(), 'seamline-simulator-'))
  const clips = options.ffmpeg
    ? createClipMaker(options.ffmpeg, folder)
    : createBlockMaker(folder, options.blockBytes ?? 4096)
  const log = options.log ?? (() => undefined)
  const clock = new SimulatorClock(options.speed ?? 1)
  const times = { pendingMs: options.pendingMs ?? 1000, runMs: options.runMs ?? 8000 }
  const board = new TaskBoard(clock, clips, times, log)
  const uploads = new UploadDesk(clock, folder)
  const outputs = new OutputDesk(clock, board)
  const settings = { costs: true, taskLag: 0, replyRefs: true }
  const parts = { accounts, clock, board, uploads, outputs, settings, faults: new FaultBox(), log: new RequestLog() }
  const control = new SimulatorControl(parts)
  const api = new OfficialApi({ ...parts, tellsCosts: () => settings.costs })
  const gateways = new GatewayApi({ ...parts, lag: () => settings.taskLag })
  const useapi = new UseapiApi({ ...parts, lag: () => settings.taskLag, listsReplyRefs: () => settings.replyRefs })
  const answers = new SimulatorServer({ ...parts, api, gateways, useapi, control, problem: log })
  const server = createServer({ keepAliveTimeout: 5000 }, (request, response) => answers.serve(request, response))
  try {
    await listen(server, options.port ?? 0)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    port,
    key: first,
    gatewayKey: gatewayKeyOf({ key: first }),
    control,
    goAway: () => endListening(server),
    comeBack: () => listen(server, port),
    async close() {
      const ended = endListening(server)
      await answers.close()
      await ended
      await clips.close()
      await board.filesMade()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
