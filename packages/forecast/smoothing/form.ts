/** Which exponential smoothing model: error, trend and season, as in Hyndman et al. 2008, table 2.2–2.3. */
export interface EtsForm {
  readonly error: 'A' | 'M'
  readonly trend: 'N' | 'A' | 'Ad' | 'M' | 'Md'
  readonly season: 'N' | 'A' | 'M'
}

/** Reads `ETS(M,Ad,M)`, `MAdM`, `M,Ad,M` or `AAN`.
 *  @throws RangeError when it names no form
 *  @example
 *  parseEtsForm('ETS(M,Ad,M)') // → {"error":"M","trend":"Ad","season":"M"}
 *  parseEtsForm('XYZ') // throws RangeError
 */
export function parseEtsForm(name: string): EtsForm {
  const match = /^\s*(?:ETS)?\s*\(?\s*([AM])\s*,?\s*(N|Ad|A|Md|M)\s*,?\s*([NAM])\s*\)?\s*$/i.exec(name)
  const [error, trend, season] = (match ?? []).slice(1).map(part => part[0]!.toUpperCase() + part.slice(1))
  const form = { error, trend: trend?.replace('D', 'd'), season }
  if (!isForm(form))
    throw new RangeError(`"${name}" is no form of exponential smoothing; write such as ETS(A,Ad,M)`)
  return form
}

function isForm(form: { error?: string; trend?: string; season?: string }): form is EtsForm {
  return form.error !== undefined && form.trend !== undefined && form.season !== undefined
}

/** `ETS(M,Ad,M)`.
 *  @example
 *  nameOfEts({ error: 'A', trend: 'N', season: 'N' }) // → "ETS(A,N,N)"
 */
export function nameOfEts({ error, trend, season }: EtsForm): string {
  return `ETS(${error},${trend},${season})`
}

export function isDamped({ trend }: EtsForm): boolean {
  return trend === 'Ad' || trend === 'Md'
}

/** Parameters and free initial states, the variance not counted. */
export function countParameters(form: EtsForm, season: number): number {
  const trend = form.trend === 'N' ? 0 : isDamped(form) ? 3 : 2
  return 2 + trend + (form.season === 'N' ? 0 : season)
}

/** The forms that an automatic choice looks at: no multiplicative trend, which runs away, and none whose variance is
 *  infinite (additive errors with a multiplicative season). The same restrictions as R's `ets`.
 *  @param season periods in a season; 1: forms without season only
 *  @param isPositive whether all observations are > 0, which multiplicative forms need
 *  Source: Hyndman, Koehler, Ord & Snyder 2008, §2.7, §10; `forecast::ets(restrict = TRUE)`.
 *  @example
 *  listEtsForms(12, true).length // → 15
 *  listEtsForms(1, false).map(nameOfEts) // → ["ETS(A,N,N)","ETS(A,A,N)","ETS(A,Ad,N)"]
 */
export function listEtsForms(season: number, isPositive: boolean): EtsForm[] {
  const forms: EtsForm[] = []
  for (const error of ['A', 'M'] as const)
    for (const seasonal of ['N', 'A', 'M'] as const)
      for (const trend of ['N', 'A', 'Ad'] as const) {
        if (seasonal !== 'N' && season < 2) continue
        if ((error === 'M' || seasonal === 'M') && !isPositive) continue
        if (error === 'A' && seasonal === 'M') continue
        forms.push({ error, trend, season: seasonal })
      }
  return forms
}
