const parentCheckedEveryMilliseconds = 200

/** The first Ctrl-C, SIGTERM or closed terminal asks to stop; the second one no longer waits for anything. */
export function watchSignals(): { stop: AbortController; force: AbortController } {
  const stop = new AbortController()
  const force = new AbortController()
  const receive = () => {
    if (stop.signal.aborted) force.abort()
    else stop.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, receive)
  if (process.env.npm_lifecycle_event) whenParentEnds(receive)
  return { stop, force }
}

/** Under npm and npx a shell stands above us that dies of a signal and passes none on. */
function whenParentEnds(receive: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    receive()
  }, parentCheckedEveryMilliseconds)
  timer.unref()
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
}
