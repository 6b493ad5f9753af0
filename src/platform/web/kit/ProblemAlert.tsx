import type { ReactNode } from 'react'
import { ApiProblem } from '../answers/api-problem.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './Icon.tsx'
import { kitWords } from './kit.words.ts'
import { problemText } from './problem-notice.ts'
import './problem.css'

interface ProblemAlertProps {
  failure: unknown
  /** Words for a field path, where the form has a label for it. */
  fieldName?: (path: string) => string
  action?: ReactNode
}

/** Names what went wrong, each field with its cause, and the cure. Nothing when nothing went wrong. */
export function ProblemAlert({ failure, fieldName = path => path, action }: ProblemAlertProps) {
  const t = useWords(kitWords)
  if (failure === undefined || failure === null) return null
  const { title, detail, cure } = problemText(failure)
  const problem = failure instanceof ApiProblem ? failure : null
  return (
    <div className="problem" role="alert">
      <Icon name="error" />
      <div>
        <strong>{title}</strong>
        {detail && <p>{detail}</p>}
        {problem && problem.errors.length > 0 && (
          <ul>
            {problem.errors.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                {fieldName(path)}
                {t('colon')}
                {message}
              </li>
            ))}
          </ul>
        )}
        {cure && <p className="problem-cure">{cure}</p>}
        {action && <div className="problem-action">{action}</div>}
      </div>
    </div>
  )
}
