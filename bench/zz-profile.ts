import { readFileSync, readdirSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { startProduct } from '../src/platform/server/testing/product.ts'
import { openDatabase } from '../src/platform/server/postgres/open-database.ts'
import { advancingPeople } from './sales/advance-over-http.ts'
import { makeFreshSales, type FreshSales } from './sales/fresh-sales.ts'
import { openPgbench } from './sales/pgbench.ts'

const folder = '/tmp/bench-dev/run'
execFileSync('sh', ['-c', `[ -d ${folder} ] || cp -a /tmp/bench-dev/demo ${folder}`])
const settings = { port: 0, host: '127.0.0.1', dataFolder: folder, databaseUrl: undefined, keysFile: folder + '/keys.json' }
const database = await openDatabase(settings, () => undefined)
const urls = await database.migrate()
const env: Record<string, string> = { FORECOURT_DATA: folder }
const { builtProgram } = await import('../src/platform/server/testing/product.ts')
env.PROGRAM = await builtProgram()
const product = await startProduct({ env, ...(process.env.PROF && { program: '/tmp/bench-dev/prof.mjs' }) })
const tick = 10
function cpu(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const f = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(f[11]) + Number(f[12])) * tick
}
const pm = Number(readFileSync(folder + '/postgres/postmaster.pid', 'utf8').split('\n')[0])
function pg() {
  let total = 0
  for (const p of readdirSync('/proc')) {
    if (!/^\d+$/.test(p)) continue
    try {
      const stat = readFileSync(`/proc/${p}/stat`, 'utf8')
      const f = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (Number(f[1]) === pm) total += (Number(f[11]) + Number(f[12])) * tick
    } catch {}
  }
  const s = readFileSync(`/proc/${pm}/stat`, 'utf8')
  const f = s.slice(s.lastIndexOf(')') + 2).split(' ')
  return total + (Number(f[13]) + Number(f[14])) * tick // reaped children
}
import { writeFileSync } from 'node:fs'
function boost(level: string) {
  const pids = [process.pid, product.process.pid!, pm]
  for (const p of readdirSync('/proc')) {
    if (!/^\d+$/.test(p)) continue
    try {
      const stat = readFileSync(`/proc/${p}/stat`, 'utf8')
      if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pm) pids.push(Number(p))
    } catch {}
  }
  for (const p of pids) try { writeFileSync(`/proc/${p}/autogroup`, level) } catch {}
}
const seconds = Number(process.env.SECONDS_ ?? 5)
try {
  const sales: FreshSales[] = []
  const n = Number(process.env.N ?? 1200)
  for (const d of [1, 2, 3, 4, 5, 6, 7, 8]) for (const c of ['consultant', 'consultant2'])
    sales.push(await makeFreshSales({ ...product, urls }, `${c}.d0${d}`, n + 100))
  const people = await advancingPeople(product.address, sales, n)
  await people.advance(3)
  const pgbench = process.env.PGBENCH ? await openPgbench(urls, sales, { from: n + 1, to: n + 100 }) : null
  await pgbench?.advance(1)
  boost('-15')
  const timer = setInterval(() => boost('-15'), 150)
  timer.unref()
  for (let i = 0; i < Number(process.env.ROUNDS ?? 3); i++) {
    const pid = product.process.pid!
    if (process.env.PROF && i === 1) process.kill(pid, 'SIGUSR2')
    let before = [cpu(pid), cpu(process.pid), pg()]
    const rate = await people.advance(seconds)
    const count = rate * seconds
    let after = [cpu(pid), cpu(process.pid), pg()]
    const [node, client, db] = after.map((a, k) => (a - before[k]!) / count)
    console.log(`http ${rate.toFixed(0)}/s; cpu ms per op: node ${node!.toFixed(3)}, client ${client!.toFixed(3)}, pg ${db!.toFixed(3)}`)
    if (pgbench) {
      before = [0, 0, pg()]
      const r = await pgbench.advance(seconds)
      console.log(`pgbench ${r.toFixed(0)}/s; pg cpu ms ${((pg() - before[2]!) / (r * seconds)).toFixed(3)} => quiet est ratio ${(Math.min(1 / node!, 2 / (node! + client! + db!)) / (2 / ((pg() - before[2]!) / (r * seconds) + 0.05))).toFixed(3)}`)
    }
  }
  people.close()
} finally {
  await product.stop()
  await database.close()
}
process.exit()
