import { Icon } from '../kit/Icon.tsx'
import { useWords } from '../words/words.ts'
import { importWords } from './imports.words.ts'

const steps = ['file', 'columns', 'preview', 'run'] as const

/** Where an import is on its way. */
export function ImportSteps({ at, finished }: { at: (typeof steps)[number]; finished: boolean }) {
  const t = useWords(importWords)
  const here = steps.indexOf(at)
  return (
    <ol className="import-steps" aria-label={t('step.title')}>
      {steps.map((step, index) => {
        const done = index < here || finished
        return (
          <li
            key={step}
            className={done ? 'is-done' : index === here ? 'is-here' : ''}
            aria-current={index === here ? 'step' : undefined}
          >
            <span className="import-step">{done ? <Icon name="check" /> : index + 1}</span>
            {t(`step.${step}`)}
          </li>
        )
      })}
    </ol>
  )
}
