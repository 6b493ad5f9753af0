import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useState } from 'react'
import { useAct } from '../../platform/web/answers/answers.ts'
import { call } from '../../platform/web/answers/client.ts'
import { inWords } from '../../platform/web/answers/in-words.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { Masked } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { customerErrorText, customersWords } from '../customers-words.web.ts'
import {
  addContactPoint,
  ContactKind,
  type ContactPoint,
  removeContactPoint,
  revealContactPoint,
} from './contact-points.contract.ts'
import type { CustomerDetail } from './customers.contract.ts'
import { Dialled } from './Dialled.tsx'
import { useReveal } from './RevealDialog.tsx'

/** Phones, addresses and document numbers, masked until somebody says why they look. */
export function ContactPoints({ customer }: { customer: CustomerDetail }) {
  const t = useWords(customersWords)
  const [adding, setAdding] = useState(false)
  const { contactPoints, may } = customer
  return (
    <section className="panel panel-section">
      <div className="panel-heading">
        <h2>{t('contactPoints')}</h2>
        {may.edit && <Button onClick={() => setAdding(true)}>{t('contacts.add')}</Button>}
      </div>
      {contactPoints.length === 0 && <p className="quiet">{t('contacts.none')}</p>}
      <ul className="contacts">
        {contactPoints.map(point => (
          <ContactLine key={point.id} point={point} customer={customer} />
        ))}
      </ul>
      {adding && <AddDialog id={customer.id} onClose={() => setAdding(false)} />}
    </section>
  )
}

function ContactLine({ point, customer }: { point: ContactPoint; customer: CustomerDetail }) {
  const t = useWords(customersWords)
  const [removing, setRemoving] = useState(false)
  const name = t(`contactKind.${point.kind}`)
  const params = { id: customer.id }
  const [dialog, reveal] = useReveal(name, reason =>
    call(revealContactPoint, { params, body: { contactPointId: point.id, reason } }),
  )
  return (
    <li>
      <span className="quiet">{name}</span>
      <Masked
        text={point.masked}
        label={name}
        reveal={customer.may.reveal ? reveal : undefined}
        render={value => <Dialled kind={point.kind} value={value} />}
      />
      {customer.may.edit && (
        <button
          type="button"
          className="icon-button"
          aria-label={t('contacts.removeNamed', { kind: name, value: point.masked })}
          onClick={() => setRemoving(true)}
        >
          <Icon name="trash" />
        </button>
      )}
      {dialog}
      {removing && <RemoveDialog point={point} customer={customer} onClose={() => setRemoving(false)} />}
    </li>
  )
}

interface RemoveDialogProps {
  point: ContactPoint
  customer: CustomerDetail
  onClose: () => void
}

function RemoveDialog({ point, customer, onClose }: RemoveDialogProps) {
  const t = useWords(customersWords)
  const { act, pending, problem } = useAct(removeContactPoint)
  const title = t('contacts.removeNamed', { kind: t(`contactKind.${point.kind}`), value: point.masked })
  const remove = async () => {
    try {
      await act({ params: { id: customer.id, contactPointId: point.id } })
    } catch {
      return // shown in the dialog
    }
    notice({ text: t('contacts.removed') })
    onClose()
  }
  return (
    <Modal
      title={title}
      onClose={onClose}
      footer={
        <Button danger type="primary" loading={pending} onClick={() => void remove()}>
          {t('contacts.remove')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('contacts.removeText')}</p>
        <ProblemAlert failure={problem} />
      </div>
    </Modal>
  )
}

function AddDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(customersWords)
  const { act } = useAct(addContactPoint)
  return (
    <Modal title={t('addContactPoint')} onClose={onClose}>
      <SchemaForm
        schema={bodyOf(addContactPoint)}
        labels={{ kind: t('kind.title'), value: t('contacts.value') }}
        initial={{ kind: 'phone' }}
        submitLabel={t('contacts.add')}
        submit={async body => {
          await inWords(act({ params: { id }, body }), customerErrorText)
          notice({ text: t('contacts.added') })
          onClose()
        }}
      >
        {field => (
          <>
            <Field {...field('kind')}>
              <Select
                options={ContactKind.options.map(value => ({ value, label: t(`contactKind.${value}`) }))}
              />
            </Field>
            <Field {...field('value')}>
              <Input autoFocus autoComplete="off" maxLength={300} />
            </Field>
          </>
        )}
      </SchemaForm>
    </Modal>
  )
}
