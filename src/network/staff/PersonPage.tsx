import { Link, useParams } from '@tanstack/react-router'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { call } from '../../platform/web/answers/client.ts'
import { EditInPlace } from '../../platform/web/kit/EditInPlace.tsx'
import { Fact, Facts } from '../../platform/web/kit/Facts.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { useFieldEdits } from '../../platform/web/kit/field-edits.ts'
import { PageSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { Dated, Unknown } from '../../platform/web/kit/Values.tsx'
import { useMay, useNameOf } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { AbsencesPanel } from '../absences/AbsencesPanel.tsx'
import { networkWords } from '../network-words.web.ts'
import { useOrganisationName } from '../organisations/organisation-names.web.ts'
import { WorkPanel } from '../successions/WorkPanel.tsx'
import { useGrantable } from './grants.web.ts'
import { PersonActions } from './PersonActions.tsx'
import { RolesPanel } from './RolesPanel.tsx'
import { editStaff, readStaff, type Staff } from './staff.contract.ts'
import { StaffState } from './staff-columns.tsx'
import '../network.css'

/** One person at work: name, roles, and whether they may sign in. */
export function PersonPage() {
  const t = useWords(networkWords)
  const { id } = useParams({ from: '/shell/staff/$id' })
  const { data, error } = useAnswer(readStaff, { params: { id } })
  if (data && data.id === id) return <Known person={data} />
  if (!error) return <PageSkeleton />
  return (
    <Page title={t('staff.title')} above={<Back />}>
      <FailedReading failure={error} />
    </Page>
  )
}

function Known({ person }: { person: Staff }) {
  const t = useWords(networkWords)
  const mayEdit = useMay('staff', 'edit')
  return (
    <Page title={person.name} mark={<StaffState person={person} />} above={<Back />} narrow>
      <div className="stack">
        <section className="panel panel-section">
          <h2>{t('staff.facts')}</h2>
          <PersonFacts person={person} editable={mayEdit} />
        </section>
        <RolesPanel key={person.version} person={person} editable={mayEdit && !person.deactivatedAt} />
        <AbsencesPanel person={person} />
        {mayEdit && <WorkPanel person={person} />}
        {mayEdit && <PersonActions person={person} />}
      </div>
    </Page>
  )
}

type Change = Parameters<ReturnType<typeof useAct<typeof editStaff>>['act']>[0]['body']

function PersonFacts({ person, editable }: { person: Staff; editable: boolean }) {
  const t = useWords(networkWords)
  const nameOf = useNameOf()
  const organisationName = useOrganisationName()
  const grantable = useGrantable()
  const { act } = useAct(editStaff)
  const params = { id: person.id }
  const edits = useFieldEdits<Staff, Change>(person, {
    read: () => call(readStaff, { params }),
    write: (body, version) => act({ params, body, ifMatch: version }),
  })
  if (!editable)
    return (
      <Facts>
        <Fact label={t('staff.name')}>{person.name}</Fact>
        <Fact label={t('staff.username')}>{person.username ?? <Unknown />}</Fact>
        <Fact label={t('staff.organisation')}>{organisationName(person.organisationId)}</Fact>
        <Fact label={t('staff.locale')}>{t(`staff.localeName.${person.locale}`)}</Fact>
      </Facts>
    )
  return (
    <Facts editable>
      <Fact label={t('staff.name')}>
        <EditInPlace
          label={t('staff.name')}
          {...edits(
            ({ name }) => name,
            name => ({ name }),
          )}
        />
      </Fact>
      <Fact label={t('staff.username')}>
        <EditInPlace
          label={t('staff.username')}
          {...edits(
            ({ username }) => username ?? '',
            username => ({ username }),
          )}
        />
      </Fact>
      <Fact label={t('staff.organisation')}>
        <EditInPlace
          label={t('staff.organisation')}
          options={grantable.map(({ organisation }) => ({
            value: organisation.id,
            label: `${organisation.code} ${nameOf(organisation)}`,
          }))}
          {...edits(
            ({ organisationId }) => organisationId,
            organisationId => ({ organisationId }),
          )}
        >
          {organisationName(person.organisationId)}
        </EditInPlace>
      </Fact>
      <Fact label={t('staff.locale')}>
        <EditInPlace
          label={t('staff.locale')}
          options={(['zh', 'en'] as const).map(value => ({ value, label: t(`staff.localeName.${value}`) }))}
          {...edits(
            ({ locale }) => locale,
            locale => ({ locale: locale === 'en' ? 'en' : 'zh' }),
          )}
        >
          {t(`staff.localeName.${person.locale}`)}
        </EditInPlace>
      </Fact>
      <Fact label={t('staff.createdAt')}>
        <Dated at={person.createdAt} />
      </Fact>
    </Facts>
  )
}

function Back() {
  const t = useWords(networkWords)
  return <Link to="/staff">{t('staff.title')}</Link>
}
