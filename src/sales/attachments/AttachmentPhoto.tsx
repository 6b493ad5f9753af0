import { useEffect, useState } from 'react'
import { useReveal } from '../../customers/people/RevealDialog.tsx'
import { send, urlOf } from '../../platform/web/answers/client.ts'
import { Icon } from '../../platform/web/kit/Icon.tsx'
import { problemNotice } from '../../platform/web/kit/problem-notice.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { type Attachment, readPhoto, revealPhoto } from './attachments.contract.ts'
import { attachmentWords } from './attachments.words.ts'
import './attachments.css'

interface AttachmentPhotoProps {
  saleId: string
  photo: Pick<Attachment, 'id' | 'kind'>
}

/** A kept photo; that of a document only after a reason, which is logged. */
export function AttachmentPhoto({ saleId, photo }: AttachmentPhotoProps) {
  const t = useWords(attachmentWords)
  const params = { id: saleId, attachmentId: photo.id }
  if (photo.kind !== 'licence')
    return (
      <img
        className="attachment-photo"
        src={urlOf(readPhoto.path, params, undefined)}
        alt={t(`kind.${photo.kind}`)}
        loading="lazy"
      />
    )
  return <DocumentPhoto params={params} name={t(`kind.${photo.kind}`)} />
}

function DocumentPhoto({ params, name }: { params: { id: string; attachmentId: string }; name: string }) {
  const t = useWords(attachmentWords)
  const [shown, setShown] = useState<string | null>(null)
  useEffect(() => () => URL.revokeObjectURL(shown ?? ''), [shown])
  const [dialog, reveal] = useReveal(name, async reason => {
    const answer = await send(revealPhoto, { params, body: { reason } })
    return { value: URL.createObjectURL(await answer.blob()) }
  })
  return (
    <div>
      <button
        type="button"
        className="tool-button"
        onClick={() => (shown ? setShown(null) : void reveal().then(setShown, problemNotice))}
      >
        <Icon name="eye" />
        {t(shown ? 'photo.hide' : 'photo.show')}
      </button>
      {shown && <img className="attachment-photo" src={shown} alt={name} />}
      {dialog}
    </div>
  )
}
