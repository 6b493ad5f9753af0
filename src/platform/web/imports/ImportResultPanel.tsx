import Button from 'antd/es/button'
import type { ImportKindName } from '../../import/import.contract.ts'
import { type ImportDetail, type ImportKindInfo, readRejectFile } from '../../import/imports.contract.ts'
import type { Noun } from '../../permissions.ts'
import { ActionLink } from '../kit/ActionLink.tsx'
import { date } from '../kit/figures.ts'
import { Icon } from '../kit/Icon.tsx'
import { useMay } from '../session/session.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { download } from './download.ts'
import { Findings } from './Findings.tsx'
import { importWords } from './imports.words.ts'
import { OutcomeCounts } from './OutcomeCounts.tsx'

/** Where what was imported can be seen, and by whom. */
const places: Record<ImportKindName, { path: string; noun: Noun }> = {
  stock: { path: '/vehicles', noun: 'vehicles' },
  leads: { path: '/leads', noun: 'leads' },
  customers: { path: '/customers', noun: 'customers' },
  sales: { path: '/sales', noun: 'sales' },
  staff: { path: '/staff', noun: 'staff' },
  models: { path: '/models', noun: 'models' },
}

interface ImportResultPanelProps {
  detail: ImportDetail
  kind: ImportKindInfo
  /** Leads back to the columns: what did not finish can be tried again. */
  onCorrect: () => void
}

/** How the import ended: what is in, what was refused and why. */
export function ImportResultPanel({ detail, kind, onCorrect }: ImportResultPanelProps) {
  const t = useWords(importWords)
  const language = useLanguage()
  const { id, state, result, counts, problem, hasRejectFile, fileName, fileExpiresOn } = detail
  const place = places[detail.kind]
  const mayLook = useMay(place.noun, 'read')
  const ended = state === 'done' ? 'done' : state === 'cancelled' ? 'cancelled' : 'failed'
  return (
    <div className="stack">
      <section className="panel panel-section">
        <h2 className={`ended is-${ended}`}>
          <Icon name={ended === 'done' ? 'check' : ended === 'failed' ? 'error' : 'info'} />
          {t(`result.${ended}`)}
        </h2>
        {problem && (
          <p className="remark is-asking" role="alert">
            <span>
              <strong>{problem.title[language]}</strong> {problem.detail[language]}
            </span>
          </p>
        )}
        <OutcomeCounts counts={result ?? counts} />
        {hasRejectFile && <p className="quiet">{t('result.rejectsHint')}</p>}
        {detail.rowsMasked && result && result.refused > 0 && (
          <p className="quiet">{t('result.rejectsMasked')}</p>
        )}
        <div className="line mapping-foot">
          {hasRejectFile && (
            <Button
              type="primary"
              icon={<Icon name="download" />}
              onClick={() => void download(readRejectFile, { params: { id } }, fileName)}
            >
              {t('result.rejects')}
            </Button>
          )}
          {ended !== 'done' && detail.may.edit && <Button onClick={onCorrect}>{t('columns.back')}</Button>}
          {mayLook && (
            <ActionLink to={place.path}>{t('result.open', { kind: t(`kind.${detail.kind}`) })}</ActionLink>
          )}
          <ActionLink to="/imports" search={{ kind: detail.kind }}>
            {t('result.again')}
          </ActionLink>
          {fileExpiresOn && (
            <span className="quiet">{t('result.expires', { day: date(fileExpiresOn) })}</span>
          )}
        </div>
      </section>
      {result && <Findings findings={result.findings} kind={kind} />}
    </div>
  )
}
