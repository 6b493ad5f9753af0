import { Link, useParams } from '@tanstack/react-router'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { ActionLink } from '../../platform/web/kit/ActionLink.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { PageSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useDealer, useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { SlicePanels } from '../../platform/web/shell/SlicePanels.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { useCarName } from '../models/catalogue.web.ts'
import { AgeClocks } from './AgeClocks.tsx'
import { Reservation } from './Reservation.tsx'
import { StatusTrack } from './StatusTrack.tsx'
import { Stays } from './Stays.tsx'
import { VehicleFacts } from './VehicleFacts.tsx'
import { VehicleTasks } from './VehicleTasks.tsx'
import { StandingMark } from './vehicle-marks.tsx'
import { readVehicle, type VehicleDetail } from './vehicles.contract.ts'
import './vehicles.css'

/** One car: where it stands, how old it is, what is known of it, what can be done with it. */
export function VehiclePage() {
  const t = useWords(inventoryWords)
  const { id } = useParams({ from: '/shell/vehicles/$id' })
  const { data, error } = useAnswer(
    readVehicle,
    { params: { id } },
    { topics: [`vehicles:${id}`, 'vehicles'] },
  )
  if (data && data.id === id) return <Car vehicle={data} />
  if (!error) return <PageSkeleton />
  return (
    <Page title={t('vehicle')} above={<Back />}>
      <FailedReading failure={error} />
    </Page>
  )
}

function Car({ vehicle }: { vehicle: VehicleDetail }) {
  const t = useWords(inventoryWords)
  const carName = useCarName()
  const { model, trim } = carName(vehicle)
  return (
    <Page
      title={[model, trim].filter(Boolean).join(' ')}
      mark={<StandingMark {...vehicle} />}
      above={<Back />}
      actions={<SellThis vehicle={vehicle} />}
    >
      <div className="vehicle">
        <div className="stack">
          <StatusTrack vehicle={vehicle} />
          <section className="panel panel-section">
            <h2>{t('facts')}</h2>
            <VehicleFacts vehicle={vehicle} />
          </section>
          <Stays vehicle={vehicle} />
        </div>
        <div className="stack">
          <AgeClocks vehicle={vehicle} />
          {vehicle.reservation && <Reservation reservation={vehicle.reservation} />}
          <SlicePanels of="vehicles" id={vehicle.id} />
          <VehicleTasks vehicle={vehicle} />
        </div>
      </div>
    </Page>
  )
}

function Back() {
  const t = useWords(inventoryWords)
  return <Link to="/vehicles">{t('vehicles')}</Link>
}

/** A car is reserved from its sale: this leads to the open sales of its model, or begins one with it.
 *  Another store's car can be wished for, and only reserved once it is here. */
function SellThis({ vehicle }: { vehicle: VehicleDetail }) {
  const t = useWords(inventoryWords)
  const maySell = useMay('sales', 'create')
  const { dealers } = useDealer()
  const ours = dealers.some(({ id }) => id === vehicle.dealerId)
  const { availability, modelId, trimId } = vehicle
  if (!maySell || availability !== 'available') return null
  const interest = trimId ? `trim:${trimId}` : modelId ? `model:${modelId}` : undefined
  return (
    <>
      <ActionLink primary to="/inquiries/new" search={{ interest }}>
        {t('startInquiry')}
      </ActionLink>
      {ours && (
        <ActionLink to="/sales" search={{ modelId: modelId ?? undefined, open: 'true' }}>
          {t('reserveForSale')}
        </ActionLink>
      )}
    </>
  )
}
