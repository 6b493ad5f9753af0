import { useState } from 'react'
import { Icon } from '../kit/Icon.tsx'
import { Menu } from '../kit/Menu.tsx'
import { Modal } from '../kit/Modal.tsx'
import { type Dealer, useDealer, useMe, useNameOf } from '../session/session.ts'
import { useWords } from '../words/words.ts'
import { shellWords } from './shell.words.ts'

const menuHolds = 12

/** Which dealer is in front; above a dozen, by name. One dealer is a name, not a choice. */
export function DealerSwitcher() {
  const t = useWords(shellWords)
  const { organisation } = useMe()
  const nameOf = useNameOf()
  const { dealer, dealers, choose } = useDealer()
  const [finding, setFinding] = useState(false)
  const all = t('allDealers', { count: dealers.length })
  const button = (
    <>
      <Icon name="building" className="quiet" />
      <span className="clip">{dealer ? nameOf(dealer) : dealers.length ? all : nameOf(organisation)}</span>
      {dealers.length > 1 && <Icon name="down" className="quiet" />}
    </>
  )
  if (dealers.length <= 1) return <div className="top-dealer">{button}</div>
  if (dealers.length > menuHolds)
    return (
      <div className="menu">
        <button
          type="button"
          className="menu-button"
          aria-haspopup="dialog"
          title={t('chooseDealer')}
          onClick={() => setFinding(true)}
        >
          {button}
        </button>
        {finding && <DealerFinder all={all} onClose={() => setFinding(false)} />}
      </div>
    )
  const items = [
    { label: all, chosen: dealer === null, run: () => choose(null) },
    ...dealers.map(one => ({
      label: `${one.code} ${nameOf(one)}`,
      chosen: one.id === dealer?.id,
      run: () => choose(one.id),
    })),
  ]
  return <Menu label={t('chooseDealer')} button={button} items={items} />
}

function DealerFinder({ all, onClose }: { all: string; onClose: () => void }) {
  const t = useWords(shellWords)
  const nameOf = useNameOf()
  const { dealers, choose } = useDealer()
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const fits = (one: Dealer) => `${one.code} ${one.nameZh} ${one.nameEn}`.toLowerCase().includes(wanted)
  const pick = (id: string | null) => {
    choose(id)
    onClose()
  }
  return (
    <Modal title={t('chooseDealer')} onClose={onClose}>
      <input
        className="plain-input"
        placeholder={t('findDealer')}
        aria-label={t('findDealer')}
        value={query}
        onChange={event => setQuery(event.target.value)}
      />
      <ul className="dealer-list">
        {!wanted && <DealerChoice label={all} onPick={() => pick(null)} />}
        {dealers.filter(fits).map(one => (
          <DealerChoice key={one.id} label={`${one.code} ${nameOf(one)}`} onPick={() => pick(one.id)} />
        ))}
      </ul>
    </Modal>
  )
}

function DealerChoice({ label, onPick }: { label: string; onPick: () => void }) {
  return (
    <li>
      <button type="button" className="menu-item" onClick={onPick}>
        {label}
      </button>
    </li>
  )
}
