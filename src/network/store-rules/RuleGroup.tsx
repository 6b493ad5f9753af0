import Checkbox from 'antd/es/checkbox'
import type { ReactNode } from 'react'
import { useWords } from '../../platform/web/words/words.ts'
import type { OwnRules, StoreRules } from './store-rules.contract.ts'
import { storeRulesWords } from './store-rules.words.ts'

export interface RulesDraft {
  readonly own: OwnRules
  /** what would hold without one's own */
  readonly inherited: StoreRules
  readonly mayEdit: boolean
  readonly change: (own: OwnRules) => void
}

interface RuleGroupProps {
  draft: RulesDraft
  title: string
  /** the rules that are set together, or not */
  names: readonly (keyof StoreRules)[]
  children: ReactNode
}

/** Rules that an organisation says itself, or leaves as they are above it. */
export function RuleGroup({ draft, title, names, children }: RuleGroupProps) {
  const t = useWords(storeRulesWords)
  const { own, inherited, mayEdit, change } = draft
  const isOwn = names.some(name => own[name] !== undefined)
  const toggle = () => {
    const kept = Object.entries(own).filter(([name]) => !names.includes(name as keyof StoreRules))
    const added = isOwn ? [] : names.map(name => [name, inherited[name]] as const)
    change(Object.fromEntries([...kept, ...added]) as OwnRules)
  }
  return (
    <section className="panel panel-section rule-group">
      <h2>{title}</h2>
      <Checkbox checked={isOwn} disabled={!mayEdit} onChange={toggle} aria-label={`${title}: ${t('own')}`}>
        {t('own')}
      </Checkbox>
      {!isOwn && <p className="quiet">{t('inherited')}</p>}
      {children}
    </section>
  )
}
