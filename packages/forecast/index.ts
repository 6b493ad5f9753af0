export { type ArimaCoefficient, type ArimaModel, fitArima } from './arima/fit.ts'
export type { ArimaOptions, ArimaSpecification } from './arima/specification.ts'
