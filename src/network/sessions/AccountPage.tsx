import Input from 'antd/es/input'
import type { Role } from '../../platform/permissions.ts'
import { useAct, useAnswer } from '../../platform/web/answers/answers.ts'
import { chooseDensity, chooseTheme, useAppearance } from '../../platform/web/design/appearance.ts'
import { bodyOf, Field, SchemaForm } from '../../platform/web/kit/form.tsx'
import { notice } from '../../platform/web/kit/Notices.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { useMe, useNameOf } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { shellWords } from '../../platform/web/shell/shell.words.ts'
import { speak, useLanguage, useWords } from '../../platform/web/words/words.ts'
import { SecondFactor } from './SecondFactor.tsx'
import { SessionList } from './SessionList.tsx'
import { changePassword, chooseLocale, listSessions } from './sessions.contract.ts'
import { sessionWords } from './sessions.words.ts'
import './sessions.css'

export function AccountPage() {
  const t = useWords(sessionWords)
  const { passwordChangeDue } = useMe()
  return (
    <Page title={t('account.title')} narrow>
      {passwordChangeDue && (
        <p className="open-note" role="status">
          {t('account.passwordDue')}
        </p>
      )}
      <div className="account">
        <Profile />
        <Appearance />
        <Password />
        <SecondFactor />
        <Sessions />
      </div>
    </Page>
  )
}

function Profile() {
  const t = useWords(sessionWords)
  const { staff, organisation, roles } = useMe()
  const nameOf = useNameOf()
  const held = [...new Set(roles.map(({ role }) => t(`role.${role as Role}`)))]
  return (
    <section className="panel">
      <h2>{t('account.profile')}</h2>
      <dl className="profile">
        <dt>{t('account.name')}</dt>
        <dd>{staff.name}</dd>
        <dt>{t('account.username')}</dt>
        <dd>{staff.username}</dd>
        <dt>{t('account.organisation')}</dt>
        <dd>
          {nameOf(organisation)} <span className="quiet">{organisation.code}</span>
        </dd>
        <dt>{t('account.roles')}</dt>
        <dd>{held.join(' · ')}</dd>
      </dl>
    </section>
  )
}

function Appearance() {
  const t = useWords(sessionWords)
  const s = useWords(shellWords)
  const language = useLanguage()
  const { theme, density } = useAppearance()
  const locale = useAct(chooseLocale, { topics: ['me'] })
  const choose = (next: 'zh' | 'en') => {
    void speak(next)
    locale.act({ body: { locale: next } }).catch(problemNotice)
  }
  return (
    <section className="panel">
      <h2>{t('account.appearance')}</h2>
      <div className="account-choices">
        <div>
          <span className="quiet">{t('account.language')}</span>
          <Segments
            label={t('account.language')}
            value={language}
            onChange={choose}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
        <div>
          <span className="quiet">{t('account.theme')}</span>
          <Segments
            label={t('account.theme')}
            value={theme}
            onChange={chooseTheme}
            options={(['system', 'light', 'dark'] as const).map(value => ({
              value,
              label: s(`theme.${value}`),
            }))}
          />
        </div>
        <div>
          <span className="quiet">{t('account.density')}</span>
          <Segments
            label={t('account.density')}
            value={density}
            onChange={chooseDensity}
            options={(['comfortable', 'compact'] as const).map(value => ({
              value,
              label: s(`density.${value}`),
            }))}
          />
        </div>
      </div>
    </section>
  )
}

function Password() {
  const t = useWords(sessionWords)
  const { act } = useAct(changePassword, { topics: ['me', 'sessions'] })
  return (
    <section className="panel">
      <h2>{t('account.password')}</h2>
      <SchemaForm
        schema={bodyOf(changePassword)}
        labels={{ currentPassword: t('account.current'), newPassword: t('account.next') }}
        submitLabel={t('account.change')}
        submit={async body => {
          await act({ body })
          notice({ text: t('account.changed') })
        }}
        beside={<span className="quiet">{t('account.passwordHint')}</span>}
      >
        {field => (
          <>
            <Field {...field('currentPassword')}>
              <Input.Password autoComplete="current-password" />
            </Field>
            <Field {...field('newPassword')} extra={t('account.nextHint')}>
              <Input.Password autoComplete="new-password" />
            </Field>
          </>
        )}
      </SchemaForm>
    </section>
  )
}

function Sessions() {
  const t = useWords(sessionWords)
  const sessions = useAnswer(listSessions, {}, { topics: ['sessions'] })
  return (
    <section className="panel">
      <h2>{t('account.sessions')}</h2>
      <SessionList sessions={sessions.data?.items} failure={sessions.error} />
    </section>
  )
}
