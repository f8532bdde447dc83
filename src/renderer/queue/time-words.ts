const second = 1000
const minute = 60 * second

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

/** How long something has been going on, in milliseconds: `0:41`, `12:05`, `1:02:05`. */
export function elapsedWords(elapsed: number): string {
  const seconds = Math.max(0, Math.floor(elapsed / second))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const rest = twoDigits(seconds % 60)
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${twoDigits(minutes)}:${rest}`
}

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

/** A moment as people say it: `14:32` today, with the day before that. */
export function momentWords(at: string, now: number): string {
  const moment = new Date(at)
  const today = moment.toDateString() === new Date(now).toDateString()
  if (today) return moment.toLocaleTimeString([], { timeStyle: 'short' })
  const sameYear = moment.getFullYear() === new Date(now).getFullYear()
  return moment.toLocaleString([], {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  })
}
