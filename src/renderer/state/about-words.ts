const second = 1000
const minute = 60 * second

function withRest(whole: number, unit: string, rest: number, restUnit: string): string {
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${restUnit}`
}

/** An estimate in milliseconds, no finer than an estimate is: `about 41 s`, `about 1 min 40 s`, `about 12 min`. */
export function aboutWords(estimate: number): string {
  const seconds = Math.max(1, Math.round(estimate / second))
  if (seconds < 60) return `about ${seconds} s`
  const tens = Math.round(seconds / 10) * 10
  if (tens < 600) return `about ${withRest(Math.floor(tens / 60), 'min', tens % 60, 's')}`
  const minutes = Math.round(estimate / minute)
  if (minutes < 60) return `about ${minutes} min`
  return `about ${withRest(Math.floor(minutes / 60), 'h', minutes % 60, 'min')}`
}
