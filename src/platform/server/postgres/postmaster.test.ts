import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { removeStale } from './postmaster.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecourt-postmaster-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('the file of a server that is gone is removed, that of one started meanwhile is not', async () => {
  const file = join(folder, 'postmaster.pid')
  await writeFile(file, 'new')
  await removeStale(file, 'old')
  expect(await readFile(file, 'utf8')).toBe('new')
  await removeStale(file, 'new')
  expect(await readdir(folder)).toEqual([])
  await removeStale(file, 'new') // somebody was first
})
