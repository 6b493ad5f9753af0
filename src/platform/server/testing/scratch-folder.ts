import { existsSync } from 'node:fs'
import { chmod, mkdtemp, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where databases that nobody keeps stand: in memory when there is room. */
export async function scratchParent(): Promise<string> {
  if (!existsSync('/dev/shm')) return tmpdir()
  const { bavail, bsize } = await statfs('/dev/shm')
  return bavail * bsize > 2 * 2 ** 30 ? '/dev/shm' : tmpdir()
}

/** Open to pass through: as root, PostgreSQL runs as somebody else. */
export async function makeScratchFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(await scratchParent(), prefix))
  await chmod(folder, 0o755)
  return folder
}
