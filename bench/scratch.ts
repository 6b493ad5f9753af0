import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const leftovers: (() => Promise<unknown>)[] = []

/** A folder on a real disk (in memory a sync costs nothing), gone when the benchmark ends. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'forecourt-bench-'))
  atEnd(() => rm(folder, { recursive: true, force: true }))
  await chmod(folder, 0o755) // as root, PostgreSQL runs as somebody else
  return folder
}

/** Runs at the end of the benchmark, however it ends; the last said is the first done. */
export function atEnd(work: () => Promise<unknown>): void {
  leftovers.push(work)
}

export async function cleanUp(): Promise<void> {
  for (let work = leftovers.pop(); work; work = leftovers.pop()) await work()
}
