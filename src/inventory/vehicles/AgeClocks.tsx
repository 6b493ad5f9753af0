import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import { AgeDays } from './vehicle-marks.tsx'
import type { VehicleDetail } from './vehicles.contract.ts'

const inspectionExemptDays = 730
const warnBeforeDays = 90

/** The three clocks of a car, each with the day it started and what starts it anew. */
export function AgeClocks({ vehicle }: { vehicle: VehicleDetail }) {
  const t = useWords(inventoryWords)
  const { ages, manufacturedOn, networkSince, receivedOn } = vehicle
  const clocks = [
    { name: 'store', days: ages.storeDays, since: receivedOn },
    { name: 'network', days: ages.networkDays, since: networkSince },
    { name: 'manufacture', days: ages.manufactureDays, since: manufacturedOn },
  ] as const
  const longest = Math.max(1, ...clocks.map(({ days }) => days ?? 0))
  return (
    <section className="panel panel-section">
      <h2>{t('age.title')}</h2>
      <ul className="clocks">
        {clocks.map(({ name, days, since }) => (
          <li key={name}>
            <span className="clock-name">{t(`age.${name}`)}</span>
            <strong>
              <AgeDays days={days} />
            </strong>
            <span className="clock-bar" aria-hidden="true">
              <i style={{ width: `${(100 * (days ?? 0)) / longest}%` }} />
            </span>
            <span className="quiet">
              {since && <Dated day={since} />} {t(`age.why.${name}`)}
            </span>
          </li>
        ))}
      </ul>
      <Inspection vehicle={vehicle} />
    </section>
  )
}

/** A car unregistered two years after it left the factory, or was imported, loses its inspection exemption. */
function Inspection({ vehicle }: { vehicle: VehicleDetail }) {
  const t = useWords(inventoryWords)
  const { condition, ages, state, importedOn } = vehicle
  const days = importedOn ? daysSince(importedOn) : ages.manufactureDays
  if (condition === 'used' || state === 'delivered' || days === null) return null
  const left = inspectionExemptDays - days
  if (left > warnBeforeDays) return null
  return (
    <p className="clock-alert">
      <Icon name="warning" />
      {left > 0 ? t('age.exemptionSoon', { count: left }) : t('age.exemptionLost')}
    </p>
  )
}

function daysSince(day: string): number {
  return Math.floor((Date.now() - Date.parse(`${day}T00:00:00Z`)) / 86_400_000)
}
