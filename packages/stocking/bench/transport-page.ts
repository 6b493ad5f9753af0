import type { TransportTiming } from './transport-speed.ts'

const targetMs: Readonly<Record<number, number>> = { 200: 50 }

/** docs/benchmarks-stocking.md, written by `npm run bench:stocking`. */
export function writeTransportPage(rows: readonly TransportTiming[], machine: string): string {
  return `# Benchmarks: stock control

Written by \`npm run bench:stocking\`. Machine: ${machine}.

The transportation problem between n suppliers and n demanders, all n × n lanes open, solved by the network simplex from
nothing; the problem itself is made beforehand. First: the first call in the process, before the code is compiled.

| n × n | median ms | first ms | pivots | target, median ms |
|---|---|---|---|---|
${rows.map(timingLine).join('\n')}

What ordering by forecast would have cost a dealer: [backtest-stocking.md](backtest-stocking.md).
`
}

function timingLine({ n, medianMs, firstMs, iterations }: TransportTiming): string {
  const target = targetMs[n]
  const verdict = target === undefined ? '' : `≤ ${target}: ${medianMs <= target ? 'met' : 'missed'}`
  return `| ${n} × ${n} | ${medianMs.toFixed(1)} | ${firstMs.toFixed(1)} | ${iterations} | ${verdict} |`
}
