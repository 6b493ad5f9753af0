import Fastify from 'fastify'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { connect, type Database } from '../database/connect.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { jobs, prepareJobs, type RunningJobs, startJobs, type Task } from './jobs.ts'

const log = Fastify().log
const done: unknown[] = []
/** Busy machines take their time over a poll of the queue. */
const patient = { timeout: 30_000 }
const note: Task = {
  name: 'note',
  run: async payload => {
    done.push(payload)
  },
}

let database: TestDatabase
let owner: Database
let app: Database
let running: RunningJobs | undefined
beforeAll(async () => {
  database = await createTestDatabase()
  owner = connect(database.urls.owner, { max: 1 })
  app = connect(database.urls.app, { max: 1 })
  await prepareJobs(database.urls.owner)
})
beforeEach(() => {
  done.length = 0
  running = undefined
})
afterEach(() => running?.stop())
afterAll(async () => {
  await Promise.all([owner?.destroy(), app?.destroy()])
  await database?.drop()
})

test('the runtime role may put work on the queue, and the work is done', async () => {
  running = await startJobs(database.urls.owner, [note], log)
  await jobs.enqueue(app, 'note', { number: 1 })
  await expect.poll(() => done, patient).toEqual([{ number: 1 }])
})

test('work that a server left half done when it died is done by the next one', async () => {
  await jobs.enqueue(app, 'note', { number: 2 })
  await sql`update jobs._private_jobs set locked_by = 'dead', locked_at = now(), attempts = 1`.execute(owner)
  running = await startJobs(database.urls.owner, [note], log)
  await expect.poll(() => done, patient).toEqual([{ number: 2 }])
})

test('a database that is lost as a task ends costs neither the process nor the work', async () => {
  await sql`
    create function lose() returns trigger language plpgsql
      as $$ begin raise exception 'the database went away' using errcode = '57P01'; end $$`.execute(owner)
  await sql`create trigger lost before delete on jobs._private_jobs execute function lose()`.execute(owner)
  running = await startJobs(database.urls.owner, [note], log)
  await jobs.enqueue(app, 'note', { number: 3 })
  await expect.poll(() => done, patient).toEqual([{ number: 3 }])
  await sql`drop trigger lost on jobs._private_jobs`.execute(owner)
  await jobs.enqueue(app, 'note', { number: 4 })
  await expect.poll(() => done, patient).toContainEqual({ number: 4 })
  // Its end was not written, so that it runs once more: handlers bear that.
  await expect
    .poll(() => done.filter(each => JSON.stringify(each) === '{"number":3}').length, patient)
    .toBe(2)
})
