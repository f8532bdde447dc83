import { describe, expect, it } from 'vitest'
import type { QueueView } from '../../shared/ipc/generation-view'
import type { Job } from '../../shared/jobs/job'
import { sampleJobs } from '../../test-support/window-jobs'
import { createDesktopTeller } from './tell-desktop'

function desk(looking = false) {
  const shares: (number | null)[] = []
  const told: string[] = []
  const teller = createDesktopTeller({
    setProgress: (share) => shares.push(share),
    notify: (title, body) => told.push(`${title}: ${body}`),
    isLooking: () => looking,
  })
  return { teller, shares, told }
}

function view(...overs: readonly Partial<Job>[]): QueueView {
  return { jobs: sampleJobs(...overs), paused: false, spent: { charged: 0, reserved: 0 } }
}

describe('the desktop around the window', () => {
  it('sees the share of what is generated grow and go away', () => {
    const { teller, shares } = desk()
    teller.queue(view({ state: 'running', progress: 0.5 }, { state: 'approved' }))
    teller.queue(view({ state: 'committed' }, { state: 'running', progress: 0.5 }))
    teller.queue(view({ state: 'committed' }, { state: 'committed' }))
    expect(shares).toEqual([0.25, 0.75, null])
  })

  it('is told once, when nothing is left to wait for', () => {
    const { teller, told } = desk()
    teller.queue(view({ state: 'running' }, { state: 'running' }, { state: 'running' }))
    teller.queue(view({ state: 'committed' }, { state: 'failed' }, { state: 'running' }))
    teller.queue(view({ state: 'committed' }, { state: 'failed' }, { state: 'unknown' }))
    teller.queue(view({ state: 'committed' }, { state: 'failed' }, { state: 'unknown' }))
    expect(told).toEqual(['Generation ended: 1 shot is ready, 1 shot was not generated, 1 shot may have been charged.'])
  })

  it('hears nothing of what the user sees, took back, or that another film had', () => {
    const { teller, told } = desk(true)
    teller.queue(view({ state: 'running' }))
    teller.queue(view({ state: 'committed' }))
    expect(told).toEqual([])
    const away = desk()
    away.teller.queue(view({ state: 'approved' }))
    away.teller.queue(view({ state: 'cancelled' }))
    away.teller.queue(view({ state: 'running' }))
    away.teller.queue({ ...view(), jobs: [] })
    expect(away.told).toEqual([])
    expect(away.shares.at(-1)).toBeNull()
  })

  it('shows an export before the queue', () => {
    const { teller, shares, told } = desk()
    teller.queue(view({ state: 'running', progress: 0.5 }))
    teller.exporting(0.1)
    teller.queue(view({ state: 'running', progress: 0.6 }))
    teller.exporting(null)
    teller.exportEnded('Exported', 'film.mp4')
    expect(shares).toEqual([0.5, 0.1, 0.6])
    expect(told).toEqual(['Exported: film.mp4'])
  })
})
