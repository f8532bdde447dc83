import { ExpectedError } from '../../../shared/ipc/app-error'
import type { AccountView } from '../../../shared/ipc/account-view'
import type { Accounts } from '../../engine/providers/create-accounts'
import type { Handlers } from '../serve'

type AccountChannel =
  | 'accounts:read'
  | 'accounts:test'
  | 'accounts:enterKey'
  | 'accounts:clearKey'
  | 'accounts:setBaseUrl'
  | 'accounts:list'

/** Accounts: the window learns how they stand and never sees a key, which is entered in a window of its own. */
export function accountHandlers(
  accounts: Accounts,
  enterKey: (provider: string) => Promise<void>,
): Pick<Handlers, AccountChannel> {
  const after = async (work: Promise<void>): Promise<readonly AccountView[]> => {
    await work
    return accounts.views()
  }
  return {
    'accounts:read': () => accounts.views(),
    'accounts:test': ({ provider }) => after(accounts.test(provider)),
    'accounts:enterKey': async ({ provider }) => {
      const view = (await accounts.views()).find((account) => account.provider === provider)
      if (!view) throw new ExpectedError('notFound', 'This version does not know that provider.')
      if (view.baseUrl === '') throw new ExpectedError('badRequest', 'Set the address of the server first.')
      return after(enterKey(provider))
    },
    'accounts:clearKey': ({ provider }) => after(accounts.clearKey(provider)),
    'accounts:setBaseUrl': ({ provider, baseUrl }) => after(accounts.setBaseUrl(provider, baseUrl)),
    'accounts:list': ({ provider, listed }) => {
      accounts.list(provider, listed)
      return accounts.views()
    },
  }
}
