import type { FastifyBaseLogger } from 'fastify'
import type { SampleState } from './first-run.contract.ts'

/** Sample data for an empty system: loaded beside the requests, all of it or nothing. */
export interface SampleData {
  state(): SampleState
  /** Begins to load it, unless that is under way.
   *  @param onLoaded once it is all there */
  load(onLoaded: () => void): void
  /** Breaks off what is under way; nothing of it is kept. */
  stop(): Promise<void>
}

export interface Loading {
  /** @param share of the work that is done, 0 … 1 */
  readonly onProgress: (share: number) => void
  readonly signal: AbortSignal
}

export function sampleData(load: (loading: Loading) => Promise<void>, log: FastifyBaseLogger): SampleData {
  const stopping = new AbortController()
  let state: SampleState = { state: 'offered', share: 0 }
  let underWay: Promise<void> | undefined
  const onProgress = (share: number) => {
    state = { state: 'loading', share }
  }
  return {
    state: () => state,
    load: onLoaded => {
      if (underWay) return
      onProgress(0)
      underWay = load({ onProgress, signal: stopping.signal })
        .then(
          () => {
            state = { state: 'offered', share: 1 }
            onLoaded()
          },
          error => {
            state = { state: 'failed', share: 0 }
            log.error({ err: error }, 'the sample data could not be loaded')
          },
        )
        .finally(() => {
          underWay = undefined
        })
    },
    stop: async () => {
      stopping.abort()
      await underWay
    },
  }
}
