import type { Take } from '../jobs/take'
import { frames, framesFromSeconds, secondsFromDecimal, type Frames, type Rate } from '../time/time'

/**
 * How many of a take's first frames, at the film's rate, are those of the clip it goes on from: the film has shown them
 * already. UNVERIFIED: no source tells whether a provider's answer begins with the clip that was sent. (The SDK 4.20.1
 * says of gemini_omni_flash_1.1 only that `duration` is "the amount of footage added to the input video".) So the length
 * tells: one that is nearer to both clips together than to what was asked for alone begins with the first.
 */
export function repeatedFrames(take: Take, rate: Rate): Frames {
  const source = take.extends?.seconds
  if (source === undefined) return frames(0)
  const length = (take.frames * take.rate[1]) / take.rate[0]
  // Where the model decides, what was asked for is the most it may add: any clip longer than the first may hold it.
  const isWhole = take.autoSeconds ? length > source : length > take.seconds + source / 2
  if (!isWhole || length <= source) return frames(0)
  return frames(framesFromSeconds(secondsFromDecimal(source), rate))
}
