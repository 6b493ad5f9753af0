import Button from 'antd/es/button'
import { useState } from 'react'
import { useAct } from '../../platform/web/answers/answers.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { OffRoadDialog } from '../off-road-periods/OffRoadDialog.tsx'
import { putBackOnRoad } from '../off-road-periods/off-road-periods.contract.ts'
import { ArrivalDialog } from './ArrivalDialog.tsx'
import { passPdi } from './stock.contract.ts'
import { CertificateMark } from './vehicle-marks.tsx'
import type { VehicleDetail } from './vehicles.contract.ts'

/** What has to be done before a car can be handed over, and what the stock keeper may do with it. */
export function VehicleTasks({ vehicle, timeZone }: { vehicle: VehicleDetail; timeZone: string }) {
  const t = useWords(inventoryWords)
  const { pdiPassedAt, certificateState, vin, state, may } = vehicle
  const closed = vehicle.availability === 'closed'
  return (
    <section className="panel panel-section">
      <h2>{t('readiness.title')}</h2>
      <ul className="readiness">
        <Ready done={vin !== null} name={t('vin')}>
          {vin === null ? t('noVin') : t('readiness.entered')}
        </Ready>
        <Ready done={state !== 'ordered' && state !== 'in-transit'} name={t('readiness.arrival')}>
          {t(`state.${state}`)}
        </Ready>
        <Ready done={pdiPassedAt !== null} name={t('pdi.title')}>
          {pdiPassedAt ? <Dated at={pdiPassedAt} short /> : t('pdi.open')}
        </Ready>
        <Ready done={certificateState === 'in-hand'} name={t('certificate.title')}>
          <CertificateMark state={certificateState} />
        </Ready>
      </ul>
      {may.edit && !closed && <Tasks vehicle={vehicle} timeZone={timeZone} />}
    </section>
  )
}

function Ready({ done, name, children }: { done: boolean; name: string; children: React.ReactNode }) {
  return (
    <li className={done ? 'is-done' : ''}>
      <Icon name={done ? 'check' : 'clock'} />
      <span>{name}</span>
      <span className="quiet">{children}</span>
    </li>
  )
}

function Tasks({ vehicle, timeZone }: { vehicle: VehicleDetail; timeZone: string }) {
  const t = useWords(inventoryWords)
  const [asking, setAsking] = useState<'arrival' | 'off-road' | null>(null)
  const pdi = useAct(passPdi)
  const back = useAct(putBackOnRoad)
  const { id, state, availability, pdiPassedAt } = vehicle
  const arriving = state === 'ordered' || state === 'in-transit'
  const params = { id }
  const run = (act: () => Promise<unknown>, said: string) => () =>
    void act().then(() => notice({ text: said }), problemNotice)
  return (
    <div className="line tasks">
      {arriving && <Button onClick={() => setAsking('arrival')}>{t('arrival.title')}</Button>}
      {state === 'in-stock' && pdiPassedAt === null && (
        <Button loading={pdi.pending} onClick={run(() => pdi.act({ params }), t('pdi.recorded'))}>
          {t('pdi.pass')}
        </Button>
      )}
      {availability === 'available' && (
        <Button onClick={() => setAsking('off-road')}>{t('offRoad.take')}</Button>
      )}
      {availability === 'off-road' && (
        <Button loading={back.pending} onClick={run(() => back.act({ params }), t('offRoad.backDone'))}>
          {t('offRoad.back')}
        </Button>
      )}
      {asking === 'arrival' && <ArrivalDialog id={id} onClose={() => setAsking(null)} />}
      {asking === 'off-road' && (
        <OffRoadDialog vehicleId={id} timeZone={timeZone} wished="now" onClose={() => setAsking(null)} />
      )}
    </div>
  )
}
