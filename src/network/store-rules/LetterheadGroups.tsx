import Input from 'antd/es/input'
import { useId } from 'react'
import { useWords } from '../../platform/web/words/words.ts'
import { RuleGroup, type RulesDraft } from './RuleGroup.tsx'
import type { Letterhead } from './store-rules.contract.ts'
import { storeRulesWords } from './store-rules.words.ts'

type Part = keyof Letterhead

const entity: readonly Part[] = ['legalName', 'taxNumber', 'bankAccount']
const place: readonly Part[] = ['address', 'telephone']

/** Who sells and where, in two groups: stores of one group may share the legal entity, never the door. */
export function LetterheadGroups({ draft }: { draft: RulesDraft }) {
  const t = useWords(storeRulesWords)
  return (
    <>
      <PartsGroup draft={draft} title={t('entity')} text={t('entityText')} parts={entity} />
      <PartsGroup draft={draft} title={t('place')} parts={place} />
    </>
  )
}

interface PartsGroupProps {
  draft: RulesDraft
  title: string
  text?: string
  parts: readonly Part[]
}

const longest: Record<Part, number> = {
  legalName: 120,
  taxNumber: 25,
  bankAccount: 160,
  address: 200,
  telephone: 40,
}

function PartsGroup({ draft, title, text, parts }: PartsGroupProps) {
  const t = useWords(storeRulesWords)
  const id = useId()
  const { own, inherited, mayEdit, change } = draft
  return (
    <RuleGroup draft={draft} title={title} names={parts}>
      {text && <p className="quiet">{text}</p>}
      <div className="rule-parts">
        {parts.map(part => (
          <div key={part} className="stack-tight">
            <label htmlFor={`${id}${part}`}>{t(part)}</label>
            <Input
              id={`${id}${part}`}
              autoComplete="off"
              maxLength={longest[part]}
              disabled={!mayEdit || own[part] === undefined}
              value={own[part] ?? inherited[part]}
              onChange={event => change({ ...own, [part]: typedAs(part, event.target.value) })}
            />
          </div>
        ))}
      </div>
    </RuleGroup>
  )
}

/** What comes with a number from a certificate or a card and does not belong to it is left out. */
function typedAs(part: Part, typed: string): string {
  const plain = typed.normalize('NFKC')
  if (part === 'taxNumber') return plain.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return part === 'telephone' ? plain.replace(/[^0-9+() /-]/g, '') : typed
}
