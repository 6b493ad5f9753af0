import type { Actor, SaleAction } from '../../src/sales/process/action.contract.ts'
import type { Sale } from '../../src/sales/process/sale.contract.ts'
import { type CarState, factsOf } from './car-holds.ts'
import type { DemoStaff } from './people.ts'
import { uuidAt } from './random.ts'
import { act, type SaleRun, type Store, staffActor } from './sale-run.ts'
import type { Step } from './steps.ts'
import type { StockCar } from './stock-car.ts'

export const currency = 'CNY'

type By = { actor: Actor; origin: 'demo' }
export type StepOf<K extends Step['do']> = Step & { do: K }

/** One deed at its moment: the sale, and what its action needs. */
export interface Scene {
  store: Store
  run: SaleRun
  at: number
  owner: By
  as(staff: DemoStaff): By
  id(): string
  facts(car: StockCar): ReturnType<typeof factsOf>
  do(action: SaleAction, details?: Parameters<typeof act>[4]): void
}

export function sceneOf(store: Store, run: SaleRun, at: number): Scene {
  const as = (staff: DemoStaff): By => ({ actor: staffActor(staff, store.dealerId), origin: 'demo' })
  return {
    store,
    run,
    at,
    owner: as(run.course.consultant.staff),
    as,
    id: () => uuidAt(store.ids, at),
    facts: car => factsOf(carOf(store, car.episodeId), at),
    do: (action, details) => {
      act(store, run, action, at, details)
    },
  }
}

export function carOf(store: Store, episodeId: string | null | undefined): CarState {
  const state = episodeId ? store.cars.get(episodeId) : undefined
  if (!state) throw new Error('the sale has no car')
  return state
}

export function saleOf(run: SaleRun): Sale {
  if (!run.sale) throw new Error('the sale is not open yet')
  return run.sale
}
