import { join } from 'node:path'
import { packageRoot } from '../src/platform/server/package-root.ts'
import { notRun } from './bench-row.ts'
import { measurements } from './measurements.ts'
import { keepRows, type MeasuredRow } from './results.ts'
import { cleanUp } from './scratch.ts'
import { printTable, writeDocument } from './table.ts'

/** `npm run bench` measures everything; with names, only those, and the rows of the others are kept. */
export async function bench(names: readonly string[]): Promise<void> {
  const unknown = names.filter(name => !(name in measurements))
  if (unknown.length > 0) return explain(unknown)
  const wanted = names.length > 0 ? names : Object.keys(measurements)
  const measured: MeasuredRow[] = []
  try {
    for (const name of wanted) measured.push(...(await measure(name)))
  } finally {
    await cleanUp()
  }
  printTable(measured)
  const rows = await keepRows(join(packageRoot, 'bench/results.json'), Object.keys(measurements), measured)
  await writeDocument(join(packageRoot, 'docs/benchmarks.md'), rows)
  if (measured.some(row => row.met === false)) process.exitCode = 1
}

async function measure(name: string): Promise<MeasuredRow[]> {
  process.stderr.write(`${name} …\n`)
  const { row } = await measurements[name]!()
  const rows = await row().catch(error => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
    process.exitCode = 1
    return [
      notRun(name, '', '', `it failed: ${error instanceof Error ? error.message.split('\n')[0] : error}`),
    ]
  })
  return rows.map(row => ({ ...row, measurement: name, at: new Date().toISOString() }))
}

function explain(unknown: readonly string[]): void {
  process.stderr.write(`There is no ${unknown.join(', ')} to measure; there is:\n`)
  for (const name of Object.keys(measurements)) process.stderr.write(`  ${name}\n`)
  process.exitCode = 1
}
