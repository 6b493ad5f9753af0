import type { Thread, ThreadReport, ThreadWork } from './threads.ts'

/** The part of a browser's Worker that is used; Node's types do not have it. */
interface WebWorker {
  postMessage(work: ThreadWork): void
  terminate(): void
  addEventListener(type: 'message', listener: (event: { data: ThreadReport }) => void): void
  addEventListener(type: 'error', listener: (event: { message?: string }) => void): void
}

/** A thread of a browser. Shared memory needs an isolated page (COOP and COEP headers).
 *  @param worker what `new Worker(new URL('./solve.worker.ts', import.meta.url), { type: 'module' })` makes: bundlers
 *  look for exactly that expression in the page's own code */
export function startWebThread(worker: WebWorker): Thread {
  let answer: (report: ThreadReport) => void = () => undefined
  let failure: string | undefined
  worker.addEventListener('message', ({ data }) => answer(data))
  worker.addEventListener('error', ({ message }) => {
    failure = message ?? 'the worker could not be started'
    answer({ error: failure })
  })
  return {
    run: work =>
      new Promise(resolve => {
        answer = resolve
        if (failure === undefined) worker.postMessage(work)
        else resolve({ error: failure })
      }),
    end: () => worker.terminate(),
  }
}
