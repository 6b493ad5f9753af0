import { atMost, type BenchRow, notRun } from '../bench-row.ts'
import { demoFolder } from './demo-folder.ts'

/** From an empty folder: the database is made and migrated, the demo network is planned, lived and copied. */
export async function row(): Promise<BenchRow[]> {
  const { seconds } = await demoFolder()
  if (seconds === null)
    return [notRun('demo-load', 's', '≤ 60', 'FORECOURT_BENCH_DATA names a folder that is loaded')]
  const note = '`forecourt demo` on an empty folder, the making of the database included'
  return [atMost({ name: 'demo-load', value: seconds, unit: 's', limit: 60, note })]
}
