import Button from 'antd/es/button'
import Select from 'antd/es/select'
import { useState } from 'react'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { date } from '../../platform/web/kit/figures.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { useDealer, useMe } from '../../platform/web/session/session.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { approvalWords } from './approvals.words.ts'
import {
  createDelegation,
  type Delegation,
  listDelegations,
  revokeDelegation,
} from './delegations.contract.ts'

const Named = bodyOf(createDelegation).omit({ dealerId: true, delegatorId: true })
const topics = ['approvals']

/** Who decides in whose place, and naming a deputy for oneself. */
export function DelegationsPanel() {
  const t = useWords(approvalWords)
  const { dealer } = useDealer()
  const me = useMe().staff.id
  const [failure, setFailure] = useState<unknown>(null)
  const { data } = useAnswer(listDelegations, { query: { dealerId: dealer?.id } }, { topics })
  const { act: name } = useAct(createDelegation, { topics })
  const { act: revoke } = useAct(revokeDelegation, { topics })
  const deputies = (data?.approvers ?? []).filter(({ id }) => id !== me)
  const labels = {
    deputyId: t('delegation.deputy'),
    from: t('delegation.from'),
    to: t('delegation.to'),
  }
  const end = async ({ id }: Delegation) => {
    try {
      await revoke({ params: { id } })
      setFailure(null)
      notice({ text: t('delegation.revoked') })
    } catch (failed) {
      setFailure(failed)
    }
  }
  return (
    <section className="panel delegations" aria-label={t('delegation.title')}>
      <h2>{t('delegation.title')}</h2>
      <p className="quiet">{t('delegation.text')}</p>
      {data && data.items.length === 0 && <p>{t('delegation.none')}</p>}
      <ul>
        {data?.items.map(each => (
          <li key={each.id}>
            <span>
              {t('delegation.line', { deputy: each.deputy.name, delegator: each.delegator.name })}{' '}
              {each.active && <Mark tone="green">{t('delegation.active')}</Mark>}
              <small className="num">
                {date(each.from)} – {date(each.to)}
              </small>
            </span>
            <Button onClick={() => void end(each)}>{t('delegation.revoke')}</Button>
          </li>
        ))}
      </ul>
      <ProblemAlert failure={failure} />
      {deputies.length > 0 && (
        <SchemaForm
          schema={Named}
          labels={labels}
          submitLabel={t('delegation.save')}
          submit={async body => {
            await name({ body: { ...body, dealerId: dealer?.id } })
            notice({ text: t('delegation.saved') })
          }}
        >
          {field => (
            <>
              <Field {...field('deputyId')}>
                <Select options={deputies.map(each => ({ value: each.id, label: each.name }))} />
              </Field>
              <div className="delegation-days">
                <Field {...field('from')}>
                  <DayInput />
                </Field>
                <Field {...field('to')}>
                  <DayInput />
                </Field>
              </div>
            </>
          )}
        </SchemaForm>
      )}
    </section>
  )
}
