/** `−6 dB`, with the sign that mathematics has. */
export function gainText(gain: number): string {
  if (gain <= -60) return 'silent'
  const sign = gain < 0 ? '−' : gain > 0 ? '+' : ''
  return `${sign}${Math.abs(Math.round(gain * 10) / 10)} dB`
}
