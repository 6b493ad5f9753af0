import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { Logger, type Runner, run, runMigrations, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import pg from 'pg'
import type { Jobs } from '../services.ts'

/** Background work of one slice: a name, a handler that may run more than once, and when it recurs. */
export interface Task {
  readonly name: string
  readonly run: (payload: unknown) => Promise<void>
  /** five crontab fields in UTC, for work that recurs by itself */
  readonly every?: string
  /** once when the server starts, too: what a server that died left behind */
  readonly atStart?: true
}

const schema = 'jobs'

/** Enqueues through one function of the owner's: the queue's own are closed to the runtime role. */
export const jobs: Jobs = {
  enqueue: async (tx, task, payload, options = {}) => {
    const runAt = options.runAt?.toISOString() ?? null
    await sql`select jobs.enqueue(${task}, ${JSON.stringify(payload)}::json, ${runAt}::timestamptz, ${options.key ?? null})`.execute(
      tx,
    )
  },
}

/** Brings the queue's tables up to date and opens the one door to them. */
export async function prepareJobs(ownerUrl: string): Promise<void> {
  const pgPool = openPool(ownerUrl)
  await runMigrations({ pgPool, schema, logger: silent }).finally(() => pgPool.end())
  await asOwner(ownerUrl, client =>
    client.query(`
      create or replace function jobs.enqueue(task text, payload json, run_at timestamptz, job_key text) returns void
        language sql security definer set search_path = jobs, pg_temp
        as $$ select jobs.add_job(task, payload, run_at => run_at, job_key => job_key) $$;
      revoke all on function jobs.enqueue(text, json, timestamptz, text) from public;
      grant usage on schema jobs to forecourt_app;
      grant execute on function jobs.enqueue(text, json, timestamptz, text) to forecourt_app`),
  )
}

export interface RunningJobs {
  /** Lets the tasks that run end. */
  stop(): Promise<void>
}

/** Works the queue until stopped, by itself: there is one server to a database, and whatever work is marked as
 *  being done when it starts was left by one that died. A queue that gives up on a lost database starts again. */
export async function startJobs(
  ownerUrl: string,
  tasks: readonly Task[],
  log: FastifyBaseLogger,
): Promise<RunningJobs> {
  const stopping = new AbortController()
  let runner = await startRunner(ownerUrl, tasks, log)
  // One that gave up has stopped already.
  const stopRunner = () =>
    runner.stop().catch(error => log.debug({ err: error }, 'the queue had stopped by itself'))
  const watch = async () => {
    while (!stopping.signal.aborted) {
      await runner.promise.catch(error => log.error({ err: error }, 'the queue gave up'))
      if (stopping.signal.aborted) return
      runner = await restart(runner)
      if (stopping.signal.aborted) await stopRunner() // asked while the new one was starting
    }
  }
  const restart = async (ended: Queue): Promise<Queue> => {
    for (let wait = 100; !stopping.signal.aborted; wait = Math.min(wait * 2, 5000)) {
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined) // asked to stop
      if (stopping.signal.aborted) break
      try {
        return await startRunner(ownerUrl, tasks, log)
      } catch (error) {
        log.warn({ err: error }, 'the queue could not be started again')
      }
    }
    return ended
  }
  const watching = watch()
  return {
    stop: async () => {
      stopping.abort()
      await stopRunner()
      await watching
    },
  }
}

/** What the library runs, until its last connection is given back. */
type Queue = Pick<Runner, 'promise' | 'stop'>

async function startRunner(ownerUrl: string, tasks: readonly Task[], log: FastifyBaseLogger): Promise<Queue> {
  await forgetDeadWorkers(ownerUrl)
  const taskList: TaskList = Object.fromEntries(tasks.map(task => [task.name, payload => task.run(payload)]))
  const recurring = tasks.filter(task => task.every)
  const pgPool = openPool(ownerUrl, error =>
    log.warn({ err: error }, 'an idle connection of the queue was lost'),
  )
  const runner = await run({
    pgPool,
    schema,
    taskList,
    crontab: recurring.map(task => `${task.every} ${task.name}`).join('\n'),
    concurrency: 2,
    pollInterval: 2000,
    noHandleSignals: true,
    logger: loggerTo(log),
    // Without batches nobody awaits the write of a task's end: a connection lost there ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  }).catch(async error => {
    await pgPool.end()
    throw error
  })
  for (const { name, atStart } of tasks) if (atStart) await runner.addJob(name, {}, { jobKey: name })
  return { promise: runner.promise.finally(() => pgPool.end()), stop: () => runner.stop() }
}

/** The library's own pool stops listening for lost connections before it has closed them: one that is lost as the
 *  server stops would end the process. */
function openPool(ownerUrl: string, onLost: (error: Error) => void = () => undefined): pg.Pool {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 4 })
  pool.on('error', onLost)
  pool.on('connect', client => client.on('error', () => undefined)) // the statement under way tells of it
  return pool
}

/** Their tasks are free at once, not after the four hours for which a lock holds. */
async function forgetDeadWorkers(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, client =>
    client.query(`
      select jobs.force_unlock_workers(array(
        select locked_by from jobs._private_jobs where locked_by is not null
        union select locked_by from jobs._private_job_queues where locked_by is not null))`),
  )
}

async function asOwner(ownerUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => undefined) // the same failure rejects the statement under way
  try {
    await client.connect()
    await work(client)
  } finally {
    await client.end().catch(() => undefined) // never connected
  }
}

const silent = new Logger(() => () => undefined)

function loggerTo(log: FastifyBaseLogger): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') log.error(meta, message)
    else if (level === 'warning') log.warn(meta, message)
    else log.debug(meta, message)
  })
}
