import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { SecretDialog } from '../SecretDialog.tsx'

interface OneTimePasswordProps {
  name: string
  /** Null: the request was repeated, and the password is not kept anywhere. */
  password: string | null
  onClose: () => void
}

export function OneTimePassword({ name, password, onClose }: OneTimePasswordProps) {
  const t = useWords(networkWords)
  return (
    <SecretDialog
      title={t('staff.passwordTitle', { name })}
      secret={password}
      gone={t('staff.initialPasswordGone')}
      before={t('staff.initialPassword')}
      after={t('staff.passwordHow')}
      onClose={onClose}
    />
  )
}
