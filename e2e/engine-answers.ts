import * as forecast from '../packages/forecast/index.ts'
import * as mdp from '../packages/mdp/index.ts'
import * as stocking from '../packages/stocking/index.ts'

/** One answer of every kind that the engines give, from the same sources in a browser and in Node. */
export async function answerAll(
  startThread: () => mdp.Thread,
): Promise<Record<string, unknown> & { mean: number[] }> {
  const model = mdp.buildModel({
    nStates: 3,
    transitions: [
      [0, 0, 0, 0.5],
      [0, 0, 1, 0.2],
      [0, 0, 2, 0.3],
      [0, 1, 0, 0.25],
      [0, 1, 1, 0.55],
      [0, 1, 2, 0.2],
      [1, 0, 2, 1],
      [2, 0, 2, 1],
    ],
    rewards: [
      [0, 0, -20],
      [0, 1, -120],
      [1, 0, 12_000],
    ],
  })
  const threaded = await mdp.modifiedPolicyIterationInThreads(model, { gamma: 0.95, threads: 2, startThread })
  const program = await mdp.linearProgram(model, { gamma: 0.95 })
  const sales = Array.from(
    { length: 48 },
    (_, t) => 80 + t + 15 * Math.sin((t * Math.PI) / 6) + ((t * 7) % 5),
  )
  const { method, mean } = forecast.chooseForecast(sales, { season: 12, horizon: 6 })
  const transport = stocking.solveTransport({
    supply: [35, 50, 40],
    demand: [45, 20, 30, 30],
    cost: [
      [8, 6, 10, 9],
      [9, 12, 13, 7],
      [14, 9, 16, 5],
    ],
  })
  const trims = [
    { name: 'base', unitCost: 20, marginalProfits: [5, 4, 1] },
    { name: 'sport', unitCost: 30, marginalProfits: [9, 6, 2] },
  ]
  const mix = await stocking.chooseModelMix({ trims, budget: 100 })
  return {
    value: [...mdp.valueIteration(model, { gamma: 0.95 }).value],
    fast: [...mdp.modifiedPolicyIteration(model, { gamma: 0.95, kernel: 'wasm' }).value],
    plain: [...mdp.modifiedPolicyIteration(model, { gamma: 0.95, kernel: 'typescript' }).value],
    threaded: [...threaded.value],
    program: [...program.policy],
    method,
    mean: [...mean],
    arima: forecast.chooseArima(Float64Array.from(sales), { period: 12 }).method,
    transport: transport.cost,
    mix: mix.status === 'optimal' ? [...mix.quantities] : mix.status,
    level: stocking.newsvendor({ demand: stocking.poissonDemand(6), overageCost: 1, underageCost: 4 }).level,
  }
}
