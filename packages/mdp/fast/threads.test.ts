import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomModel } from '../bench/random-model.ts'
import { bundleWorker } from './bundle-worker.node.ts'
import { modifiedPolicyIteration } from './modified-policy-iteration.ts'
import { startNodeThread } from './threads.node.ts'
import { modifiedPolicyIterationInThreads } from './threads.ts'

let worker: Awaited<ReturnType<typeof bundleWorker>>
beforeAll(async () => {
  worker = await bundleWorker(new URL('./solve.worker.ts', import.meta.url))
})
afterAll(() => worker.remove())

const startThread = () => startNodeThread(worker.script)

describe('modified policy iteration in threads', () => {
  for (const kernel of ['wasm', 'typescript'] as const)
    it(`gives the digits of one thread, ${kernel}`, async () => {
      const model = randomModel({ states: 6000, actions: 3, successors: 4, bandWidth: 20, seed: 3 })
      const options = { gamma: 0.97, epsilon: 1e-6, kernel }
      const alone = modifiedPolicyIteration(model, options)
      for (const threads of [1, 2, 3])
        expect(await modifiedPolicyIterationInThreads(model, { ...options, threads, startThread })).toEqual(
          alone,
        )
    })

  it('starts from given values in a model that is shared already', async () => {
    const model = randomModel({
      states: 3000,
      actions: 2,
      successors: 3,
      bandWidth: 0,
      seed: 4,
      shared: true,
    })
    const { value } = modifiedPolicyIteration(model, { gamma: 0.9, epsilon: 1e-9 })
    const options = { gamma: 0.9, epsilon: 1e-6, initialValue: value, threads: 2, startThread }
    expect(await modifiedPolicyIterationInThreads(model, options)).toMatchObject({
      iterations: 1,
      converged: true,
    })
  })

  it('throws what went wrong in a thread, and ends them all', async () => {
    const model = randomModel({ states: 3000, actions: 2, successors: 3, bandWidth: 0, seed: 4 })
    model.successor[7] = 2 ** 28 // far beyond the memory: WebAssembly traps
    let ended = 0
    const counted = () => {
      const thread = startThread()
      const end = () => {
        ended++
        return thread.end()
      }
      return { ...thread, end }
    }
    const options = { gamma: 0.9, kernel: 'wasm' as const, threads: 2, startThread: counted }
    await expect(modifiedPolicyIterationInThreads(model, options)).rejects.toThrow(/thread.*out of bounds/s)
    expect(ended).toBe(2)
  })

  it('refuses a number of threads that cannot be', async () => {
    const model = randomModel({ states: 10, actions: 2, successors: 3, bandWidth: 0, seed: 4 })
    await expect(
      modifiedPolicyIterationInThreads(model, { gamma: 0.9, threads: 65, startThread }),
    ).rejects.toThrow('threads 65: must be a whole number from 1 to 64')
  })
})
