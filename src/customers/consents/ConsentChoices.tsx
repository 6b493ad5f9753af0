import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { ConsentWording } from './Consents.tsx'
import { ConsentPurpose, type ConsentText, type NewConsent } from './consents.contract.ts'
import { consentWords } from './consents.words.ts'
import './consents.css'

type Choice = 'given' | 'refused'
export type Chosen = Readonly<Partial<Record<ConsentPurpose, Choice>>>

interface ConsentChoicesProps {
  /** Given by the form's field. */
  value?: Chosen
  onChange?: (chosen: Chosen) => void
  /** those in force */
  texts: readonly ConsentText[]
}

/** Asked while somebody stands there: a yes, a no, or not asked, for each purpose by itself. */
export function ConsentChoices({ value = {}, onChange, texts }: ConsentChoicesProps) {
  const t = useWords(consentWords)
  return (
    <ul className="consents">
      {ConsentPurpose.options.map(purpose => {
        const text = newestOf(texts, purpose)
        if (!text) return null
        return (
          <li key={purpose}>
            <strong>{t(`purpose.${purpose}`)}</strong>
            <ConsentWording text={text} />
            <Segments
              label={t(`purpose.${purpose}`)}
              value={value[purpose] ?? 'not-asked'}
              onChange={next => onChange?.({ ...value, [purpose]: next === 'not-asked' ? undefined : next })}
              options={[
                { value: 'not-asked', label: t('notAsked') },
                { value: 'given', label: t('give') },
                { value: 'refused', label: t('refuse') },
              ]}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** What was chosen, with the versions that were on the screen. */
export function decisionsOf(
  chosen: Chosen | undefined,
  texts: readonly ConsentText[],
): (NewConsent & { decision: Choice })[] {
  return ConsentPurpose.options.flatMap(purpose => {
    const decision = chosen?.[purpose]
    return decision ? [{ purpose, decision, textVersion: newestOf(texts, purpose)?.version }] : []
  })
}

function newestOf(texts: readonly ConsentText[], purpose: ConsentPurpose): ConsentText | undefined {
  return texts.find(text => text.purpose === purpose) // the newest stands first
}
