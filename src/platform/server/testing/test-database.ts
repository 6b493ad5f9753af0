import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'
import type { DatabaseUrls } from '../database/connect.ts'
import { runStatement, withDatabase } from './run-statement.ts'

/** What the run's setup hands to its test files: the template database, once per role. */
export interface TestServer extends DatabaseUrls {
  template: string
  loginsFile: string
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

export interface TestDatabase {
  urls: DatabaseUrls
  drop(): Promise<void>
}

/** A migrated database of this test file's own, in about 40 ms.
 *  @param server given by a setup, where nothing can be injected */
export async function createTestDatabase(server = inject('testServer')): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await onServer(server, `create database ${name} template ${server.template}`)
  return {
    urls: {
      owner: withDatabase(server.owner, name),
      app: withDatabase(server.app, name),
      reader: withDatabase(server.reader, name),
      auth: withDatabase(server.auth, name),
    },
    drop: () => dropDatabase(server, name),
  }
}

/** The settings with which a program of its own runs on a test database. */
export function productSettings(ownerUrl: string, server = inject('testServer')) {
  const folder = dirname(server.loginsFile)
  return { DATABASE_URL: ownerUrl, FORECOURT_DATA: folder, FORECOURT_KEYS: join(folder, 'keys.json') }
}

export interface EmptyDatabase {
  ownerUrl: string
  /** The login roles belong to the whole server: their passwords are shared. */
  loginsFile: string
  drop(): Promise<void>
}

/** An empty database beside the template, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const server = inject('testServer')
  const name = `test_${randomBytes(8).toString('hex')}`
  await onServer(server, `create database ${name}`)
  return {
    ownerUrl: withDatabase(server.owner, name),
    loginsFile: server.loginsFile,
    drop: () => dropDatabase(server, name),
  }
}

/** By force, for connections that a test left open; but the owner may not end an autovacuum, which ends soon. */
async function dropDatabase(server: TestServer, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await onServer(server, `drop database if exists ${name} with (force)`)
    } catch (error) {
      if (!(error instanceof pg.DatabaseError && error.code === '42501') || attempt === 100) throw error
      await sleep(100)
    }
  }
}

/** The template itself must have no visitor while it is copied: statements go through `postgres`. */
function onServer(server: TestServer, statement: string): Promise<void> {
  return runStatement(withDatabase(server.owner, 'postgres'), statement)
}
