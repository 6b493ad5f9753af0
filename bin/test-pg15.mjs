// npm run test:pg15: the integration tests on the oldest outside PostgreSQL that the product supports,
// Debian's 15, in a scratch folder and with an owner who is an ordinary role.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './bundle.mjs'

const programs = '/usr/lib/postgresql/15/bin'
if (!existsSync(join(programs, 'postgres'))) {
  process.stderr.write('There is no PostgreSQL 15 here: install it with `apt-get install postgresql-15`.\n')
  process.exit(1)
}

const account = process.getuid() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'forecourt-pg15-'))
const place = `${encodeURIComponent(folder)}:5432`
const dataDir = join(folder, 'data')
try {
  startServer()
  process.exitCode = testWith(`postgresql://forecourt_owner:owner@${place}/postgres`)
} finally {
  if (existsSync(join(dataDir, 'postmaster.pid')))
    runAs('pg_ctl', ['stop', '-D', dataDir, '-m', 'fast', '-s', '-w'])
  rmSync(folder, { recursive: true, force: true })
}

function startServer() {
  mkdirSync(dataDir)
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, 'postgres')
  chmodSync(folder, 0o755)
  if (account.uid) for (const path of [folder, dataDir]) chownSync(path, account.uid, account.gid)
  const locale = ['-E', 'UTF8', '--locale=C.UTF-8']
  runAs('initdb', [
    '-D',
    dataDir,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
    ...locale,
    '-N',
  ])
  const settings = `-k ${folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c random_page_cost=1.1`
  const log = join(dataDir, 'server.log')
  runAs('pg_ctl', ['start', '-D', dataDir, '-w', '-s', '-l', log, '-o', settings])
  const owner = "create role forecourt_owner login createrole createdb password 'owner'"
  runAs('psql', ['-q', '-d', `postgresql://postgres:postgres@${place}/postgres`, '-c', owner])
}

function testWith(url) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL: url } }
  return spawnSync(process.execPath, [vitest, 'run', '--project', 'integration'], options).status ?? 1
}

function runAs(program, args) {
  execFileSync(join(programs, program), args, {
    ...account,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function idOf(option) {
  return Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }))
}
