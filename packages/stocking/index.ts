export type { LaneMatrix, TransportProblem } from './transport/lanes.ts'
export type { TransportOptions, TransportPlan } from './transport/transport.ts'
export { solveTransport } from './transport/transport.ts'
