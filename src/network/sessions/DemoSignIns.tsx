import Button from 'antd/es/button'
import { useAct } from '../../platform/web/answers/answers.ts'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import type { DemoSignIn } from '../first-run/first-run.contract.ts'
import { signIn } from './sessions.contract.ts'
import { sessionWords } from './sessions.words.ts'

interface DemoSignInsProps {
  people: readonly DemoSignIn[]
  onState: (state: 'signed-in' | 'second-factor') => Promise<void>
}

/** One press signs in as somebody of the demo network. */
export function DemoSignIns({ people, onState }: DemoSignInsProps) {
  const t = useWords(sessionWords)
  const { act, pending, problem } = useAct(signIn)
  if (people.length === 0) return null
  const enter = ({ username, password }: DemoSignIn) =>
    act({ body: { username, password } }).then(
      ({ state }) => onState(state),
      () => undefined, // the alert says why
    )
  return (
    <section className="demo-sign-ins" aria-labelledby="demo-sign-ins">
      <h2 id="demo-sign-ins">{t('sample.signInAs')}</h2>
      <ProblemAlert failure={problem} />
      <div>
        {people.map(person => (
          <Button key={person.username} disabled={pending} onClick={() => void enter(person)}>
            {t(`role.${person.role}`)}
          </Button>
        ))}
      </div>
    </section>
  )
}
