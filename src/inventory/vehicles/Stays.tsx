import { Dated } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { StandingMark } from './vehicle-marks.tsx'
import type { VehicleDetail } from './vehicles.contract.ts'

/** Each stay of this car at the store: a car that was bought back has more than one. */
export function Stays({ vehicle: { episodes } }: { vehicle: VehicleDetail }) {
  const t = useWords(inventoryWords)
  return (
    <section className="panel panel-section">
      <h2>{t('episodes')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard */}
      <section className="stays" tabIndex={0} aria-label={t('episodes')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('stockNumber')}</th>
              <th scope="col">{t('availability.title')}</th>
              <th scope="col">{t('networkSince')}</th>
              <th scope="col">{t('receivedOn')}</th>
              <th scope="col">{t('closedAt')}</th>
            </tr>
          </thead>
          <tbody>
            {episodes.map(episode => (
              <tr key={episode.id}>
                <td className="num">{episode.stockNumber}</td>
                <td>
                  <StandingMark {...episode} />
                </td>
                <td>
                  <Dated day={episode.networkSince} />
                </td>
                <td>
                  <Dated day={episode.receivedOn} />
                </td>
                <td>{episode.closedAt ? <Dated at={episode.closedAt} /> : t('stillHere')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
