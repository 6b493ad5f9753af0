import Button from 'antd/es/button'
import Checkbox from 'antd/es/checkbox'
import { useState } from 'react'
import { ProblemAlert } from '../../platform/web/kit/ProblemAlert.tsx'
import { Segments } from '../../platform/web/kit/Segments.tsx'
import { type Language, useWords } from '../../platform/web/words/words.ts'
import type { SignatureInput } from './attachments.contract.ts'
import { attachmentWords } from './attachments.words.ts'
import { SignaturePad } from './SignaturePad.tsx'
import { isSignature, type Strokes } from './strokes.rules.ts'
import './attachments.css'

/** A text as it is read, and what its signature is put under. */
export interface SignableText {
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly version: string
  readonly language: Language
  readonly sha256: string
}

interface SignTextProps {
  text: SignableText
  signerName: string
  /** What whoever presses it vouches for, where the signature is on paper. */
  paperSays: string
  /** @throws what is shown as the problem; the strokes are kept */
  sign: (body: { signature: SignatureInput | null; textLanguage: Language }) => Promise<unknown>
}

type How = 'screen' | 'paper'

/** A text with the place to sign it: on the screen, or on paper by the word of the person who saw it. */
export function SignText({ text, signerName, paperSays, sign }: SignTextProps) {
  const t = useWords(attachmentWords)
  const [how, setHow] = useState<How>('screen')
  const [strokes, setStrokes] = useState<Strokes | null>(null)
  const [saysSo, setSaysSo] = useState(false)
  const [state, setState] = useState<{ pending: boolean; failure?: unknown }>({ pending: false })
  const { language: textLanguage, sha256: textSha256 } = text
  const isReady = how === 'paper' ? saysSo : strokes !== null && isSignature(strokes)
  const confirm = async () => {
    setState({ pending: true })
    const signature = how === 'screen' && strokes ? { strokes, textLanguage, textSha256 } : null
    await sign({ signature, textLanguage }).catch(failure => setState({ pending: false, failure }))
  }
  return (
    <>
      <article className="signable" lang={textLanguage}>
        <h3>{text.title}</h3>
        {text.paragraphs.map(paragraph => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p className="quiet">{t('signature.version', { version: text.version })}</p>
      </article>
      <Segments
        label={t('sign.how')}
        value={how}
        onChange={setHow}
        options={[
          { value: 'screen', label: t('sign.screen') },
          { value: 'paper', label: t('sign.paper') },
        ]}
      />
      {how === 'screen' ? (
        <SignaturePad label={t('pad.of', { name: signerName })} value={strokes} onChange={setStrokes} />
      ) : (
        <Checkbox checked={saysSo} onChange={event => setSaysSo(event.target.checked)}>
          {paperSays}
        </Checkbox>
      )}
      <ProblemAlert failure={state.failure} />
      <div className="line">
        <Button
          type="primary"
          size="large"
          disabled={!isReady}
          loading={state.pending}
          onClick={() => void confirm()}
        >
          {t('sign.confirm')}
        </Button>
        {!isReady && how === 'screen' && <span className="quiet">{t('sign.first')}</span>}
      </div>
    </>
  )
}
