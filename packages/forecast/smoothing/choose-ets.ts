import { checkSeason, readSeries, type Series, summarise } from '../series.ts'
import { EtsFit, type EtsModel, type EtsOptions } from './fit-ets.ts'
import { countParameters, type EtsForm, listEtsForms } from './form.ts'

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
export function chooseEts(
  y: Series,
  season: number,
  options: EtsOptions & { forms?: readonly EtsForm[] } = {},
): EtsModel {
  checkSeason(season)
  const values = readSeries(y)
  const { count, min } = summarise(values)
  const longest = values.length >= 2 * season ? season : 1
  const forms = options.forms ?? listEtsForms(longest, min > 0)
  const fits = forms
    .filter(form => count > countParameters(form, season) + 2)
    .map(form => new EtsFit(values, season, form, options))
  if (fits.length === 0)
    fits.push(new EtsFit(values, season, { error: 'A', trend: 'N', season: 'N' }, options))
  const models = fits.map(fit => {
    fit.search(options.iterationsMax ?? 200)
    return fit.model()
  })
  return models.reduce((best, model) => ((model.aicc ?? Infinity) < (best.aicc ?? Infinity) ? model : best))
}
