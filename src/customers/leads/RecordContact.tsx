import Button from 'antd/es/button'
import Input from 'antd/es/input'
import Radio from 'antd/es/radio'
import { useState } from 'react'
import { useAct } from '../../platform/web/answers/answers.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { inboxWords } from './inbox.words.ts'
import { ContactChannel, ContactResult, type LeadDetail, recordLeadContact } from './leads.contract.ts'

const quick = [
  ['reached', { channel: 'call', result: 'reached' }],
  ['no-answer', { channel: 'call', result: 'no-answer' }],
  ['message', { channel: 'message', result: 'replied' }],
] as const

/** The three things that usually happen, a press each; anything else with a note. */
export function RecordContact({ lead }: { lead: LeadDetail }) {
  const t = useWords(inboxWords)
  const [asking, setAsking] = useState(false)
  const { act, pending } = useAct(recordLeadContact)
  if (!lead.may.edit) return null
  const record = (body: (typeof quick)[number][1]) =>
    void act({ params: { id: lead.id }, body: { ...body, automatic: false, note: '' } }).then(
      () => notice({ text: t('contacted') }),
      problemNotice,
    )
  return (
    <fieldset className="quick-contacts">
      <legend className="sr">{t('quick.title')}</legend>
      {quick.map(([name, body]) => (
        <Button key={name} loading={pending} onClick={() => record(body)}>
          {t(`quick.${name}`)}
        </Button>
      ))}
      <Button onClick={() => setAsking(true)}>{t('quick.other')}</Button>
      {asking && <ContactDialog lead={lead} onClose={() => setAsking(false)} />}
    </fieldset>
  )
}

function ContactDialog({ lead, onClose }: { lead: LeadDetail; onClose: () => void }) {
  const t = useWords(inboxWords)
  const { act } = useAct(recordLeadContact)
  return (
    <Modal title={`${t('contact')} · ${lead.name ?? lead.number}`} onClose={onClose}>
      <SchemaForm
        schema={bodyOf(recordLeadContact)}
        labels={{ channel: t('channel.title'), result: t('result.title'), note: t('noteLabel') }}
        initial={{ channel: 'call', result: 'reached' }}
        submitLabel={t('contact')}
        submit={async body => {
          await act({ params: { id: lead.id }, body })
          notice({ text: t('contacted') })
          onClose()
        }}
      >
        {field => (
          <>
            <Field {...field('channel')}>
              <Radio.Group
                options={ContactChannel.options.map(value => ({ value, label: t(`channel.${value}`) }))}
              />
            </Field>
            <Field {...field('result')}>
              <Radio.Group
                className="radio-rows"
                options={ContactResult.options.map(value => ({ value, label: t(`result.${value}`) }))}
              />
            </Field>
            <Field {...field('note')} extra={t('stops')}>
              <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} />
            </Field>
          </>
        )}
      </SchemaForm>
    </Modal>
  )
}
