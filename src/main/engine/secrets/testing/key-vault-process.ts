import { text } from 'node:stream/consumers'
import { ExpectedError } from '../../../../shared/ipc/app-error'
import { createKeyVault, type KeyPlace, type KeyVault } from '../key-vault'
import { createRedactor } from '../redactor'
import { systemKeychain } from '../system-keychain'

/** What this process is asked to do with the key of one provider. */
export type VaultRequest =
  | { readonly ask: 'status' | 'read' | 'clear' }
  | { readonly ask: 'store'; readonly key: string; readonly place: KeyPlace }

/** What came of it: a value, or an expected failure in words. */
export type VaultAnswer = { readonly value: unknown } | { readonly problem: string }

const provider = 'runway'

function answerTo(vault: KeyVault, request: VaultRequest): Promise<unknown> {
  return request.ask === 'store' ? vault.store(provider, request.key, request.place) : vault[request.ask](provider)
}

async function answer(vault: KeyVault, request: VaultRequest): Promise<VaultAnswer> {
  try {
    return { value: (await answerTo(vault, request)) ?? null }
  } catch (error) {
    if (error instanceof ExpectedError) return { problem: error.message }
    throw error
  }
}

/** Requests come as JSON on the standard input, so that no key is among the arguments; answers go the other way. */
async function serve(): Promise<void> {
  const requests = JSON.parse(await text(process.stdin)) as readonly VaultRequest[]
  const vault = createKeyVault({
    keychain: systemKeychain({ service: 'Seamline test' }),
    learn: createRedactor().learn,
  })
  const answers: VaultAnswer[] = []
  for (const request of requests) answers.push(await answer(vault, request))
  process.stdout.write(JSON.stringify(answers))
}

await serve()
