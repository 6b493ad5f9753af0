import { useStores } from '../../network/organisations/organisation-names.web.ts'
import type { Filter } from '../../platform/web/kit/FilterBar.tsx'
import type { View } from '../../platform/web/kit/SavedViews.tsx'
import { useMe, useNameOf } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { isOffered, useCatalogue } from '../models/catalogue.web.ts'
import { Condition, EpisodeState, type VehicleSummary } from './vehicles.contract.ts'

/** The tabs of the stock list with how many cars each holds. */
export function useStockTabs(counts: VehicleSummary | undefined): View[] {
  const t = useWords(inventoryWords)
  return [
    { id: 'all', name: t('tab.all'), search: {}, count: counts && openIn(counts) },
    { id: 'in-stock', name: t('state.in-stock'), search: { state: 'in-stock' }, count: counts?.inStock },
    {
      id: 'in-transit',
      name: t('state.in-transit'),
      search: { state: 'in-transit' },
      count: counts?.inTransit,
    },
    { id: 'ordered', name: t('state.ordered'), search: { state: 'ordered' }, count: counts?.ordered },
    {
      id: 'available',
      name: t('availability.available'),
      search: { availability: 'available' },
      count: counts?.available,
    },
    {
      id: 'reserved',
      name: t('availability.reserved'),
      search: { availability: 'reserved' },
      count: counts?.reserved,
    },
    { id: 'sold', name: t('availability.sold'), search: { availability: 'sold' }, count: counts?.sold },
    {
      id: 'off-road',
      name: t('availability.off-road'),
      search: { availability: 'off-road' },
      count: counts?.offRoad,
    },
  ]
}

function openIn({ inStock, inTransit, ordered }: VehicleSummary): number {
  return inStock + inTransit + ordered
}

export function useStockFilters(): Filter[] {
  const t = useWords(inventoryWords)
  const nameOf = useNameOf()
  const models = useCatalogue().filter(isOffered)
  const stores = useStoreFilter()
  return [
    {
      kind: 'choice',
      name: 'modelId',
      label: t('model'),
      options: models.map(model => ({ value: model.id, label: `${model.make} ${nameOf(model)}` })),
    },
    {
      kind: 'choice',
      name: 'state',
      label: t('state.title'),
      options: EpisodeState.options.map(value => ({ value, label: t(`state.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'condition',
      label: t('condition.title'),
      options: Condition.options.map(value => ({ value, label: t(`condition.${value}`) })),
    },
    ...stores,
  ]
}

/** Those who see the stock of the whole network choose among its stores. */
function useStoreFilter(): Filter[] {
  const t = useWords(inventoryWords)
  const nameOf = useNameOf()
  const { permissions, dealers } = useMe()
  const stores = useStores()
  const seen = permissions.vehicles?.read === 'network' ? stores : stores.filter(isOneOf(dealers))
  if (seen.length < 2) return []
  const options = seen.map(store => ({ value: store.id, label: `${store.code} ${nameOf(store)}` }))
  return [
    {
      kind: 'choice',
      name: 'store',
      label: t('store'),
      options: [{ value: 'all', label: t('allStores') }, ...options],
    },
  ]
}

function isOneOf(dealers: readonly { id: string }[]) {
  return ({ id }: { id: string }) => dealers.some(dealer => dealer.id === id)
}
