/** A waveform being measured: each pair is the lowest and highest sample of a stretch, as signed bytes. */
export interface PeakMeter {
  /** Takes stereo 32-bit float samples, little endian; a chunk may end anywhere. */
  add(chunk: Uint8Array): void
  /** All pairs so far, with the last stretch however short. */
  pairs(): Int8Array
}

function byteOf(sample: number): number {
  return Math.max(-128, Math.min(127, Math.round(sample * 127)))
}

/** Measures stretches of `length` stereo samples; both channels count. */
export function createPeakMeter(length: number): PeakMeter {
  const pairs: number[] = []
  const perStretch = length * 2
  let rest = new Uint8Array(0)
  let [low, high, counted] = [0, 0, 0]

  function measure(sample: number): void {
    low = counted === 0 ? sample : Math.min(low, sample)
    high = counted === 0 ? sample : Math.max(high, sample)
    counted++
    if (counted < perStretch) return
    pairs.push(byteOf(low), byteOf(high))
    counted = 0
  }

  return {
    add(chunk) {
      const bytes = rest.byteLength === 0 ? chunk : Buffer.concat([rest, chunk])
      const whole = bytes.byteLength - (bytes.byteLength % 4)
      const view = new DataView(bytes.buffer, bytes.byteOffset, whole)
      for (let at = 0; at < whole; at += 4) measure(view.getFloat32(at, true))
      rest = new Uint8Array(bytes.subarray(whole))
    },
    pairs: () => Int8Array.from(counted === 0 ? pairs : [...pairs, byteOf(low), byteOf(high)]),
  }
}
