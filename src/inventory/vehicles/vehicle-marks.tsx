import { Mark, type Tone } from '../../platform/web/kit/Mark.tsx'
import { Unknown } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { inventoryWords } from '../inventory-words.web.ts'
import type { Availability, CertificateState, EpisodeState } from './vehicles.contract.ts'

const availabilityTones: Record<Availability, Tone> = {
  available: 'green',
  reserved: 'amber',
  sold: 'blue',
  'off-road': 'red',
  closed: 'grey',
}
const stateTones: Partial<Record<EpisodeState, Tone>> = { ordered: 'violet', 'in-transit': 'teal' }
const certificateTones: Record<CertificateState, Tone> = {
  missing: 'amber',
  'in-hand': 'green',
  pledged: 'red',
}

interface Standing {
  state: EpisodeState
  availability: Availability
}

/** One word for where a car stands: on its way, what may be done with it at the store, or how it left. */
export function StandingMark({ state, availability }: Standing) {
  const t = useWords(inventoryWords)
  if (state === 'in-stock' || (availability !== 'available' && availability !== 'closed'))
    return <Mark tone={availabilityTones[availability]}>{t(`availability.${availability}`)}</Mark>
  return <Mark tone={stateTones[state] ?? 'grey'}>{t(`state.${state}`)}</Mark>
}

export function CertificateMark({ state }: { state: CertificateState }) {
  const t = useWords(inventoryWords)
  return <Mark tone={certificateTones[state]}>{t(`certificate.${state}`)}</Mark>
}

/** Days on a clock; from three months on a car asks for attention, from six it costs. */
export function AgeDays({ days }: { days: number | null }) {
  const t = useWords(inventoryWords)
  if (days === null) return <Unknown />
  const tone = days > 180 ? 'is-old' : days > 90 ? 'is-ageing' : ''
  return <span className={`num age ${tone}`}>{t('age.days', { count: days })}</span>
}
