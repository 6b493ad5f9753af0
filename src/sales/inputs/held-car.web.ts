import { carWord } from '../sale-words.web.ts'
import type { SalePage } from '../sales/sale-page.contract.ts'
import type { ChosenCar } from './EpisodeSelect.tsx'

/** The car that the sale has reserved, as a choice of its own. */
export function heldCar({ car, state, trim }: SalePage): ChosenCar | null {
  if (!car || state.reservation?.episodeId !== car.episodeId) return null
  const { episodeId, priceMinor, currency, stockNumber, vin } = car
  const trimId = state.contract?.trimId ?? state.quotes.at(-1)?.trimId ?? trim?.id ?? null
  return { episodeId, trimId, priceMinor, currency, vin, label: `${stockNumber} · ${carWord(car)}` }
}
