import Button from 'antd/es/button'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import { kitWords } from './kit.words.ts'
import { Modal } from './Modal.tsx'
import './values.css'

interface ConflictDialogProps {
  fields: readonly { name: string; mine: ReactNode; theirs: ReactNode }[]
  onTheirs: () => void
  /** Absent where a change may not be written over another's. */
  onMine?: () => void
  onClose: () => void
}

/** Somebody else changed the record first (412): both values, and the person decides. */
export function ConflictDialog({ fields, onTheirs, onMine, onClose }: ConflictDialogProps) {
  const t = useWords(kitWords)
  const footer = (
    <>
      {onMine && <Button onClick={onMine}>{t('conflict.keepMine')}</Button>}
      <Button type="primary" onClick={onTheirs}>
        {t('conflict.takeTheirs')}
      </Button>
    </>
  )
  return (
    <Modal title={t('conflict.title')} onClose={onClose} footer={footer}>
      <div className="stack">
        <p>{t('conflict.text')}</p>
        <table className="conflict">
          <thead>
            <tr>
              <th scope="col">{t('conflict.field')}</th>
              <th scope="col">{t('conflict.mine')}</th>
              <th scope="col">{t('conflict.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ name, mine, theirs }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{mine}</td>
                <td>{theirs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  )
}
