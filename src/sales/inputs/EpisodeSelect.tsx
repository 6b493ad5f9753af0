import Select from 'antd/es/select'
import type { Energy } from '../../inventory/models/models.contract.ts'
import { listVehicles, type Vehicle } from '../../inventory/vehicles/vehicles.contract.ts'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { moneyPlain } from '../../platform/web/kit/figures.ts'
import { useTyped } from '../../platform/web/kit/typed.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { carWord, codeWord } from '../sale-words.web.ts'
import { stepWords } from '../steps/steps.words.ts'

/** What a choice of a car tells its form. */
export interface ChosenCar {
  episodeId: string
  trimId: string | null
  priceMinor: number | null
  currency: string
  label: string
  vin: string | null
  /** What its own papers say; else the catalogue says it of its trim. */
  energy?: Energy | null
}

/** What the cars at the head of the list have in common. */
type Preference = { trimId?: string | null; condition?: Vehicle['condition'] }

const topics = ['vehicles', 'sales']

interface EpisodeSelectProps {
  id?: string
  value?: string
  onChange?: (episodeId: string | undefined) => void
  onCar?: (car: ChosenCar | null) => void
  dealerId: string
  /** Only cars of this trim. */
  trimId?: string | null
  /** These cars come first. */
  prefer?: Preference
  /** Only cars that stand at the store. */
  inStock?: boolean
  /** The car that the sale holds: offered although it is reserved. */
  held?: ChosenCar | null
  label?: string
}

/** A free car of the store, found by stock number, VIN tail, plate, make or model. */
export function EpisodeSelect(props: EpisodeSelectProps) {
  const { id, value, onChange, onCar, held, label } = props
  const t = useWords(stepWords)
  const [text, setText] = useTyped()
  const { found, isFetching } = useFreeCars(props, text)
  const offered = held ? [{ ...held, detail: t('heldHere') }, ...found] : found
  const cars = [...offered, ...useChosen(props, offered)]
  return (
    <Select
      id={id}
      aria-label={label}
      value={value}
      placeholder={t('chooseCar')}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={isFetching}
      notFoundContent={isFetching ? t('searching') : t('noCarFound')}
      options={cars.map(car => ({ value: car.episodeId, label: car.label, detail: car.detail }))}
      optionRender={({ data: option }) => (
        <span className="option option-two">
          <span>{option.label}</span>
          <small>{option.detail}</small>
        </span>
      )}
      onChange={(episodeId: string | undefined) => {
        onChange?.(episodeId)
        onCar?.(cars.find(car => car.episodeId === episodeId) ?? null)
      }}
    />
  )
}

function useFreeCars({ dealerId, trimId, prefer, inStock }: EpisodeSelectProps, text: string) {
  const query = {
    dealerId,
    availability: 'available' as const,
    state: inStock ? ('in-stock' as const) : undefined,
    trimId: trimId ?? undefined,
    q: text || undefined,
    limit: 30,
  }
  const preference = { ...(prefer?.trimId && { trimId: prefer.trimId }), condition: prefer?.condition }
  const prefers = !trimId && Boolean(preference.trimId ?? preference.condition)
  const { data, isFetching } = useAnswer(listVehicles, { query }, { topics })
  const preferred = useAnswer(
    listVehicles,
    { query: { ...query, ...preference } },
    { topics, enabled: prefers },
  )
  const first = prefers ? (preferred.data?.items ?? []) : []
  const others = (data?.items ?? []).filter(each => !first.some(({ id: known }) => known === each.id))
  return { found: [...first, ...others].map(optionOf), isFetching }
}

/** The car that a form came with may stand further down the list than the offers reach, or be no longer free. */
function useChosen({ dealerId, value }: EpisodeSelectProps, offered: readonly ChosenCar[]) {
  const isAbsent = value !== undefined && !offered.some(({ episodeId }) => episodeId === value)
  const query = { dealerId, episodeId: value, limit: 1 }
  const { data } = useAnswer(listVehicles, { query }, { topics, enabled: isAbsent })
  return isAbsent ? (data?.items ?? []).map(optionOf) : []
}

function optionOf(vehicle: Vehicle) {
  return { ...chosen(vehicle), detail: detailOf(vehicle) }
}

function chosen(vehicle: Vehicle): ChosenCar {
  const { episodeId, trimId, priceMinor, currency, stockNumber, vin, energy } = vehicle
  return {
    episodeId,
    trimId,
    priceMinor,
    currency,
    vin,
    energy,
    label: `${stockNumber} · ${carWord(vehicle)}`,
  }
}

function detailOf({
  vin,
  exteriorColour,
  priceMinor,
  currency,
  state,
  condition,
  location,
}: Vehicle): string {
  return [
    vin ? `…${vin.slice(-6)}` : null,
    exteriorColour,
    priceMinor === null ? null : moneyPlain(priceMinor, currency),
    condition === 'demo' ? stepWords('demoCar') : null,
    state === 'in-stock' ? null : codeWord('episodeState', state),
    location,
  ]
    .filter(Boolean)
    .join(' · ')
}
