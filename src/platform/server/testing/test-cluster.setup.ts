import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../migrate.ts'
import { openCluster } from '../postgres/cluster.ts'
import { runStatement, withDatabase } from './run-statement.ts'
import { makeScratchFolder, scratchParent } from './scratch-folder.ts'
import type { TestServer } from './test-database.ts'

const prefix = 'forecourt-test-'

/** One PostgreSQL per run, in memory where there is room, with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await clearAfterKilledRuns(await scratchParent())
  const folder = await makeScratchFolder(`${prefix}${process.pid}-`)
  const server = await openServer(folder)
  const template = `forecourt_template_${randomBytes(4).toString('hex')}`
  await runStatement(server.adminUrl, `create database ${template}`)
  const loginsFile = join(folder, 'logins.json')
  const urls = await migrate(withDatabase(server.adminUrl, template), { loginsFile })
  project.provide('testServer', { ...urls, template, loginsFile } satisfies TestServer)
  return async () => {
    if (process.env.TEST_DATABASE_URL)
      await runStatement(server.adminUrl, `drop database ${template} with (force)`)
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function openServer(folder: string) {
  const adminUrl = process.env.TEST_DATABASE_URL
  if (adminUrl) return { adminUrl, close: async () => undefined }
  const cluster = await openCluster({ dataDir: join(folder, 'postgres'), fsync: false, log: console.warn })
  return { adminUrl: cluster.ownerUrl, close: cluster.close }
}

/** A run that was killed leaves its server behind; its folder carries the id of the process that is gone. */
async function clearAfterKilledRuns(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(name.startsWith(prefix) && name.slice(prefix.length).split('-')[0])
    if (!pid || isAlive(pid)) continue
    const dataDir = join(parent, name, 'postgres')
    if (existsSync(join(dataDir, 'postmaster.pid'))) {
      const cluster = await openCluster({ dataDir, fsync: false, log: console.warn })
      await cluster.close()
    }
    await rm(join(parent, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
