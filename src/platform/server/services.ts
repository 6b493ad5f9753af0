import type { FastifyBaseLogger } from 'fastify'
import type { Authenticate } from './actor.ts'
import type { Seals } from './crypto/seals.ts'
import type { Database } from './database/connect.ts'
import type { ProblemBook } from './http/problem-answers.ts'
import type { Live } from './live/live.ts'
import type { NetworkMap } from './network-map.ts'
import type { Ports } from './ports.ts'

/** Everything a handler may need from outside, made once at start and passed on by name. */
export interface Services {
  readonly app: Database
  /** network-wide reading (manufacturer): its own role and pool */
  readonly reader: Database
  readonly ports: Ports
  readonly authenticate: Authenticate
  readonly network: NetworkMap
  readonly problems: ProblemBook
  readonly seals: Seals
  readonly live: Live
  readonly jobs: Jobs
  readonly log: FastifyBaseLogger
  /** tests check every answer against its contract */
  readonly checkAnswers: boolean
}

export interface Jobs {
  /** Enqueues in the given transaction; handlers are idempotent, pickup is at least once. */
  readonly enqueue: (
    tx: Database,
    task: string,
    payload: unknown,
    options?: { runAt?: Date; key?: string },
  ) => Promise<void>
}
