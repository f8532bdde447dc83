import { writeFile } from 'node:fs/promises'

const rate = 48_000

/** Writes a stereo WAV file with a quiet 440 Hz tone. */
export async function writeTone(file: string, seconds: number): Promise<void> {
  const frames = rate * seconds
  const bytes = Buffer.alloc(44 + frames * 4)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + frames * 4, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(2, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(rate * 4, 28)
  bytes.writeUInt16LE(4, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(frames * 4, 40)
  for (let frame = 0; frame < frames; frame++) {
    const value = Math.round(3000 * Math.sin((2 * Math.PI * 440 * frame) / rate))
    bytes.writeInt16LE(value, 44 + frame * 4)
    bytes.writeInt16LE(value, 46 + frame * 4)
  }
  await writeFile(file, bytes)
}
