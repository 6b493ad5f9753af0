import { queryClient } from '../answers/answers.ts'
import { useWords } from '../words/words.ts'
import { kitWords } from './kit.words.ts'
import { ProblemAlert } from './ProblemAlert.tsx'

/** Stands where something could not be read; asks again for all on the page that failed. */
export function FailedReading({ failure }: { failure: unknown }) {
  const t = useWords(kitWords)
  const again = () =>
    void queryClient.refetchQueries({ type: 'active', predicate: query => query.state.status === 'error' })
  return (
    <ProblemAlert
      failure={failure}
      action={
        <button type="button" className="tool-button" onClick={again}>
          {t('retry')}
        </button>
      }
    />
  )
}
