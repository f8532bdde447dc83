import path from 'node:path'
import { exportIdSchema, type ExportId } from '../../../shared/ids'
import { ExpectedError } from '../../../shared/ipc/app-error'
import type { ExportOptions } from '../../../shared/film/export-options'
import { missingShots } from '../../engine/missing-shots'
import { planOf, takesOf } from '../../engine/open-film'
import type { FilmDesk } from '../../shell/film-desk'
import type { Publish } from '../publish'
import type { Handlers } from '../serve'
import { toAppError } from '../to-app-error'

export interface ExportShell {
  /** Asks where to; null when the user changed their mind. */
  readonly askTarget: (suggestedName: string, folder: string) => Promise<string | null>
  readonly reveal: (file: string) => void
  /** The share that is done; null: none runs. */
  readonly onProgress: (share: number | null) => void
  /** How an export ended, in words. */
  readonly onEnd: (title: string, body: string) => void
  readonly newId: () => string
  readonly log: (message: string) => void
}

type ExportChannel = 'export:check' | 'export:start' | 'export:cancel' | 'export:reveal'

/** A file name of a title: what no file system takes becomes a dash. */
function fileNameOfTitle(title: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must go
  const name = title.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-').replace(/^[.\s-]+|[.\s]+$/g, '')
  return name.slice(0, 100) || 'Film'
}

class ExportDesk {
  readonly #running = new Map<ExportId, AbortController>()
  readonly #finished = new Map<ExportId, string>()
  readonly #desk: FilmDesk
  readonly #publish: Publish
  readonly #shell: ExportShell

  constructor(desk: FilmDesk, publish: Publish, shell: ExportShell) {
    this.#desk = desk
    this.#publish = publish
    this.#shell = shell
  }

  async start(options: ExportOptions): Promise<ExportId | null> {
    const film = this.#desk.require()
    if (this.#running.size > 0) throw new ExpectedError('badRequest', 'An export is running already.')
    const missing = missingShots(planOf(film), film.session.document)
    if (options.missing === 'refuse' && missing.length > 0) {
      throw new ExpectedError('badRequest', `${missing.length} shots have no take yet.`)
    }
    const suggested = `${fileNameOfTitle(film.session.document.settings.title)}.mp4`
    const target = await this.#shell.askTarget(suggested, film.session.paths.exports)
    if (target === null) return null
    const exportId = exportIdSchema.parse(this.#shell.newId())
    void this.#run(exportId, options, target)
    return exportId
  }

  async #run(exportId: ExportId, options: ExportOptions, target: string): Promise<void> {
    const film = this.#desk.require()
    const controller = new AbortController()
    this.#running.set(exportId, controller)
    try {
      const report = await film.exportFilm({
        plan: planOf(film),
        takes: takesOf(film).byId,
        assets: film.session.document.assets,
        options,
        target,
        signal: controller.signal,
        onProgress: (share, step) => {
          this.#shell.onProgress(share)
          this.#publish('export:progress', { state: 'running', exportId, share, step })
        },
      })
      this.#finished.set(exportId, report.path)
      this.#publish('export:progress', { state: 'done', exportId, report })
      this.#shell.reveal(report.path)
      this.#shell.onEnd('The film is exported', path.basename(report.path))
    } catch (error) {
      const { kind, message } = toAppError(error, this.#shell.log)
      if (kind === 'cancelled') this.#publish('export:progress', { state: 'cancelled', exportId })
      else {
        this.#publish('export:progress', { state: 'failed', exportId, message })
        this.#shell.onEnd('The export failed', message)
      }
    } finally {
      this.#running.delete(exportId)
      this.#shell.onProgress(null)
    }
  }

  cancel(exportId: ExportId): void {
    this.#running.get(exportId)?.abort()
  }

  get running(): boolean {
    return this.#running.size > 0
  }

  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort()
  }

  reveal(exportId: ExportId): void {
    const file = this.#finished.get(exportId)
    if (file !== undefined) this.#shell.reveal(file)
  }
}

/** Exports run beside everything else; progress travels as events, one export at a time. */
export function exportHandlers(
  desk: FilmDesk,
  publish: Publish,
  shell: ExportShell,
): {
  readonly handlers: Pick<Handlers, ExportChannel>
  readonly cancelExports: () => void
  readonly exporting: () => boolean
} {
  const exports = new ExportDesk(desk, publish, shell)
  return {
    cancelExports: () => exports.cancelAll(),
    exporting: () => exports.running,
    handlers: {
      'export:check': () => {
        const film = desk.require()
        return { missing: missingShots(planOf(film), film.session.document) }
      },
      'export:start': (options) => exports.start(options),
      'export:cancel': ({ exportId }) => {
        exports.cancel(exportId)
        return undefined
      },
      'export:reveal': ({ exportId }) => {
        exports.reveal(exportId)
        return undefined
      },
    },
  }
}
