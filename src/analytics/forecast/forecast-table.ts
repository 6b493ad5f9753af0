import type { Answer, Answers } from './forecast.command.ts'

/** For people: a table per series, and how the method did. */
export function presentForecast({ answers, refused }: Answers): string {
  const refusals = refused.map(({ key, reason }) => `${key} cannot be forecast: ${reason}`)
  return [...answers.map(presentOne), ...refusals].join('\n\n')
}

function presentOne({ key, method, evaluation, further, ...forecast }: Answer): string {
  const { mean, lower80, upper80, lower95, upper95 } = forecast
  const columns = [lower95, lower80, mean, upper80, upper95, ...Object.values(further)]
  const digits = digitsFor(mean)
  const rows = [
    [
      'ahead',
      'low 95%',
      'low 80%',
      'expected',
      'high 80%',
      'high 95%',
      ...Object.keys(further).map(nameLevel),
    ],
    ...Array.from(mean, (_, h) => [`${h + 1}`, ...columns.map(values => values[h]!.toFixed(digits))]),
  ]
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map(row => row[at]!.length)))
  const lines = rows.map(row => row.map((cell, at) => cell.padStart(widths[at]!)).join('  '))
  return [`${key === null ? '' : `${key}: `}${method}`, ...lines, describe(evaluation)].join('\n')
}

/** lower90 as low 90%. */
function nameLevel(name: string): string {
  return `${name.replace('lower', 'low ').replace('upper', 'high ')}%`
}

function describe({ origins, horizon, mase, seasonalNaiveMase, coverage80 }: Answer['evaluation']): string {
  if (origins === 0) return 'The series is too short to try the method on its own past.'
  if (mase === null || seasonalNaiveMase === null)
    return 'The series does not change, so errors cannot be scaled.'
  const better = mase < seasonalNaiveMase ? 'better' : 'not better'
  return (
    `At ${origins} points of its own past, ${horizon} ahead: MASE ${mase.toFixed(2)}, ${better} than ` +
    `seasonal naive (${seasonalNaiveMase.toFixed(2)}); the 80% interval held ${Math.round((coverage80 ?? 0) * 100)}%.`
  )
}

/** Three significant digits of the smallest that matters. */
function digitsFor(mean: Float64Array): number {
  const size = Math.max(...mean.map(Math.abs))
  return size >= 1000 || size === 0 ? 0 : Math.min(8, Math.max(0, 3 - Math.floor(Math.log10(size))))
}
