/** The first Ctrl-C, SIGTERM or closed terminal asks to stop; the second one no longer waits for anything. */
export function watchSignals(): { stop: AbortController; force: AbortController } {
  const stop = new AbortController()
  const force = new AbortController()
  const receive = () => {
    if (stop.signal.aborted) force.abort()
    else stop.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, receive)
  return { stop, force }
}

export function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
}
