import type { CDPSession, Page } from '@playwright/test'

/** What one gesture cost the window's main thread. */
export interface GestureCost {
  /** Milliseconds of processor time of each task, longest first. */
  readonly tasks: readonly number[]
  /** Components that React rendered. */
  readonly renders: number
  readonly commits: number
}

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Puts a counter where React's own developer tools would listen, and loads the page again under it. */
export async function countRenders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Fiber {
      readonly child: Fiber | null
      readonly sibling: Fiber | null
      readonly alternate: Fiber | null
      readonly flags: number
      readonly type: unknown
    }
    const count = { renders: 0, commits: 0 }
    // The flag that React sets on a component which did work; see its list of fiber flags.
    const performedWork = 1
    const visit = (fiber: Fiber): void => {
      const before = fiber.alternate
      const isComponent = typeof fiber.type === 'function' || (typeof fiber.type === 'object' && fiber.type !== null)
      if (isComponent && (fiber.flags & performedWork) !== 0) count.renders++
      // A subtree that was left alone is the same one as before.
      if (before !== null && before.child === fiber.child) return
      for (let child = fiber.child; child !== null; child = child.sibling) {
        if (child.alternate === null || child !== before?.child) visit(child)
      }
    }
    Object.assign(globalThis, {
      renderCount: count,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberUnmount: () => undefined,
        onPostCommitFiberRoot: () => undefined,
        onCommitFiberRoot: (_renderer: number, root: { readonly current: Fiber }) => {
          count.commits++
          visit(root.current)
        },
      },
    })
  })
  await page.reload()
}

async function stopTracing(session: CDPSession): Promise<TraceEvent[]> {
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  return events
}

/** Processor milliseconds of the tasks of the page's main thread. */
function mainThreadTasks(events: readonly TraceEvent[], pid: number): number[] {
  const main = events.find(
    (event) => event.pid === pid && event.name === 'thread_name' && event.args?.name === 'CrRendererMain',
  )
  if (!main) throw new Error('the trace does not name the main thread')
  const own = events.filter((event) => event.pid === pid && event.tid === main.tid && event.name.endsWith('RunTask'))
  return own.flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur / 1000])).toSorted((a, b) => b - a)
}

/** Makes a gesture under a recorded trace. `pid` is the process of the page. */
export async function recordGesture(page: Page, pid: number, gesture: () => Promise<void>): Promise<GestureCost> {
  const session = await page.context().newCDPSession(page)
  const readCount = (): Promise<{ renders: number; commits: number }> =>
    page.evaluate(() => ({
      ...(globalThis as unknown as { renderCount: { renders: number; commits: number } }).renderCount,
    }))
  const before = await readCount()
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'] },
  })
  await gesture()
  // What the last step set off is part of the gesture.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  const events = await stopTracing(session)
  const after = await readCount()
  await session.detach()
  return {
    tasks: mainThreadTasks(events, pid),
    renders: after.renders - before.renders,
    commits: after.commits - before.commits,
  }
}
