import fluent from 'fluent-ffmpeg'

/** Encoders that no film can be made without, with the words that name them. */
const needed: Readonly<Record<string, string>> = { libx264: 'H.264 (libx264)', aac: 'AAC' }

/**
 * Which of the needed encoders a build of ffmpeg lacks, in words; empty when it has all. A trusted question to a trusted
 * binary with no input, which is the kind of job fluent-ffmpeg is kept for (docs/decisions/001).
 */
export function missingEncoders(ffmpegPath: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    fluent()
      .setFfmpegPath(ffmpegPath)
      .getAvailableEncoders((error, encoders) => {
        if (error) reject(error)
        else resolve(Object.keys(needed).flatMap((name) => (name in encoders ? [] : [needed[name] ?? name])))
      })
  })
}
