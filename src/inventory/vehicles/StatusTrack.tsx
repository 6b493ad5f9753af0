import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import type { VehicleDetail } from './vehicles.contract.ts'

const way = ['ordered', 'in-transit', 'in-stock', 'reserved', 'sold', 'delivered'] as const
type Step = (typeof way)[number]

/** The way of a car through the store, from its order to its buyer, with where it is now. */
export function StatusTrack({ vehicle }: { vehicle: VehicleDetail }) {
  const t = useWords(inventoryWords)
  const here = stepOf(vehicle)
  return (
    <section className="panel panel-section">
      <h2 className="sr">{t('track')}</h2>
      <ol className="way">
        {way.map((step, at) => {
          const state = at < way.indexOf(here) ? 'is-done' : step === here ? 'is-here' : ''
          return (
            <li key={step} className={state} aria-current={step === here ? 'step' : undefined}>
              <span className="way-dot">{state === 'is-done' && <Icon name="check" />}</span>
              <span className="way-name">{nameOf(step, t)}</span>
              <span className="way-day">{<StepDay step={step} vehicle={vehicle} />}</span>
            </li>
          )
        })}
      </ol>
      <LeftOtherwise vehicle={vehicle} />
    </section>
  )
}

function StepDay({ step, vehicle }: { step: Step; vehicle: VehicleDetail }) {
  const closedAt = vehicle.episodes.find(({ id }) => id === vehicle.episodeId)?.closedAt
  if (step === 'in-stock' && vehicle.receivedOn) return <Dated day={vehicle.receivedOn} />
  if (step === 'reserved' && vehicle.reservation) return <Dated at={vehicle.reservation.reservedAt} short />
  if (step === 'delivered' && vehicle.state === 'delivered' && closedAt) return <Dated at={closedAt} short />
  return null
}

/** What takes a car off the usual way: it is kept from sale, or left the store without a buyer. */
function LeftOtherwise({ vehicle: { availability, state } }: { vehicle: VehicleDetail }) {
  const t = useWords(inventoryWords)
  if (availability === 'off-road')
    return (
      <p className="way-note">
        <Icon name="warning" /> {t('offRoad.note')}
      </p>
    )
  if (state !== 'transferred' && state !== 'removed') return null
  return (
    <p className="way-note">
      <Icon name="info" /> {t(`state.${state}`)}
    </p>
  )
}

function nameOf(step: Step, t: typeof inventoryWords): string {
  return step === 'reserved' || step === 'sold' ? t(`availability.${step}`) : t(`state.${step}`)
}

function stepOf({ state, availability }: VehicleDetail): Step {
  if (state === 'delivered') return 'delivered'
  if (availability === 'sold' || availability === 'reserved') return availability
  return state === 'ordered' || state === 'in-transit' ? state : 'in-stock'
}
