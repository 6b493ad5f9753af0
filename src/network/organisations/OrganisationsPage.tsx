import { useState } from 'react'
import { useAnswer } from '../../platform/web/answers/answers.ts'
import { EmptyState } from '../../platform/web/kit/EmptyState.tsx'
import { FailedReading } from '../../platform/web/kit/FailedReading.tsx'
import { Icon, type IconName } from '../../platform/web/kit/Icon.tsx'
import { Mark } from '../../platform/web/kit/Mark.tsx'
import { Menu } from '../../platform/web/kit/Menu.tsx'
import { RowsSkeleton } from '../../platform/web/kit/Skeletons.tsx'
import { useMay, useNameOf } from '../../platform/web/session/session.ts'
import { Page } from '../../platform/web/shell/Page.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { EditOrganisation } from './EditOrganisation.tsx'
import { MoveOrganisation } from './MoveOrganisation.tsx'
import { NewOrganisation } from './NewOrganisation.tsx'
import { listOrganisations, type Organisation, type OrganisationKind } from './organisations.contract.ts'
import '../network.css'

type Asking = { what: 'add' | 'edit' | 'move'; organisation: Organisation } | null

/** The tree of the network: who belongs under whom, in which time zone and currency. */
export function OrganisationsPage() {
  const t = useWords(networkWords)
  const { data, error } = useAnswer(listOrganisations, {}, { topics: ['organisations'] })
  const [asking, setAsking] = useState<Asking>(null)
  const organisations = data?.items ?? []
  const known = new Set(organisations.map(({ id }) => id))
  const roots = organisations.filter(({ parentId }) => parentId === null || !known.has(parentId))
  const close = () => setAsking(null)
  return (
    <Page title={t('organisation.title')} mark={data && organisations.length}>
      <FailedReading failure={error} />
      {!data && !error && <RowsSkeleton />}
      {roots.length > 0 && (
        <div className="panel tree">
          <Branch nodes={roots} all={organisations} onAsk={setAsking} />
        </div>
      )}
      {organisations.length === 1 && organisations[0]?.kind !== 'dealer' && (
        <EmptyState icon="building" why={t('organisation.alone')} />
      )}
      {asking?.what === 'add' && <NewOrganisation parent={asking.organisation} onClose={close} />}
      {asking?.what === 'edit' && <EditOrganisation organisation={asking.organisation} onClose={close} />}
      {asking?.what === 'move' && (
        <MoveOrganisation organisation={asking.organisation} all={organisations} onClose={close} />
      )}
    </Page>
  )
}

interface BranchProps {
  nodes: readonly Organisation[]
  all: readonly Organisation[]
  onAsk: (asking: Asking) => void
}

function Branch({ nodes, all, onAsk }: BranchProps) {
  return (
    <ul>
      {nodes.map(node => {
        const below = all.filter(({ parentId }) => parentId === node.id)
        return (
          <li key={node.id}>
            <Node node={node} onAsk={onAsk} />
            {below.length > 0 && <Branch nodes={below} all={all} onAsk={onAsk} />}
          </li>
        )
      })}
    </ul>
  )
}

const icons: Record<OrganisationKind, IconName> = {
  manufacturer: 'building',
  region: 'language',
  group: 'customers',
  dealer: 'vehicle',
}

function Node({ node, onAsk }: { node: Organisation; onAsk: BranchProps['onAsk'] }) {
  const t = useWords(networkWords)
  const nameOf = useNameOf()
  const name = nameOf(node)
  return (
    <div className="tree-node">
      <Icon name={icons[node.kind]} className="quiet" />
      <strong>{name}</strong>
      <span className="quiet">{node.code}</span>
      <Mark tone={node.kind === 'dealer' ? 'blue' : 'grey'}>{t(`organisation.kind.${node.kind}`)}</Mark>
      {node.closedAt && <Mark tone="amber">{t('organisation.closed')}</Mark>}
      <span className="tree-facts">
        <Inherited value={node.timeZone} own={node.ownTimeZone} />
        <Inherited value={node.currency} own={node.ownCurrency} />
      </span>
      <NodeMenu node={node} name={name} onAsk={onAsk} />
    </div>
  )
}

/** A value of the node itself stands in full, one from above it quietly. */
function Inherited({ value, own }: { value: string; own: string | null }) {
  const t = useWords(networkWords)
  if (own !== null) return <span>{value}</span>
  return (
    <span className="quiet" title={t('organisation.inherited')}>
      {value}
      <span className="sr"> ({t('organisation.inherited')})</span>
    </span>
  )
}

function NodeMenu({ node, name, onAsk }: { node: Organisation; name: string; onAsk: BranchProps['onAsk'] }) {
  const t = useWords(networkWords)
  const mayEdit = useMay('organisations', 'edit')
  const mayCreate = useMay('organisations', 'create')
  const ask = (what: 'add' | 'edit' | 'move') => () => onAsk({ what, organisation: node })
  const items = [
    ...(mayCreate && node.kind !== 'dealer'
      ? [{ label: t('organisation.add'), icon: 'plus' as const, run: ask('add') }]
      : []),
    ...(mayEdit ? [{ label: t('organisation.edit'), icon: 'edit' as const, run: ask('edit') }] : []),
    ...(mayEdit && node.parentId
      ? [{ label: t('organisation.move'), icon: 'process' as const, run: ask('move') }]
      : []),
  ]
  if (items.length === 0) return null
  return (
    <Menu label={t('organisation.more', { name })} button={<Icon name="more" />} items={items} side="end" />
  )
}
