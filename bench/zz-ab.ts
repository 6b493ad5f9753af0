import { execFileSync, spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { openDatabase } from '../src/platform/server/postgres/open-database.ts'
import { startProduct } from '../src/platform/server/testing/product.ts'
import { advancingPeople } from './sales/advance-over-http.ts'
import { type FreshSales, makeFreshSales } from './sales/fresh-sales.ts'

const tick = 10
const fields = (pid: number | string) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}
const cpu = (pid: number) => { const f = fields(pid); return (Number(f[11]) + Number(f[12])) * tick }
const sys = (pid: number) => Number(fields(pid)[12]) * tick
const children = (pm: number) => readdirSync('/proc').filter(p => { try { return /^\d+$/.test(p) && Number(fields(p)[1]) === pm } catch { return false } }).map(Number)
const n = Number(process.env.N ?? 3200)
const seconds = Number(process.env.SECONDS_ ?? 3)
const variants = process.argv.slice(2) // name=program
const arms = []
for (const [i, v] of variants.entries()) {
  const [name, program] = v.split('=') as [string, string]
  const folder = `/tmp/bench-dev/ab${i}`
  execFileSync('sh', ['-c', `rm -rf ${folder}; cp -a /tmp/bench-dev/demo ${folder}`])
  const database = await openDatabase({ port: 0, host: '', dataFolder: folder, databaseUrl: undefined, keysFile: folder + '/keys.json' }, () => undefined)
  const urls = await database.migrate()
  const product = await startProduct({ env: { FORECOURT_DATA: folder }, program })
  const sales: FreshSales[] = []
  for (const d of [1, 2, 3, 4, 5, 6, 7, 8]) for (const c of ['consultant', 'consultant2']) sales.push(await makeFreshSales({ ...product, urls }, `${c}.d0${d}`, n))
  const people = await advancingPeople(product.address, sales, n)
  const pm = Number(readFileSync(folder + '/postgres/postmaster.pid', 'utf8').split('\n')[0])
  arms.push({ name, product, database, people, pm, folder, rates: [] as number[], sys: [] as number[], wal: [] as number[], node: [] as number[], pg: [] as number[] })
}
const boost = () => { for (const arm of arms) for (const p of [process.pid, arm.product.process.pid!, arm.pm, ...children(arm.pm)]) try { writeFileSync(`/proc/${p}/autogroup`, '-17') } catch {} }
const med = (v: number[]) => v.toSorted((a, b) => a - b)[Math.floor(v.length / 2)]!
try {
  for (const arm of arms) { boost(); await arm.people.advance(6) }
  for (let r = 0; r < Number(process.env.ROUNDS ?? 5); r++) for (const arm of arms) {
    boost()
    const pid = arm.product.process.pid!
    const b = [cpu(pid), children(arm.pm).reduce((s, p) => s + cpu(p), 0)]
    const s0 = children(arm.pm).reduce((s, p) => s + sys(p), 0); const named = (k: string) => children(arm.pm).filter(p => readFileSync(`/proc/${p}/cmdline`,'utf8').includes(k)).reduce((s, p) => s + cpu(p), 0); const w0 = named('walwriter')+named('checkpointer')+named('background writer')+named('autovacuum')+named('io worker')
    const rate = await arm.people.advance(seconds)
    const a = [cpu(pid), children(arm.pm).reduce((s, p) => s + cpu(p), 0)]
    arm.sys.push((children(arm.pm).reduce((s, p) => s + sys(p), 0) - s0) / rate / seconds); arm.wal.push((named('walwriter')+named('checkpointer')+named('background writer')+named('autovacuum')+named('io worker') - w0) / rate / seconds)
    arm.rates.push(rate); arm.node.push((a[0]! - b[0]!) / rate / seconds); arm.pg.push((a[1]! - b[1]!) / rate / seconds)
  }
  if (process.env.PERF) {
    const pids = children(arms[0]!.pm).filter(p => /forecourt_app/.test(readFileSync(`/proc/${p}/cmdline`, 'utf8'))).join(',')
    const rec = spawn('perf', ['record', '-g', '-F', '499', '-o', '/tmp/bench-dev/perf.data', '-p', pids], { stdio: 'ignore' })
    await new Promise(r => setTimeout(r, 500)); boost()
    await arms[0]!.people.advance(4); rec.kill('SIGINT'); await new Promise(r => rec.once('exit', r))
  }
  if (process.env.LOG) { const c = JSON.parse(readFileSync(arms[0]!.folder + '/postgres/passwords.json', 'utf8')); const env = { ...process.env, PGPASSWORD: c.postgres }
    const q = (t: string) => execFileSync('psql', ['-h', arms[0]!.folder + '/postgres', '-U', 'postgres', 'forecourt', '-c', t], { env })
    q('alter system set log_min_duration_statement=0'); q('select pg_reload_conf()'); await new Promise(r => setTimeout(r, 500)); await arms[0]!.people.advance(2); q('alter system reset log_min_duration_statement'); q('select pg_reload_conf()'); execFileSync('cp', [arms[0]!.folder + '/postgres/server.log', '/tmp/bench-dev/steady.log'])
  }
  if (process.env.LOG2) { await arms[0]!.people.advance(1) }
  for (const a of arms) console.log(`${a.name}: rate ${med(a.rates).toFixed(0)} node ${med(a.node).toFixed(3)} pg ${med(a.pg).toFixed(3)} (sys ${med(a.sys).toFixed(3)}, background ${med(a.wal).toFixed(3)}) sum ${(med(a.node) + med(a.pg)).toFixed(3)} | rates ${a.rates.map(x => x.toFixed(0)).join(' ')}`)
} finally {
  for (const a of arms) { a.people.close(); await a.product.stop(); await a.database.close(); execFileSync('rm', ['-rf', a.folder]) }
}
process.exit()
