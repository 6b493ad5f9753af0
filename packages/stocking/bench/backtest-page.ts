import { type BacktestRow, monthsReplayed, type Score, score } from './backtest.ts'
import { house, type RuleName, rules } from './policies.ts'

const names = Object.keys(rules) as RuleName[]

/** docs/backtest-stocking.md, written by `npm run bench:stocking`. */
export function writeBacktestPage(
  rows: readonly BacktestRow[],
  sensitivity: readonly { readonly what: string; readonly rows: readonly BacktestRow[] }[],
): string {
  const live = rows.filter(row => row.demand > 0)
  const silent = rows.filter(row => row.demand === 0).map(row => row.make)
  return `# Backtest: ordering by forecast against two rules of thumb

Written by \`FORECOURT_SAMPLES=… npm run bench:stocking\` from the Norwegian registrations by make.

A dealer sells one car in a hundred of what each make sold (rounded). The last ${monthsReplayed} months of every make with at
least 60 are replayed month by month: orders come in after ${house.leadTime} months, a customer who finds no car takes another one of the
house with probability ${house.substitutionShare} and is lost otherwise. A car on hand at a month's end costs ${house.holding}, a lost customer ${house.shortage}. All
policies begin with the same stock: a month's mean of the last three on hand, and as much due in each of the next two
months. All see the past only, and all see every enquiry, met or not; only “order what sold last month” looks at
what was delivered.

**By forecast**: each month up to the newsvendor quantile p / (p + (L + 1) h) = ${fractile()} of three months' demand (lead
time and the month of review), negative binomial about the mean of the automatic forecast, the last year and the last
half year, with the spread of that forecast's own past errors. Method and combination were chosen on the ${monthsReplayed} months
before the replayed ones.

The rule “keep 1.2 × the mean of the last three months” can be read in three ways, and all three are played: 1.2 months
on hand, on hand and on order, or beyond what the lead time takes (3.2 months on hand and on order).

## Result

${live.length} makes sold a car in the replayed months. ${silent.length} sold none (${silent.join(', ')}): there every policy ends as it began, and
they are not counted.

| against | cheaper | even | dearer | cheaper on |
|---|---|---|---|---|
${names.map(name => scoreLine(name, score(rows, name))).join('\n')}
${scoreLine('the cheaper of “sold last month” and “1.2 × mean on hand”', score(rows, 'order what sold last month', 'keep 1.2 × mean on hand'))}
${scoreLine('the cheaper of “asked for last month” and “1.2 × mean on hand”', score(rows, 'order what was asked for last month', 'keep 1.2 × mean on hand'))}
${scoreLine('the cheapest of all five', score(rows, ...names))}

Total cost of all makes: by forecast ${total(live, row => row.forecast.cost.total)}; ${names.map(name => `${name} ${total(live, row => row.byRule[name].cost.total)}`).join('; ')}.

## Make by make

Total cost, and for the forecast also the fill rate and the mean stock.

| make | sold | by forecast | fill rate | stock | ${names.join(' | ')} |
|---|---|---|---|---|${'---|'.repeat(names.length)}
${live.map(makeLine).join('\n')}

## Where a rule was cheaper, and why

${live.flatMap(explainLosses).join('\n')}

## Other beginnings

| against | ${sensitivity.map(each => each.what).join(' | ')} |
|---|${'---|'.repeat(sensitivity.length)}
${names.map(name => `| ${name} | ${sensitivity.map(each => shortScore(score(each.rows, name))).join(' | ')} |`).join('\n')}
`
}

function fractile(): string {
  const perUnmet = house.shortage * (1 - house.substitutionShare)
  return (perUnmet / (perUnmet + (house.leadTime + 1) * house.holding)).toFixed(3)
}

function scoreLine(name: string, { won, even, lost, share }: Score): string {
  return `| ${name} | ${won} | ${even} | ${lost} | ${percent(share)} |`
}

function shortScore({ won, even, lost, share }: Score): string {
  return `${won} / ${even} / ${lost} (${percent(share)})`
}

function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(100 * share)}%`
}

function total(rows: readonly BacktestRow[], cost: (row: BacktestRow) => number): number {
  return Math.round(rows.reduce((sum, row) => sum + cost(row), 0))
}

function makeLine({ make, demand, forecast, byRule }: BacktestRow): string {
  const costs = names.map(name => {
    const cost = byRule[name].cost.total
    return cost < forecast.cost.total ? `**${cost}**` : String(cost)
  })
  const fill = forecast.fillRate === null ? '–' : percent(forecast.fillRate)
  return `| ${[make, demand, forecast.cost.total, fill, forecast.averageStock.toFixed(1), ...costs].join(' | ')} |`
}

function explainLosses(row: BacktestRow): string[] {
  const better = names.filter(name => row.byRule[name].cost.total < row.forecast.cost.total)
  if (better.length === 0) return []
  const list = better.map(name => `${name} (${row.byRule[name].cost.total})`).join(', ')
  return [`- ${row.make}, ${row.forecast.cost.total} against ${list}: ${reason(row, better)}`]
}

/** By the figures: too few sales to stock, bursts, a change of level, or a level that happened to suit. */
function reason(row: BacktestRow, better: readonly RuleName[]): string {
  const perMonth = row.demand / monthsReplayed
  const perUnmet = house.shortage * (1 - house.substitutionShare)
  const { holding, shortage } = row.forecast.cost
  const split = `the forecast's cost is ${holding} for holding and ${shortage} for shortage`
  if (perMonth < house.holding / perUnmet)
    return `${row.demand} ${row.demand === 1 ? 'car' : 'cars'} in ${monthsReplayed} months. A car that waits ${(1 / perMonth).toFixed(0)} months costs more to hold than the ${perUnmet} that a customer without one costs: to stock none is cheapest, and ${better.length > 1 ? 'these rules hold' : 'this rule holds'} nearly none; ${split}.`
  if (row.largestMonth > 3 * perMonth)
    return `it sells in bursts (${row.largestMonth} in the largest month, ${perMonth.toFixed(1)} on average) that past months do not announce, so that stock kept for them stands; ${split}.`
  if (perMonth < 0.8 * row.meanBefore)
    return `sales fell from ${row.meanBefore.toFixed(1)} to ${perMonth.toFixed(1)} a month, faster than means of half a year and a year follow; ${split}.`
  if (perMonth > 1.25 * row.meanBefore)
    return `sales rose from ${row.meanBefore.toFixed(1)} to ${perMonth.toFixed(1)} a month, faster than means of half a year and a year follow; ${split}.`
  return `sales stayed about level (${row.meanBefore.toFixed(1)} a month before, ${perMonth.toFixed(1)} in the replay), and the level at which ${better.length > 1 ? 'these rules' : 'this rule'} happened to stand suited them; ${split}.`
}
