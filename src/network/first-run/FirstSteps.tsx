import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { Lines } from '../../platform/web/kit/Skeletons.tsx'
import { meQuery } from '../../platform/web/session/session.ts'
import { firstStepsFor } from '../../platform/web/shell/slice.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { OpenPage } from '../sessions/OpenPage.tsx'
import { sessionWords } from '../sessions/sessions.words.ts'

/** The system is set up: bring in what exists, invite the team. */
export function FirstSteps() {
  const t = useWords(sessionWords)
  const me = useQuery(meQuery)
  return (
    <OpenPage title={t('firstRun.doneTitle')}>
      <p>{t('firstRun.doneText')}</p>
      <ProblemAlert failure={me.error} />
      {me.isPending && <Lines count={3} />}
      {me.data && (
        <div className="next-steps">
          {firstStepsFor(me.data).map(({ path, label, icon }) => (
            <Link key={path} to={path}>
              <Icon name={icon} />
              {label()}
            </Link>
          ))}
          <Link to="/">
            <Icon name="right" />
            {t('firstRun.open')}
          </Link>
        </div>
      )}
    </OpenPage>
  )
}
