import { fitCroston, fitSba, fitTsb, intermittenceClass } from '../../../packages/forecast/index.ts'
import type { Method } from './method.ts'

export const intermittentMethods = {
  /** Mean demand of the next period where it pauses. As in the sources, `alpha` smooths sizes and intervals alike, and
   *  `beta` the probability of TSB. */
  croston: fields => {
    const y = Float64Array.from(fields.numbers('y'))
    const alpha = fields.has('alpha') ? fields.positive('alpha') : 0.1
    const beta = fields.has('beta') ? fields.positive('beta') : alpha
    return () => ({
      croston: fitCroston(y, alpha).forecast(1).mean[0],
      sba: fitSba(y, alpha).forecast(1).mean[0],
      tsb: fitTsb(y, alpha, beta).forecast(1).mean[0],
      iterations: 0,
      residual: 0,
      converged: true,
    })
  },
  /** How demand pauses and varies, of one series or of several by name. */
  'intermittence-class': fields => {
    const series = fields.has('series') ? fields.series('series') : new Map([['y', fields.numbers('y')]])
    return () => {
      const found = [...series].map(([name, y]) => [name, intermittenceClass(Float64Array.from(y))] as const)
      return {
        class: Object.fromEntries(found.map(([name, each]) => [name, each.class])),
        mean_interval: Object.fromEntries(found.map(([name, each]) => [name, each.meanInterval])),
        squared_variation: Object.fromEntries(found.map(([name, each]) => [name, each.squaredVariation])),
        iterations: 0,
        residual: 0,
        converged: true,
      }
    }
  },
} satisfies Record<string, Method>
