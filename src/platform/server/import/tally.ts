import type { Finding, FindingCount, ImportCounts, RowOutcome } from '../../import/import.contract.ts'

const rowsNamed = 20
const ruleParams = ['allowed', 'expected', 'max', 'min', 'order']

/** The counts of a run so far; plain data, so that it can stand in a checkpoint. */
export interface Tally {
  readonly counts: ImportCounts
  readonly findings: FindingCount[]
}

export function newTally(): Tally {
  return { counts: { rows: 0, new: 0, updated: 0, unchanged: 0, refused: 0, warnings: 0 }, findings: [] }
}

export function addToTally(
  tally: Tally,
  row: number,
  outcome: RowOutcome,
  reasons: readonly Finding[],
  warnings: readonly Finding[],
): void {
  tally.counts.rows++
  tally.counts[outcome]++
  tally.counts.warnings += warnings.length
  for (const reason of reasons) addFinding(tally.findings, row, 'refusal', reason)
  for (const warning of warnings) addFinding(tally.findings, row, 'warning', warning)
}

function addFinding(
  findings: FindingCount[],
  row: number,
  severity: FindingCount['severity'],
  { code, field, params = {} }: Finding,
): void {
  let count = findings.find(each => each.severity === severity && each.code === code && each.field === field)
  if (!count) {
    const rule = Object.entries(params).filter(([name]) => ruleParams.includes(name))
    count = { severity, code, ...(field !== undefined && { field }), count: 0, rows: [] }
    if (rule.length > 0) count.params = Object.fromEntries(rule)
    findings.push(count)
  }
  count.count++
  if (count.rows.length < rowsNamed) count.rows.push(row)
}
