import { Link } from '@tanstack/react-router'
import { Fact, Facts } from '../../platform/web/kit/Facts.tsx'
import { dateTime } from '../../platform/web/kit/figures.ts'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import type { VehicleDetail } from './vehicles.contract.ts'

/** Who holds the car and until when; at another store one sees only until when. */
export function Reservation({ reservation }: { reservation: NonNullable<VehicleDetail['reservation']> }) {
  const t = useWords(inventoryWords)
  const { saleId, reservedBy, reservedAt, expiresAt } = reservation
  return (
    <section className="panel panel-section">
      <div className="panel-heading">
        <h2>{t('reservation.title')}</h2>
        {saleId && <Link to={`/sales/${saleId}` as string}>{t('reservation.openSale')}</Link>}
      </div>
      <Facts single>
        {reservedBy && <Fact label={t('reservation.by')}>{reservedBy.name}</Fact>}
        <Fact label={t('reservation.since')}>
          <Dated at={reservedAt} />
        </Fact>
        <Fact label={t('reservation.ends')}>
          {expiresAt ? t('reservation.until', { at: dateTime(expiresAt) }) : t('reservation.contract')}
        </Fact>
      </Facts>
    </section>
  )
}
