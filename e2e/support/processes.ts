import { readFile } from 'node:fs/promises'

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    // The process has ended meanwhile.
    return ''
  }
}

/** Names of all processes below one, as Linux shows them. */
export async function descendantNames(pid: number): Promise<readonly string[]> {
  const children = (await textOf(`/proc/${pid}/task/${pid}/children`)).split(' ').filter(Boolean).map(Number)
  const names = await Promise.all(
    children.map(async (child) => [(await textOf(`/proc/${child}/comm`)).trim(), ...(await descendantNames(child))]),
  )
  return names.flat()
}
