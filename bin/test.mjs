// npm test: types, lint, then the unit, integration and browser tests; ends with one line of totals.
// Projects may be named instead: `node bin/test.mjs large`.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './bundle.mjs'

const folder = await mkdtemp(join(tmpdir(), 'forecourt-results-'))
const results = []
const asked = process.argv.slice(2)
try {
  if (asked.length === 0) {
    await check('types of the server', 'typescript/bin/tsc', ['-p', 'tsconfig.server.json'])
    await check('types of the browser tests', 'typescript/bin/tsc', ['-p', 'tsconfig.e2e.json'])
    await check('types of the web app', 'typescript/bin/tsc', ['-p', 'tsconfig.web.json'])
    await check('types of the engines', 'typescript/bin/tsc', ['-p', 'tsconfig.packages.json'])
    await check('lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])
  }
  for (const project of asked.length > 0 ? asked : ['unit', 'integration', 'e2e']) await test(project)
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.exitCode = report(results)

async function check(name, program, args) {
  const code = await run(name, program, args)
  results.push({ name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 })
}

async function test(project) {
  const file = join(folder, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const args = ['run', '--project', project, '--passWithNoTests', ...reporters]
  const code = await run(`${project} tests`, 'vitest/vitest.mjs', args)
  results.push({ name: `${project} tests`, ...(await readCounts(file, code)) })
}

/** A file that cannot be loaded and an error outside of every test are failures that no test counts. */
async function readCounts(file, code) {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(text)
  const failed = numFailedTests || (code === 0 ? 0 : 1)
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests }
}

function run(name, program, args) {
  process.stdout.write(`\n── ${name} ──\n`)
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  return new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
}

function report(results) {
  process.stdout.write('\n')
  for (const { name, ...counts } of results) process.stdout.write(`${name}: ${describe(counts)}\n`)
  const sum = key => results.reduce((total, result) => total + result[key], 0)
  const totals = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
  process.stdout.write(`\n${describe(totals)}\n`)
  return totals.failed === 0 ? 0 : 1
}

function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
