import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { DatabaseUrls } from '../database/connect.ts'

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

/** A migrated database of this test file's own, in about 40 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testServer')
  const name = `test_${randomBytes(8).toString('hex')}`
  await onServer(server, `create database ${name} template ${server.template}`)
  return {
    urls: {
      owner: withDatabase(server.owner, name),
      app: withDatabase(server.app, name),
      reader: withDatabase(server.reader, name),
      auth: withDatabase(server.auth, name),
    },
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  }
}

/** The settings with which a program of its own runs on a test database. */
export function productSettings(ownerUrl: string): Record<string, string> {
  const folder = dirname(inject('testServer').loginsFile)
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
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  }
}

/** The template itself must have no visitor while it is copied: statements go through `postgres`. */
async function onServer(server: TestServer, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(server.owner, 'postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
