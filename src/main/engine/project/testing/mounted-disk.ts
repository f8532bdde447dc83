import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

function mountTemporary(folder: string, options: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' })
}

/** Why no disk can be mounted here, or null when it can. */
export function whyNoDisk(): string | null {
  if (process.platform !== 'linux') return `no tmpfs on ${process.platform}`
  if (process.getuid?.() !== 0) return 'only root can mount a tmpfs'
  const folder = mkdtempSync(join(tmpdir(), 'seamline-test-'))
  try {
    mountTemporary(folder, 'size=256k')
    execFileSync('umount', [folder])
    return null
  } catch (error) {
    return `mount says ${String(error)}`
  } finally {
    rmdirSync(folder)
  }
}

/** Runs with a real disk of that size, mounted in `folder`. */
export async function onSmallDisk(
  folder: string,
  kilobytes: number,
  work: (disk: string) => Promise<void>,
): Promise<void> {
  const disk = join(folder, `disk-${kilobytes}`)
  await mkdir(disk)
  mountTemporary(disk, `size=${kilobytes}k`)
  try {
    await work(disk)
  } finally {
    execFileSync('umount', [disk])
  }
}

/** Runs while a folder can't be written: by its rights, or for root, whom rights don't stop, mounted read-only. */
export async function whileReadOnly(folder: string, work: () => Promise<void>): Promise<void> {
  const root = process.getuid?.() === 0
  if (root) {
    execFileSync('mount', ['--bind', folder, folder])
    execFileSync('mount', ['-o', 'remount,bind,ro', folder])
  } else await chmod(folder, 0o555)
  try {
    await work()
  } finally {
    if (root) execFileSync('umount', [folder])
    else await chmod(folder, 0o755)
  }
}
