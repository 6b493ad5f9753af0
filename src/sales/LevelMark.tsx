import { Mark, type Tone } from '../platform/web/kit/Mark.tsx'
import { useWords } from '../platform/web/words/words.ts'
import type { IntentLevel, StageCode } from './process/sale.contract.ts'
import { salesWords } from './sale-words.web.ts'

const tones: Readonly<Record<IntentLevel, Tone>> = { H: 'red', A: 'amber', B: 'blue', C: 'grey', O: 'green' }

/** How keen a customer is: the letter that sales people say, with its meaning for the rest. */
export function LevelMark({ level }: { level: IntentLevel | null }) {
  const t = useWords(salesWords)
  if (!level) return null
  return (
    <span title={`${t(`level.${level}`)} · ${t(`levelMeaning.${level}`)}`}>
      <Mark tone={tones[level]}>
        {level}
        <span className="sr"> {t('sale.level')}</span>
      </Mark>
    </span>
  )
}

export const stageTones: Readonly<Record<StageCode, Tone>> = {
  inquiry: 'grey',
  showing: 'blue',
  'test-drive': 'teal',
  negotiation: 'violet',
  contract: 'amber',
  delivery: 'amber',
  'after-sales': 'green',
  lost: 'red',
  cancelled: 'red',
}

export function StageMark({ stage }: { stage: StageCode }) {
  const t = useWords(salesWords)
  return <Mark tone={stageTones[stage]}>{t(`stage.${stage}`)}</Mark>
}
