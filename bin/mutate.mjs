// npm run test:mutations [-- ENGINE [PART]]: plants the listed faults of the engines and of the product, one at a time,
// each in a copy, and expects the named test to fail. A fault that no test notices is a hole in the tests, and an error
// here. The product's own list, whose tests start a database each time, is `product`.
import { spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './bundle.mjs'

const [engine, part] = process.argv.slice(2)
const engines = engine ? [engine] : ['mdp', 'forecast', 'stocking', 'product']
const copy = await mkdtemp(join(tmpdir(), 'forecourt-mutations-'))
let unnoticed = 0
/** how long a run of tests may take: a fault may make it endless; the product's start servers and databases */
const secondsMax = { engine: 240, product: 900 }
try {
  for (const name of [
    'packages',
    'src',
    'database',
    'bin',
    'package.json',
    'tsconfig.base.json',
    'vitest.config.ts',
  ])
    await cp(join(root, name), join(copy, name), { recursive: true })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const name of engines) unnoticed += await plantAll(name)
} finally {
  await rm(copy, { recursive: true, force: true })
}
process.exitCode = unnoticed === 0 ? 0 : 1

/** Answers how many faults went unnoticed. */
async function plantAll(name) {
  const faults = await readFaults(name)
  await expectGreen(name, faults)
  const missed = []
  for (const fault of faults) if (!(await isNoticed(name, fault))) missed.push(fault)
  process.stdout.write(
    `${name}: ${faults.length - missed.length} of ${faults.length} planted faults noticed\n`,
  )
  return missed.length
}

async function readFaults(name) {
  const folder = join(root, homeOf(name), 'mutations')
  const files = (await readdir(folder)).filter(file => !part || file === `${part}.json`).sort()
  const lists = await Promise.all(
    files.map(async file => JSON.parse(await readFile(join(folder, file), 'utf8'))),
  )
  return lists.flat()
}

/** A test that fails without a fault would notice everything. */
async function expectGreen(name, faults) {
  const tests = [...new Set(faults.map(fault => fault.test))]
  const { code, output } = await runTests(name, tests)
  if (code !== 0) throw new Error(`Without any fault the tests of ${name} fail:\n${output.slice(-2000)}`)
}

async function isNoticed(name, { file, find, replace, test, what }) {
  const path = join(copy, homeOf(name), file)
  const text = await readFile(path, 'utf8')
  if (text.split(find).length !== 2)
    throw new Error(`${name}/${file}: "${find}" does not stand there exactly once`)
  await writeFile(
    path,
    text.replace(find, () => replace),
  )
  const { code, output } = await runTests(name, [test])
  await writeFile(path, text)
  const by = /^ *FAIL .*? > (.*)$/m.exec(stripVTControlCharacters(output))?.[1]
  const verdict = code === 0 ? 'NOT NOTICED' : 'noticed'
  process.stdout.write(`${verdict}  ${name}/${file}: ${what}${by ? ` (by: ${by})` : ''}\n`)
  return code !== 0
}

function homeOf(name) {
  return name === 'product' ? 'src' : join('packages', name)
}

function runTests(name, tests) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const args = [
    vitest,
    'run',
    '--project',
    'unit',
    '--project',
    'integration',
    '--bail',
    '1',
    '--testTimeout',
    '60000',
    ...tests.map(test => join(homeOf(name), test)),
  ]
  // A group of its own: a fault may turn a loop endless, in a worker that outlives the runner.
  const child = spawn(process.execPath, args, {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const seconds = name === 'product' ? secondsMax.product : secondsMax.engine
  const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), seconds * 1000)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
  return new Promise((resolve, reject) =>
    child.once('error', reject).once('close', code => {
      clearTimeout(timer)
      resolve({ code, output })
    }),
  )
}
