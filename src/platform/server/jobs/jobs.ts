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
  await runMigrations({ connectionString: ownerUrl, schema, logger: silent })
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`
      create or replace function jobs.enqueue(task text, payload json, run_at timestamptz, job_key text) returns void
        language sql security definer set search_path = jobs, pg_temp
        as $$ select jobs.add_job(task, payload, run_at => run_at, job_key => job_key) $$;
      revoke all on function jobs.enqueue(text, json, timestamptz, text) from public;
      grant usage on schema jobs to forecourt_app;
      grant execute on function jobs.enqueue(text, json, timestamptz, text) to forecourt_app`)
  } finally {
    await client.end()
  }
}

/** Works the queue until stopped; stopping lets running tasks end. */
export async function startJobs(
  ownerUrl: string,
  tasks: readonly Task[],
  log: FastifyBaseLogger,
): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(tasks.map(task => [task.name, payload => task.run(payload)]))
  const recurring = tasks.filter(task => task.every)
  const runner = await run({
    connectionString: ownerUrl,
    schema,
    taskList,
    crontab: recurring.map(task => `${task.every} ${task.name}`).join('\n'),
    concurrency: 2,
    maxPoolSize: 4,
    pollInterval: 2000,
    noHandleSignals: true,
    logger: loggerTo(log),
  })
  for (const { name, atStart } of tasks) if (atStart) await runner.addJob(name, {}, { jobKey: name })
  return runner
}

const silent = new Logger(() => () => undefined)

function loggerTo(log: FastifyBaseLogger): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') log.error(meta, message)
    else if (level === 'warning') log.warn(meta, message)
    else log.debug(meta, message)
  })
}
