/** The simulator's time in milliseconds since 1970. It can run faster than the wall's, or stand until it is pushed. */
export class SimulatorClock {
  #base = Date.now()
  #since = performance.now()
  #speed: number
  #stands = false
  #offset = 0

  constructor(speed: number) {
    this.#speed = speed
  }

  /** What tasks, expiry and daily limits go by. */
  now(): number {
    return this.#base + (this.#stands ? 0 : (performance.now() - this.#since) * this.#speed)
  }

  /** What the server tells its clients, wrong by the offset. */
  told(): Date {
    return new Date(this.now() + this.#offset)
  }

  advance(milliseconds: number): void {
    this.#rebase()
    this.#base += milliseconds
  }

  /** Simulated seconds for one real second. */
  setSpeed(speed: number): void {
    this.#rebase()
    this.#speed = speed
  }

  /** While the clock stands, only `advance` moves it. */
  setStanding(stands: boolean): void {
    this.#rebase()
    this.#stands = stands
  }

  setOffset(milliseconds: number): void {
    this.#offset = milliseconds
  }

  #rebase(): void {
    this.#base = this.now()
    this.#since = performance.now()
  }
}
