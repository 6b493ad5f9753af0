export type Delimiter = ',' | ';' | '\t' | '|'
const delimiters: readonly Delimiter[] = [',', ';', '\t', '|']

const sampledRecords = 50

/** Finds what parts the cells: the character that cuts the first records into the same number of cells, the more
 *  the better. `sample` is the beginning of the file; its last, perhaps cut, line is not judged. */
export function sniffDelimiter(sample: string): Delimiter {
  const named = /^sep=([,;\t|])\r?\n/.exec(sample)?.[1] as Delimiter | undefined
  if (named) return named
  const scored = delimiters.map(delimiter => ({ delimiter, score: evenness(cellCounts(sample, delimiter)) }))
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

/** The share of records with the commonest number of cells, weighed by that number; 0 when it cuts nothing. */
function evenness(counts: readonly number[]): number {
  const occurrences = new Map<number, number>()
  for (const count of counts) occurrences.set(count, (occurrences.get(count) ?? 0) + 1)
  const [cells = 1, times = 0] = [...occurrences].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
  return cells < 2 ? 0 : (times / counts.length) ** 2 * Math.log2(cells + 1)
}

function cellCounts(sample: string, delimiter: string): number[] {
  const counts: number[] = []
  let cells = 1
  let quoted = false
  let atCellStart = true
  let lineHasText = false
  for (const char of sample) {
    if (char === '"') quoted = quoted ? false : atCellStart || quoted
    atCellStart = false
    if (quoted) continue
    if (char === delimiter) {
      cells++
      atCellStart = true
    } else if (char === '\n' || char === '\r') {
      if (lineHasText) counts.push(cells)
      if (counts.length === sampledRecords) return counts
      cells = 1
      lineHasText = false
      atCellStart = true
      continue
    }
    lineHasText = true
  }
  if (counts.length === 0 && lineHasText) counts.push(cells)
  return counts
}
