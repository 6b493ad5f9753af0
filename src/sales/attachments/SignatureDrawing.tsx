import { useAnswer } from '../../platform/web/answers/answers.ts'
import { dateTime } from '../../platform/web/kit/figures.ts'
import { useWords } from '../../platform/web/words/words.ts'
import { readSignature } from './attachments.contract.ts'
import { attachmentWords } from './attachments.words.ts'
import { padHeight, padWidth, pathOf } from './strokes.rules.ts'
import './attachments.css'

interface SignatureDrawingProps {
  saleId: string
  attachmentId: string
  timeZone: string
}

/** A kept signature: drawn again from its strokes, with what was signed, when and before whom. */
export function SignatureDrawing({ saleId, attachmentId, timeZone }: SignatureDrawingProps) {
  const t = useWords(attachmentWords)
  const { data } = useAnswer(readSignature, { params: { id: saleId, attachmentId } }, { staleTime: Infinity })
  if (!data) return <div className="signature-drawing" aria-busy="true" />
  const { strokes, text, signedAt, witness } = data
  const drawn = t('signature.drawn', { when: dateTime(signedAt, timeZone), witness: witness?.name ?? '–' })
  return (
    <figure className="signature-drawing">
      <svg viewBox={`0 0 ${padWidth} ${padHeight}`} role="img" aria-label={drawn}>
        <path d={pathOf(strokes)} />
      </svg>
      <figcaption>
        {drawn}
        <br />
        {t('signature.version', { version: text.version })} · {t('signature.hash')}{' '}
        <code>{text.sha256.slice(0, 16)}</code>
      </figcaption>
    </figure>
  )
}
