import Button from 'antd/es/button'
import { useState } from 'react'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { OffRoadDialog } from './OffRoadDialog.tsx'
import type { OffRoadPeriod } from './off-road-periods.contract.ts'
import { offRoadWords } from './off-road-words.web.ts'
import { spanOf } from './span-word.web.ts'

interface OffRoadPeriodsProps {
  vehicleId: string
  timeZone: string
  periods: readonly OffRoadPeriod[]
  mayEdit: boolean
}

/** When the car is kept off the road, now and ahead; whoever keeps the stock plans, changes and gives up. */
export function OffRoadPeriods({ vehicleId, timeZone, periods, mayEdit }: OffRoadPeriodsProps) {
  const t = useWords(offRoadWords)
  const [asking, setAsking] = useState<OffRoadPeriod | 'new' | null>(null)
  if (!mayEdit && periods.length === 0) return null
  return (
    <section className="panel panel-section">
      <h2>{t('title')}</h2>
      {periods.length === 0 && <p className="quiet">{t('none')}</p>}
      <ul className="off-road-periods">
        {periods.map(period => (
          <li key={period.id}>
            <span>
              <strong>{t(`reason.${period.reason}`)}</strong>{' '}
              <Mark tone={period.state === 'running' ? 'red' : undefined}>{t(`state.${period.state}`)}</Mark>
              <small className="num">{spanOf(period, timeZone, t)}</small>
            </span>
            {mayEdit && <Button onClick={() => setAsking(period)}>{t('change')}</Button>}
          </li>
        ))}
      </ul>
      {mayEdit && <Button onClick={() => setAsking('new')}>{t('plan')}</Button>}
      {asking && (
        <OffRoadDialog
          vehicleId={vehicleId}
          timeZone={timeZone}
          period={asking === 'new' ? undefined : asking}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  )
}
