import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { VaultAnswer, VaultRequest } from './key-vault-process'

/** Why no keychain can be started here, or null when one can. */
export function whyNoKeychain(): string | null {
  if (process.platform !== 'linux') return `on ${process.platform} there is only the user's own`
  for (const program of ['dbus-daemon', 'gnome-keyring-daemon']) {
    try {
      execFileSync(program, ['--version'], { stdio: 'pipe' })
    } catch (error) {
      return `${program} says ${String(error)}`
    }
  }
  return null
}

// No folder of services, so that nothing starts but what a test starts.
const busConfiguration = (folder: string): string => `<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill()
  const stubborn = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(stubborn)
}

/** Rejects when the program ends before it says its first words. */
async function firstWords({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('Its output is not read')
  for await (const data of stdout.iterator({ destroyOnReturn: false })) return String(data)
  throw new Error('It ended without a word')
}

/** A desktop's session of its own: a message bus, and a keychain that lives in one folder. */
export class PrivateSession {
  readonly folder: string
  readonly #env: NodeJS.ProcessEnv
  readonly #children: ChildProcess[] = []
  #keychain: ChildProcess | null = null

  private constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.folder = folder
    this.#env = env
  }

  /** `bus` false: a session as on a server, without one. */
  static async start(folder: string, { bus }: { readonly bus: boolean }): Promise<PrivateSession> {
    const runtime = join(folder, 'run')
    // Nothing of the user's own environment, so that nothing of theirs can be reached.
    const session = new PrivateSession(folder, {
      PATH: process.env['PATH'],
      HOME: folder,
      XDG_RUNTIME_DIR: runtime,
      XDG_DATA_HOME: join(folder, 'data'),
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_CACHE_HOME: join(folder, 'cache'),
    })
    await mkdir(runtime, { mode: 0o700 })
    if (bus) await session.#startBus(runtime)
    return session
  }

  async #startBus(runtime: string): Promise<void> {
    const file = join(this.folder, 'bus.conf')
    await writeFile(file, busConfiguration(runtime))
    const daemon = this.#start('dbus-daemon', [`--config-file=${file}`, '--nofork', '--print-address=1'])
    this.#env['DBUS_SESSION_BUS_ADDRESS'] = (await firstWords(daemon)).trim()
  }

  /** With a password its keychain opens, which it makes when there is none; without, it stays locked. */
  async startKeychain(password: string | null): Promise<void> {
    const unlock = password === null ? [] : ['--unlock']
    const daemon = this.#start('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...unlock])
    daemon.stdin?.end(password ?? '')
    this.#keychain = daemon
    await this.#untilKeychainAnswers()
  }

  async stopKeychain(): Promise<void> {
    if (this.#keychain) await end(this.#keychain)
  }

  /** Asks a vault in a process of its own, in this session. */
  async askVault(...requests: VaultRequest[]): Promise<readonly VaultAnswer[]> {
    const resolve = fileURLToPath(new URL('../../project/testing/resolve-typescript.mjs', import.meta.url))
    const program = fileURLToPath(new URL('key-vault-process.ts', import.meta.url))
    const child = this.#start(process.execPath, ['--import', resolve, program], 'pipe')
    child.stdin?.end(JSON.stringify(requests))
    if (!child.stdout || !child.stderr) throw new Error('Its output is not read')
    const [answers, complaints] = await Promise.all([text(child.stdout), text(child.stderr)])
    if (answers === '') throw new Error(`The process with the vault failed: ${complaints}`)
    return JSON.parse(answers) as readonly VaultAnswer[]
  }

  /** Ends all that was started, newest first. */
  async stop(): Promise<void> {
    for (const child of this.#children.toReversed()) await end(child)
  }

  #start(program: string, args: readonly string[], complaints: 'pipe' | 'ignore' = 'ignore'): ChildProcess {
    const child = spawn(program, args, { env: this.#env, stdio: ['pipe', 'pipe', complaints] })
    this.#children.push(child)
    return child
  }

  /** The keychain takes its name on the bus a moment after it starts. */
  async #untilKeychainAnswers(): Promise<void> {
    const asked = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus']
    const question = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets']
    for (let attempt = 0; attempt < 200; attempt++) {
      const child = this.#start('dbus-send', [...asked, ...question])
      if (child.stdout && (await text(child.stdout)).includes('boolean true')) return
      if (this.#keychain?.exitCode !== null) break
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error('The keychain did not start')
  }
}
