import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { DatabaseUrls } from '../../src/platform/server/database/connect.ts'
import { makeFolder } from '../scratch.ts'
import { advanceScript, type Row, type WrittenRows } from './advance-script.ts'
import { type FreshSales, saleIdOf } from './fresh-sales.ts'

const run = promisify(execFile)

export interface Pgbench {
  /** @returns transactions per second, the time of connecting left out */
  readonly advance: (seconds: number) => Promise<number>
}

/** @returns null where it is not installed */
export async function pgbenchVersion(): Promise<string | null> {
  const answer = await run('pgbench', ['--version']).catch(() => null)
  return (
    answer && (/pgbench \(PostgreSQL\) [\d.]+/.exec(answer.stdout)?.[0].replace(/[()]/g, '') ?? 'pgbench')
  )
}

/** As the runtime role, one script for each person.
 *  @param numbers of the sales to choose from, which nobody else advances */
export async function openPgbench(
  urls: DatabaseUrls,
  sales: readonly FreshSales[],
  numbers: { from: number; to: number },
): Promise<Pgbench> {
  const folder = await makeFolder()
  const scripts: string[] = []
  for (const [index, each] of sales.entries()) {
    const script = join(folder, `person-${index}.sql`)
    await writeFile(script, advanceScript(each, await findWrittenRows(urls.owner, each), numbers))
    scripts.push('-f', script)
  }
  return { advance: seconds => transactionsPerSecond(urls.app, scripts, seconds) }
}

/** What the product wrote when it advanced one of this person's sales. */
async function findWrittenRows(ownerUrl: string, sales: FreshSales): Promise<WrittenRows> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    const find = async (table: string, where: string, ...values: string[]) => {
      const text = `select to_jsonb(t) as row from app.${table} t where dealer_id = $1 and ${where} limit 1`
      const { rows } = await owner.query<{ row: Row }>(text, [sales.dealerId, ...values])
      if (!rows[0]) throw new Error(`advancing a sale left no row in ${table}`)
      return rows[0].row
    }
    const showing = await find(
      'showings',
      'sale_id between $2 and $3',
      saleIdOf(sales, 1),
      saleIdOf(sales, sales.count),
    )
    const saleId = String(showing.sale_id)
    const event = await find('events', `action = 'showing-recorded' and sale_id = $2`, saleId)
    return {
      showing,
      event,
      sale: await find('sales', 'id = $2', saleId),
      audit: await find('audit', 'subject_id = $2', saleId),
      answer: await find('idempotency_keys', `answer ->> 'id' = $2`, saleId),
    }
  } finally {
    await owner.end()
  }
}

async function transactionsPerSecond(url: string, scripts: string[], seconds: number): Promise<number> {
  const { username, password, hostname, port, pathname } = new URL(url)
  const place = ['-h', decodeURIComponent(hostname), '-p', port, '-U', username]
  const load = ['-M', 'prepared', '-n', '-c', '16', '-j', '2', '-T', String(seconds)]
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(password) }
  const { stdout } = await run('pgbench', [...place, ...load, ...scripts, pathname.slice(1)], { env })
  const rate = /^tps = ([\d.]+)/m.exec(stdout)?.[1]
  const failed = /^number of failed transactions: (\d+)/m.exec(stdout)?.[1] ?? '0'
  if (!rate || failed !== '0') throw new Error(`pgbench did not advance every sale:\n${stdout}`)
  return Number(rate)
}
