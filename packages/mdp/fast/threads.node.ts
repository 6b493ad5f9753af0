import { Worker } from 'node:worker_threads'
import type { Thread, ThreadReport, ThreadWork } from './threads.ts'

/** A thread of Node. The bundle puts solve.worker.js beside its own files; whoever runs from the sources passes a script
 *  made of solve.worker.ts (`bundleWorker`). */
export function startNodeThread(script: URL = new URL('./solve.worker.js', import.meta.url)): Thread {
  const worker = new Worker(script, { name: 'mdp' })
  const failed = new Promise<never>((_, reject) => {
    worker.once('error', reject)
    worker.once('exit', code => reject(new Error(`A thread of the solve ended by itself, code ${code}.`)))
  })
  failed.catch(() => undefined) // is seen by whoever runs something; an end without work is no failure
  return {
    run: (work: ThreadWork) => {
      const answered = new Promise<ThreadReport>(resolve => worker.once('message', resolve))
      worker.postMessage(work)
      return Promise.race([answered, failed])
    },
    end: () => worker.terminate(),
  }
}
