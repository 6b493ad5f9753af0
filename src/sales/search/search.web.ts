import { call } from '../../platform/web/answers/client.ts'
import type { SearchHit, SearchProvider } from '../../platform/web/shell/slice.ts'
import { placeWords as t } from '../places.words.ts'

/** ⌘K: people, cars and sales in one question; its contract and words come with the first question. */
export const salesSearch: SearchProvider = {
  name: 'sales',
  label: () => t('found'),
  needs: { noun: 'sales', verb: 'read' },
  search: async (query, signal): Promise<SearchHit[]> => {
    const [{ search }, words] = await Promise.all([
      import('./search.contract.ts'),
      import('../sale-words.web.ts'),
    ])
    const found = await call(search, { query: { q: query }, signal })
    const customers = found.customers.map(({ id, name, phone, number, owner }) => ({
      path: `/customers/${id}`,
      title: name,
      detail: [phone, owner?.name].filter(Boolean).join(' · '),
      mark: number,
      kind: t('foundCustomers'),
    }))
    const vehicles = found.vehicles.map(car => ({
      path: `/vehicles/${car.vehicleId}`,
      title: words.carWord(car),
      detail: [car.stockNumber, car.vin && `…${car.vin.slice(-6)}`].filter(Boolean).join(' · '),
      mark: words.codeWord('availability', car.availability),
      kind: t('foundVehicles'),
    }))
    const sales = found.sales.map(({ id, number, stage, customer, trim }) => ({
      path: `/sales/${id}`,
      title: customer?.name ?? number,
      detail: [number, trim && words.trimWord(trim)].filter(Boolean).join(' · '),
      mark: words.salesWords(`stage.${stage}`),
      kind: t('foundSales'),
    }))
    return [...sales, ...customers, ...vehicles]
  },
}
