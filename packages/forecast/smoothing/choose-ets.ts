import { checkSeason, readSeries, type Series, summarise } from '../series.ts'
import { EtsFit, type EtsModel, type EtsOptions, fitEts } from './fit-ets.ts'
import { countParameters, type EtsForm, listEtsForms } from './form.ts'

export interface RankOptions extends EtsOptions {
  /** default: all of `listEtsForms` */
  readonly forms?: readonly EtsForm[]
  /** how many of the best forms are searched from a second start; default all that reach the end */
  readonly secondStarts?: number
}

/** The form of exponential smoothing with the lowest AICc.
 *
 *  Looks at every form that R's `ets` looks at: multiplicative ones only where all values are > 0, seasonal ones only
 *  with two seasons of data, and none that has more parameters than the observations can tell apart.
 *  @param forms to choose among; default: all of `listEtsForms`
 *  @throws RangeError when nothing was observed
 *  Source: Hyndman et al. 2008, §2.8.
 *  @example
 *  chooseEts([10, 21, 30, 39, 50, 61, 70, 79, 90, 101, 110, 119], 1).form.trend // → "A"
 */
export function chooseEts(y: Series, season: number, options: RankOptions = {}): EtsModel {
  return rankEts(readSeries(y), season, options)[0]!
}

/** The best few forms by AICc, the best first. */
export function rankEts(y: Float64Array, season: number, options: RankOptions = {}): EtsModel[] {
  checkSeason(season)
  const { count, min } = summarise(y)
  const longest = y.length >= 2 * season ? season : 1
  const forms = options.forms ?? listEtsForms(longest, min > 0)
  const steps = options.iterationsMax ?? 200
  const again = options.secondStarts ?? finalists
  const ranked = forms
    .filter(form => count > countParameters(form, season) + 2)
    .map(form => new EtsFit(y, season, form, options))
    .map(fit => ({ fit, aicc: fit.search(screeningSteps) }))
    .filter(({ aicc }) => aicc < Infinity)
    .sort((one, other) => one.aicc - other.aicc)
    .slice(0, finalists)
    .map(({ fit }) => ({ fit, aicc: fit.search(steps) }))
    .sort((one, other) => one.aicc - other.aicc)
    .map(({ fit, aicc }, i) => ({ fit, aicc: i < again ? fit.searchElsewhere(steps) : aicc }))
    .sort((one, other) => one.aicc - other.aicc)
  if (ranked.length === 0) return [fitEts(y, season, { error: 'A', trend: 'N', season: 'N' }, options)]
  return ranked.map(({ fit }) => fit.model())
}

// A few steps tell the hopeless forms from the others; these are then fitted to the end.
const screeningSteps = 12
const finalists = 4
