import Button from 'antd/es/button'
import { useState } from 'react'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { DayInput } from '../../platform/web/kit/DayInput.tsx'
import { bodyOf, Field, Optional, SchemaForm } from '../../platform/web/kit/form.tsx'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { Dated } from '../../platform/web/kit/Values.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { StaffSelect } from '../staff/StaffSelect.tsx'
import type { Staff } from '../staff/staff.contract.ts'
import { type Absence, cancelAbsence, listAbsences, recordAbsence } from './absences.contract.ts'
import { absenceWords } from './absences.words.ts'

/** When a person is away, and who stands in. */
export function AbsencesPanel({ person }: { person: Staff }) {
  const t = useWords(absenceWords)
  const [asking, setAsking] = useState(false)
  const params = { id: person.id }
  const { data } = useAnswer(listAbsences, { params }, { topics: [`staff:${person.id}`] })
  if (!data) return null
  return (
    <section className="panel panel-section stack-tight">
      <h2>{t('title')}</h2>
      {data.items.length === 0 && <p className="quiet">{t('none')}</p>}
      <ul className="held-roles">
        {data.items.map(absence => (
          <Away key={absence.id} absence={absence} mayCancel={data.may.record} />
        ))}
      </ul>
      {data.may.record && (
        <div className="line">
          <Button onClick={() => setAsking(true)}>{t('record')}</Button>
        </div>
      )}
      {asking && <AbsenceDialog person={person} onClose={() => setAsking(false)} />}
    </section>
  )
}

function Away({ absence, mayCancel }: { absence: Absence; mayCancel: boolean }) {
  const t = useWords(absenceWords)
  const { id, staffId, firstDay, lastDay, deputy } = absence
  const { act, pending } = useAct(cancelAbsence, { topics: [`staff:${staffId}`] })
  const cancel = () =>
    act({ params: { id: staffId, absenceId: id } }).then(
      () => notice({ text: t('cancelled') }),
      problemNotice,
    )
  return (
    <li>
      <span>
        <Dated day={firstDay} /> {t('until')} <Dated day={lastDay} />
        {deputy && <span className="quiet"> · {t('stands', { name: deputy.name })}</span>}
      </span>
      {mayCancel && (
        <Button
          size="small"
          loading={pending}
          aria-label={t('cancelNamed', { day: firstDay })}
          onClick={() => void cancel()}
        >
          {t('cancel')}
        </Button>
      )}
    </li>
  )
}

function AbsenceDialog({ person, onClose }: { person: Staff; onClose: () => void }) {
  const t = useWords(absenceWords)
  const { act } = useAct(recordAbsence, { topics: [`staff:${person.id}`] })
  return (
    <Modal title={t('recordNamed', { name: person.name })} onClose={onClose}>
      <SchemaForm
        schema={bodyOf(recordAbsence)}
        labels={{ firstDay: t('firstDay'), lastDay: t('lastDay'), deputyId: t('deputy') }}
        submitLabel={t('record')}
        submit={async body => {
          await act({ params: { id: person.id }, body })
          notice({ text: t('recorded') })
          onClose()
        }}
      >
        {field => (
          <>
            <p className="quiet form-note">{t('text')}</p>
            <div className="two">
              <Field {...field('firstDay')}>
                <DayInput />
              </Field>
              <Field {...field('lastDay')}>
                <DayInput />
              </Field>
            </div>
            <Field {...field('deputyId')} label={<Optional>{t('deputy')}</Optional>}>
              <StaffSelect dealerId={person.organisationId} except={person.id} />
            </Field>
          </>
        )}
      </SchemaForm>
    </Modal>
  )
}
