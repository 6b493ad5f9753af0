import { Worker } from 'node:worker_threads'

const script = `const { parentPort } = require('node:worker_threads')
parentPort.on('message', rounds => {
  const start = performance.timeOrigin + performance.now()
  let x = 1
  for (let i = 0; i < rounds; i++) x = (Math.imul(x, 1664525) + 1) | 0
  parentPort.postMessage([start, performance.timeOrigin + performance.now(), x])
})`
const rounds = 5_000_000

/** How much sooner two threads do arithmetic in registers than one: 2 where two cores are free, 1 where others work on
 *  them. Nothing that shares memory can gain more at that moment. */
export function startCoreProbe(): { measure(): Promise<number>; end(): Promise<unknown> } {
  const workers = [0, 1].map(() => new Worker(script, { eval: true }))
  const run = (worker: Worker) =>
    new Promise<[number, number]>((resolve, reject) => {
      worker.once('message', message => {
        worker.off('error', reject)
        resolve(message)
      })
      worker.once('error', reject)
      worker.postMessage(rounds)
    })
  const secondsOf = async (count: number) => {
    const spans = await Promise.all(workers.slice(0, count).map(run))
    return Math.max(...spans.map(([, end]) => end)) - Math.min(...spans.map(([start]) => start))
  }
  return {
    measure: async () => {
      const one = await secondsOf(1)
      return (2 * one) / (await secondsOf(2))
    },
    end: () => Promise.all(workers.map(worker => worker.terminate())),
  }
}
