import { useEffect, useState } from 'react'
import { announcementStore } from '../state/announcement-store'
import styles from './App.module.css'

/** A screen reader is told at most this often, in milliseconds. */
const pause = 500

/** Speaks the newest announcement; those that come faster than they can be spoken give way to the last. */
export function LiveRegion() {
  const [spoken, setSpoken] = useState({ text: '', serial: 0 })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    let last = 0
    const speak = (): void => {
      timer = null
      last = performance.now()
      setSpoken(announcementStore.getState())
    }
    const end = announcementStore.subscribe(() => {
      timer ??= setTimeout(speak, Math.max(0, last + pause - performance.now()))
    })
    return () => {
      end()
      if (timer !== null) clearTimeout(timer)
    }
  }, [])
  return (
    <div role="status" aria-live="polite" className={styles['unseen']}>
      {/* The same words twice are two elements, so they are spoken twice. */}
      <span key={spoken.serial}>{spoken.text}</span>
    </div>
  )
}
