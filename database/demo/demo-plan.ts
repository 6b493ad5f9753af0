import { defaultDefinition } from '../../src/sales/process/default-definition.rules.ts'
import { atTime, firstOfMonth } from './calendar.ts'
import { type Catalogue, demoCatalogue } from './catalogue.ts'
import type { HistoryTask } from './dealer-history.ts'
import { type DemoNetwork, demoNetwork } from './network.ts'

/** What is asked of the demo: the same seed and day always give the same network. */
export interface DemoOptions {
  seed: string
  /** The day of loading in the stores' time zone: the 24 full months before its month, and what of it has
   *  passed, are told; appointments reach into the days to come. */
  today: string
  /** 1 for the whole; a fraction keeps the network and shrinks its business. */
  scale: number
}

const whole = {
  sales: 14_000,
  customers: 9_000,
  openCars: 1_000,
  leads: 320,
  deliveriesPerDealerAndMonth: 17.2,
  leastPerDealerAndMonth: 15,
} as const

export interface DemoPlan {
  network: DemoNetwork
  catalogue: Catalogue
  /** First inquiry, first delivery. */
  opensOn: string
  from: string
  /** ms at which the network was entered, and up to which things have happened. */
  start: number
  end: number
  tasks: HistoryTask[]
}

export function planDemo({ seed, today, scale }: DemoOptions): DemoPlan {
  const from = firstOfMonth(today, 24)
  const opensOn = firstOfMonth(from, 1) // a month of pre-sales, so that the first full one has cars to hand over
  const start = atTime(opensOn, -7 * 24 * 60)
  const network = demoNetwork(seed, start)
  const catalogue = demoCatalogue(seed, start)
  const { dealers } = network
  const sales = shared(
    whole.sales * scale,
    dealers.map(dealer => dealer.traffic),
  )
  const customers = shared(whole.customers * scale, sales)
  const tasks = dealers.map((dealer, dealerIndex) => ({
    seed,
    catalogue,
    dealer,
    dealerIndex,
    opensOn,
    from,
    today,
    scale,
    sales: sales[dealerIndex]!,
    customers: customers[dealerIndex]!,
    leads: Math.max(4, Math.round((whole.leads * scale) / dealers.length)),
    openCars: (whole.openCars * scale) / dealers.length,
    deliveriesPerMonth: whole.deliveriesPerDealerAndMonth * dealer.volume,
    leastPerMonth: whole.leastPerDealerAndMonth,
    testDriveBufferMinutes: defaultDefinition.testDriveBufferMinutes,
  }))
  return { network, catalogue, opensOn, from, start, end: atTime(today, 0), tasks }
}

/** Whole parts of a total, in proportion to the weights, that add up to it. */
function shared(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((before, weight) => before + weight, 0)
  let passed = 0
  let given = 0
  return weights.map(weight => {
    passed += weight
    const part = Math.round((total * passed) / sum) - given
    given += part
    return part
  })
}
