import { StaffSelect } from '../../network/staff/StaffSelect.tsx'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { CustomerSelect } from '../inputs/CustomerSelect.tsx'
import { salesWords } from '../sale-words.web.ts'
import { Confirm } from '../steps/Confirm.tsx'
import { type StepProps, useStepAct } from '../steps/step.web.ts'
import { stepWords } from '../steps/steps.words.ts'
import { assignOwner, linkCustomer, moveProcess } from './assignments.contract.ts'

const Assignment = bodyOf(assignOwner)
const Link = bodyOf(linkCustomer)

export function AssignOwnerForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(assignOwner, page)
  return (
    <SchemaForm
      schema={Assignment}
      labels={{ ownerId: t('assign.owner') }}
      submitLabel={w('action.assign-owner')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <Field {...field('ownerId')} extra={t('assign.text')}>
          <StaffSelect dealerId={page.dealerId} except={page.owner?.id} placeholder={t('choosePerson')} />
        </Field>
      )}
    </SchemaForm>
  )
}

export function LinkCustomerForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(linkCustomer, page)
  return (
    <SchemaForm
      schema={Link}
      labels={{ customerId: t('assign.customer') }}
      submitLabel={w('action.link-customer')}
      submit={body => run(version => act({ params: { id: page.id }, body, ifMatch: version }))}
    >
      {field => (
        <Field {...field('customerId')}>
          <CustomerSelect dealerId={page.dealerId} />
        </Field>
      )}
    </SchemaForm>
  )
}

export function MoveProcessForm({ page, run }: StepProps) {
  const t = useWords(stepWords)
  const w = useWords(salesWords)
  const act = useStepAct(moveProcess, page)
  return (
    <Confirm
      label={w('action.move-process')}
      submit={() => run(version => act({ params: { id: page.id }, ifMatch: version }))}
    >
      <p>{t('assign.process')}</p>
      <p className="quiet">{t('assign.from', { version: page.state.processVersion })}</p>
    </Confirm>
  )
}
