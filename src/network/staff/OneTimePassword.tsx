import Button from 'antd/es/button'
import { Modal } from '../../platform/web/kit/Modal.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { ShownOnce } from '../ShownOnce.tsx'

interface OneTimePasswordProps {
  name: string
  /** Null: the request was repeated, and the password is not kept anywhere. */
  password: string | null
  onClose: () => void
}

export function OneTimePassword({ name, password, onClose }: OneTimePasswordProps) {
  const t = useWords(networkWords)
  return (
    <Modal
      title={t('staff.passwordTitle', { name })}
      onClose={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('staff.close')}
        </Button>
      }
    >
      <div className="stack">
        {password === null ? (
          <p>{t('staff.initialPasswordGone')}</p>
        ) : (
          <>
            <p>{t('staff.initialPassword')}</p>
            <ShownOnce text={password} />
            <p className="quiet">{t('staff.passwordHow')}</p>
          </>
        )}
      </div>
    </Modal>
  )
}
