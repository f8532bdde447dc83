/** Where an operating system keeps passwords. One account holds one secret. All of it may reject with `KeychainError`. */
export interface Keychain {
  /** Null when the account holds nothing. The system may ask the user to unlock the keychain first. */
  get(account: string): Promise<string | null>
  /** Resolves once the keychain gives the same secret back. */
  set(account: string, secret: string): Promise<void>
  /** An account that holds nothing is fine. */
  delete(account: string): Promise<void>
}

const words = {
  missing: 'No keychain answers on this computer. Start one (such as GNOME Keyring or KWallet) and try again.',
  noCollection: 'The keychain has no place for passwords yet. Create one in your password manager and try again.',
  locked: 'The keychain is locked. Unlock it and try again.',
  denied: 'The keychain refused. Allow Seamline to use it and try again.',
  silent: 'The keychain did not answer in time. Answer what it may be asking and try again.',
  tooLong: 'The keychain does not take a key this long.',
  fault: 'The keychain reports a fault.',
} as const

export type KeychainTrouble = keyof typeof words

/**
 * Why a keychain did not do what was asked. It has no cause and quotes nobody: what the system says may hold bytes of
 * the secret.
 */
export class KeychainError extends Error {
  readonly trouble: KeychainTrouble

  constructor(trouble: KeychainTrouble) {
    super(words[trouble])
    this.trouble = trouble
  }
}
