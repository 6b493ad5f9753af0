import { useRouter } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { ApiProblem } from '../answers/api-problem.ts'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ProblemAlert } from '../kit/ProblemAlert.tsx'
import { PageSkeleton } from '../kit/Skeletons.tsx'
import { useWords } from '../words/words.ts'
import { Page } from './Page.tsx'
import { shellWords } from './shell.words.ts'

/** Stands where a page failed: what happened and a way on. A missing record is a page that is not there. */
export function FailurePage({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useWords(shellWords)
  const router = useRouter()
  if (error instanceof ApiProblem && error.status === 404) return <NotFoundPage />
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Page title={t('crash')} narrow>
      <div className="stack">
        {error instanceof ApiProblem ? (
          <ProblemAlert failure={error} />
        ) : (
          <>
            <p>{t('crashText')}</p>
            <p className="quiet">{error instanceof Error ? error.message : String(error)}</p>
          </>
        )}
        <div className="line">
          <Button type="primary" onClick={again}>
            {t('retry')}
          </Button>
          <Button href="/">{t('home')}</Button>
        </div>
      </div>
    </Page>
  )
}

export function NotFoundPage() {
  const t = useWords(shellWords)
  return (
    <Page title={t('notFound')}>
      <EmptyState why={t('notFoundText')} action={<Button href="/">{t('home')}</Button>} />
    </Page>
  )
}

export function PendingPage() {
  const t = useWords(shellWords)
  return (
    <div className="page" aria-busy="true">
      <span className="sr" role="status">
        {t('loading')}
      </span>
      <PageSkeleton />
    </div>
  )
}
