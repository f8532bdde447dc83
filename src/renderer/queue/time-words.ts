const second = 1000

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
