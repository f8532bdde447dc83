import type { ExportOptions, ExportReport } from '../../../shared/film/export-options'
import type { FilmPlan } from '../../../shared/film/plan'
import type { Asset } from '../../../shared/project/document'
import type { AssetId, TakeId } from '../../../shared/ids'
import type { Take } from '../../../shared/jobs/take'

/** Everything an export needs, taken at the moment it starts: later edits do not reach it. */
export interface ExportRequest {
  readonly plan: FilmPlan
  readonly takes: ReadonlyMap<TakeId, Take>
  readonly assets: ReadonlyMap<AssetId, Asset>
  readonly options: ExportOptions
  /** Absolute path of the finished film; replaced only by a verified one. */
  readonly target: string
  readonly signal: AbortSignal
  /** `share` 0 to 1, and the step in words. */
  readonly onProgress: (share: number, step: string) => void
}

export type ExportFilm = (request: ExportRequest) => Promise<ExportReport>
