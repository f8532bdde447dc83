import { join } from 'node:path'

/** Where things lie in a project folder. */
export interface ProjectPaths {
  readonly folder: string
  readonly document: string
  readonly recovery: string
  readonly lock: string
  readonly assets: string
  readonly takes: string
  readonly cache: string
  readonly exports: string
  readonly backups: string
}

/** The fixed layout of a project folder. */
export function projectPaths(folder: string): ProjectPaths {
  return {
    folder,
    document: join(folder, 'project.json'),
    recovery: join(folder, 'recovery.ndjson'),
    lock: join(folder, '.lock'),
    assets: join(folder, 'assets'),
    takes: join(folder, 'takes'),
    cache: join(folder, 'cache'),
    exports: join(folder, 'exports'),
    backups: join(folder, 'backups'),
  }
}
