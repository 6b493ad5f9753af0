interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** microseconds */
  readonly ts: number
  readonly dur?: number
  /** the same, while it had a core */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** What the main thread of the page did, in milliseconds. */
export interface MainThreadWork {
  /** work between one frame's beginning and the next's */
  readonly frames: number[]
  /** the part of it that was not spent waiting for a core */
  readonly computing: number[]
  readonly tasks: number[]
}

/** Reads a Chromium trace of the categories toplevel and devtools.timeline.
 *  @throws Error when the trace has no frames: nothing was drawn, or the names have changed */
export function mainThreadWork(trace: Buffer): MainThreadWork {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] }
  const page = busiestMainThread(traceEvents)
  const own = traceEvents.filter(event => event.pid === page.pid && event.tid === page.tid)
  const tasks = own.filter(isTask).toSorted((a, b) => a.ts - b.ts)
  const begins = own.filter(isFrame).map(event => event.ts)
  begins.sort((a, b) => a - b)
  if (begins.length < 2) throw new Error('the trace holds no frames of the page')
  const perFrame = (duration: (task: TraceEvent) => number) =>
    begins.slice(1).map((end, index) => workBetween(tasks, begins[index]!, end, duration) / 1000)
  return {
    frames: perFrame(task => task.dur ?? 0),
    computing: perFrame(task => task.tdur ?? 0),
    tasks: tasks.map(task => (task.dur ?? 0) / 1000),
  }
}

/** The page's: other renderers of the browser idle. */
function busiestMainThread(events: readonly TraceEvent[]): TraceEvent {
  const work = new Map<TraceEvent, number>()
  for (const thread of events.filter(
    event => event.name === 'thread_name' && event.args?.name === 'CrRendererMain',
  )) {
    const tasks = events.filter(
      event => event.pid === thread.pid && event.tid === thread.tid && isTask(event),
    )
    work.set(
      thread,
      tasks.reduce((sum, task) => sum + (task.dur ?? 0), 0),
    )
  }
  const [busiest] = [...work].toSorted((a, b) => b[1] - a[1])
  if (!busiest) throw new Error('the trace names no main thread of a page')
  return busiest[0]
}

const taskName = 'ThreadControllerImpl::RunTask'

function isTask({ name, ph }: TraceEvent): boolean {
  return name === taskName && ph === 'X'
}

function isFrame({ name, ph }: TraceEvent): boolean {
  return name === 'AnimationFrame' && ph === 'b'
}

function workBetween(
  tasks: readonly TraceEvent[],
  from: number,
  to: number,
  duration: (task: TraceEvent) => number,
): number {
  let work = 0
  for (const task of tasks)
    work += Math.max(0, Math.min(to, task.ts + duration(task)) - Math.max(from, task.ts))
  return work
}
