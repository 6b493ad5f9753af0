import { useEffect, useRef, useState } from 'react'
import { invalidate } from '../../platform/web/answers/answers.ts'
import { call, newKey } from '../../platform/web/answers/client.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { useWords } from '../../platform/web/words/words.ts'
import { type PhotoKind, uploadPhoto } from './attachments.contract.ts'
import { attachmentWords } from './attachments.words.ts'
import { shrinkPhoto } from './shrink-photo.web.ts'
import './attachments.css'

interface PhotoInputProps {
  saleId: string
  kind: PhotoKind
  /** the test drive or the delivery that it belongs to */
  subjectId?: string
  /** Given by the form's field: the kept attachment's id. */
  id?: string
  value?: string | null
  onChange?: (attachmentId: string) => void
  label: string
}

type State =
  | { at: 'empty' }
  | { at: 'reading' | 'sending' | 'kept'; preview?: string }
  | { at: 'failed'; failure: unknown }
  | { at: 'refused'; why: 'unreadable' | 'tooLarge' }

const fileBytesMax = 30 * 1024 * 1024

/** Takes a photo with the phone's camera or from a file, makes it small and keeps it at once:
 *  the form then only names it. */
export function PhotoInput({ saleId, kind, subjectId, id, value, onChange, label }: PhotoInputProps) {
  const t = useWords(attachmentWords)
  const [state, setState] = useState<State>(value ? { at: 'kept' } : { at: 'empty' })
  const preview = 'preview' in state ? state.preview : undefined
  useEffect(() => () => URL.revokeObjectURL(preview ?? ''), [preview])
  const input = useRef<HTMLInputElement>(null)
  const keep = async (file: File) => {
    if (file.size > fileBytesMax) return setState({ at: 'refused', why: 'tooLarge' })
    setState({ at: 'reading' })
    const photo = await shrinkPhoto(file).catch(() => null)
    if (!photo) return setState({ at: 'refused', why: 'unreadable' })
    const shown = URL.createObjectURL(photo)
    setState({ at: 'sending', preview: shown })
    try {
      const upload = formOf(photo, kind, subjectId)
      const made = await call(uploadPhoto, {
        params: { id: saleId },
        body: undefined,
        upload,
        idempotencyKey: newKey(),
      })
      await invalidate([`attachments:${saleId}`])
      setState({ at: 'kept', preview: shown })
      onChange?.(made.id)
    } catch (failure) {
      setState({ at: 'failed', failure })
    }
  }
  const isBusy = state.at === 'reading' || state.at === 'sending'
  return (
    <div className="photo-input">
      {preview && <img src={preview} alt={label} />}
      <label className="photo-button">
        <input
          ref={input}
          id={id}
          type="file"
          className="sr"
          accept="image/*"
          capture="environment"
          disabled={isBusy}
          aria-label={label}
          onChange={event => {
            const file = event.target.files?.[0]
            event.target.value = '' // the same photo may be chosen again
            if (file) void keep(file)
          }}
        />
        <Icon name={state.at === 'kept' ? 'check' : 'camera'} />
        <span>{state.at === 'kept' ? t('photo.again') : t('photo.take')}</span>
      </label>
      <p className="photo-state" role="status">
        {isBusy || state.at === 'kept' ? t(`photo.${state.at}`) : ''}
        {state.at === 'refused' ? <strong>{t(`photo.${state.why}`)}</strong> : ''}
      </p>
      {state.at === 'failed' && <ProblemAlert failure={state.failure} />}
    </div>
  )
}

function formOf(photo: File, kind: PhotoKind, subjectId: string | undefined): FormData {
  const form = new FormData()
  form.append('kind', kind)
  if (subjectId) form.append('subjectId', subjectId)
  form.append('file', photo, photo.name)
  return form
}
