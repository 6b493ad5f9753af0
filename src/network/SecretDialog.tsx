import Button from 'antd/es/button'
import { Modal } from '../platform/web/kit/Modal.tsx'
import { useWords } from '../platform/web/words/words.ts'
import { networkWords } from './network-words.web.ts'
import { ShownOnce } from './ShownOnce.tsx'

interface SecretDialogProps {
  title: string
  /** null: the request was repeated, and the secret is not kept anywhere */
  secret: string | null
  /** what to do when it is gone */
  gone: string
  before?: string
  after?: string
  onClose: () => void
}

/** Shows a secret the one time that it can be shown. */
export function SecretDialog({ title, secret, gone, before, after, onClose }: SecretDialogProps) {
  const t = useWords(networkWords)
  const close = (
    <Button type="primary" onClick={onClose}>
      {t('staff.close')}
    </Button>
  )
  return (
    <Modal title={title} onClose={onClose} footer={close}>
      <div className="stack">
        {secret === null ? (
          <p>{gone}</p>
        ) : (
          <>
            {before && <p>{before}</p>}
            <ShownOnce text={secret} />
            {after && <p className="quiet">{after}</p>}
          </>
        )}
      </div>
    </Modal>
  )
}
