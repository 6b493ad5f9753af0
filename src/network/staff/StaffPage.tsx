import { useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useState } from 'react'
import { usePatchSearch, useReplaceSearch } from '../../platform/web/address.ts'
import { useAnswerPages } from '../../platform/web/answers/answers.ts'
import { ActionLink } from '../../platform/web/kit/ActionLink.tsx'
import { ColumnChooser } from '../../platform/web/kit/ColumnChooser.tsx'
import { DataTable, useColumnChoice } from '../../platform/web/kit/DataTable.tsx'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FilterBar } from '../../platform/web/kit/FilterBar.tsx'
import { useMay } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { InviteDialog } from '../invitations/InviteDialog.tsx'
import { invitationWords } from '../invitations/invitations.words.ts'
import { networkWords } from '../network-words.web.ts'
import { ScreenViews } from '../saved-views/ScreenViews.tsx'
import { NewStaffDialog } from './NewStaffDialog.tsx'
import { listStaff } from './staff.contract.ts'
import { useStaffColumns } from './staff-columns.tsx'
import { StaffSearch, useStaffFilters, useStaffQuery, useStaffTabs } from './staff-search.web.ts'
import '../network.css'

/** Who works where, with which roles. */
export function StaffPage() {
  const t = useWords(networkWords)
  const search = StaffSearch.parse(useSearch({ from: '/shell/staff' }))
  const patch = usePatchSearch<StaffSearch>()
  const replace = useReplaceSearch()
  const [adding, setAdding] = useState(false)
  const list = useAnswerPages(listStaff, { query: useStaffQuery(search) })
  const columns = useStaffColumns()
  const [choice, choose] = useColumnChoice('staff')
  const mayInvite = useMay('invitations', 'create')
  const [inviting, setInviting] = useState(false)
  const add = useMay('staff', 'create') && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('staff.add')}
    </Button>
  )
  return (
    <Page
      fixed
      title={t('staff.title')}
      actions={
        <>
          {mayInvite && <Button onClick={() => setInviting(true)}>{invitationWords('invite')}</Button>}
          {add}
        </>
      }
    >
      <ScreenViews
        screen="staff"
        label={t('staff.views')}
        builtIn={useStaffTabs()}
        search={search}
        onChoose={replace}
      />
      <FilterBar
        text={{ name: 'text', label: t('staff.search') }}
        filters={useStaffFilters()}
        search={{ ...search }}
        onChange={patch}
        tools={<ColumnChooser columns={columns} choice={choice} onChange={choose} />}
      />
      <DataTable
        name="staff"
        label={t('staff.title')}
        columns={columns}
        rows={list.first && list.items}
        rowKey={({ id }) => id}
        href={({ id }) => `/staff/${id}`}
        more={list.more}
        failure={list.error}
        empty={<Nobody filtered={Object.values(search).some(Boolean)} clear={() => replace({})} add={add} />}
      />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {adding && <NewStaffDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

interface NobodyProps {
  filtered: boolean
  clear: () => void
  add: React.ReactNode
}

function Nobody({ filtered, clear, add }: NobodyProps) {
  const t = useWords(networkWords)
  const mayImport = useMay('staff', 'import')
  if (filtered)
    return (
      <EmptyState
        icon="staff"
        why={t('staff.none')}
        action={<Button onClick={clear}>{t('staff.clear')}</Button>}
      />
    )
  return (
    <EmptyState
      icon="staff"
      why={t('staff.empty')}
      action={add}
      other={
        mayImport && (
          <ActionLink to="/imports" search={{ kind: 'staff' }}>
            {t('staff.import')}
          </ActionLink>
        )
      }
    />
  )
}
