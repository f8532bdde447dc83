import type { CameraPath } from '../../../shared/film/camera-move'
import { filmContainerArgs, filmEncoderArgs, filmFrameTags, retimeFilter, type FilmFormat } from '../ffmpeg/film-codec'
import { movingStillFilter } from '../ffmpeg/move-filter'
import { options } from '../ffmpeg/options'
import { outputFile, ownInput, untrustedInput } from '../ffmpeg/untrusted-input'

/** A badge to lay over a picture: raw RGBA pixels in a file of ours. */
export interface OverlayFile {
  readonly path: string
  readonly width: number
  readonly height: number
  readonly x: number
  readonly y: number
}

/** Where the pixels of one clip come from, and which of its conformed frames are wanted. */
export type LayerSource =
  | {
      readonly kind: 'video'
      readonly path: string
      readonly from: number
      readonly length: number
      readonly overlay: OverlayFile | null
    }
  | {
      readonly kind: 'picture'
      readonly path: string
      readonly from: number
      readonly length: number
      /** How the picture moves over the whole shot, of which `from` is the first frame wanted. */
      readonly camera: CameraPath
    }

export interface PieceSources {
  readonly incoming: LayerSource
  readonly outgoing: LayerSource | null
}

interface Layer {
  readonly inputs: readonly string[]
  readonly inputCount: number
  /** Filters from the inputs to film frames numbered from zero; `label` names the output. */
  readonly graph: (firstInput: number, label: string) => string
}

/**
 * Half a frame before the first wanted one, so that no rounding of microseconds lands on the wrong side of it. ffmpeg
 * decodes from the key frame before that and drops the rest.
 */
function seek(from: number, { rate }: FilmFormat): readonly string[] {
  return from === 0 ? [] : ['-ss', (((from - 0.5) * rate[1]) / rate[0]).toFixed(6)]
}

function layerOf(source: LayerSource, format: FilmFormat): Layer {
  const ending = `trim=end_frame=${source.length},${retimeFilter(format.rate)}`
  if (source.kind === 'picture') {
    const still = movingStillFilter(source.camera, format, source.from)
    // The demuxer is named: another one would take a per cent sign in the path for a pattern.
    const inputs = [...options('-f png_pipe'), ...ownInput(source.path)]
    return { inputs, inputCount: 1, graph: (first, label) => `[${first}:v]${still},${ending}[${label}]` }
  }
  const video = [...seek(source.from, format), ...untrustedInput(source.path, 'mp4')]
  const { overlay } = source
  if (!overlay) return { inputs: video, inputCount: 1, graph: (first, label) => `[${first}:v]${ending}[${label}]` }
  const raw = options(`-f rawvideo -pixel_format rgba -video_size ${overlay.width}x${overlay.height}`)
  return {
    inputs: [...video, ...raw, ...ownInput(overlay.path)],
    inputCount: 2,
    graph: (first, label) =>
      `[${first}:v]${ending}[${label}u];[${label}u][${first + 1}:v]overlay=${overlay.x}:${overlay.y}:format=yuv420,${retimeFilter(format.rate)}[${label}]`,
  }
}

/**
 * Lays the first frames of [in] over [out] with the weights of `dissolveOpacity`: frame k shows (k + 1) / (length + 1)
 * of the incoming clip. A fade that counts from zero needs one frame before the first, which is dropped again. Blending
 * is in the film's own Y'CbCr, which is a linear image of R'G'B': the same as opacity in the monitor.
 */
function dissolveGraph(length: number, { rate }: FilmFormat): string {
  const retime = retimeFilter(rate)
  const lead = 'tpad=start=1:start_mode=clone'
  const fade = `fade=type=in:start_frame=0:nb_frames=${length + 1}:alpha=1,trim=start_frame=1`
  return [
    '[in]split[head][tail]',
    `[head]trim=end_frame=${length},format=yuva420p,${lead},${fade},${retime}[veil]`,
    `[out][veil]overlay=format=yuv420:shortest=1,${retime}[blend]`,
    `[tail]trim=start_frame=${length},${retime}[rest]`,
    '[blend][rest]concat=n=2:v=1:a=0[joined]',
  ].join(';')
}

/**
 * Arguments that write one piece of the film as a file of its own, in the film's one encoding. Its first frames are the
 * dissolve when there is an outgoing clip.
 */
export function pieceArgs(sources: PieceSources, format: FilmFormat, output: string): readonly string[] {
  const incoming = layerOf(sources.incoming, format)
  const outgoing = sources.outgoing ? layerOf(sources.outgoing, format) : null
  const graphs = [incoming.graph(0, 'in')]
  if (outgoing && sources.outgoing) {
    graphs.push(outgoing.graph(incoming.inputCount, 'out'), dissolveGraph(sources.outgoing.length, format))
  }
  const last = outgoing ? 'joined' : 'in'
  graphs.push(`[${last}]format=yuv420p,${filmFrameTags},${retimeFilter(format.rate)}[film]`)
  return [
    ...incoming.inputs,
    ...(outgoing?.inputs ?? []),
    '-filter_complex',
    graphs.join(';'),
    ...options('-map [film] -an -sn -dn'),
    ...filmEncoderArgs(format),
    ...options(`-frames:v ${sources.incoming.length}`),
    ...filmContainerArgs(format),
    outputFile(output),
  ]
}
