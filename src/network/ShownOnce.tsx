import Button from 'antd/es/button'
import { notice } from '../platform/web/kit/Notices.tsx'
import { useWords } from '../platform/web/words/words.ts'
import { networkWords } from './network-words.web.ts'
import './network.css'

/** A secret that is on this screen and nowhere else. */
export function ShownOnce({ text }: { text: string }) {
  const t = useWords(networkWords)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    notice({ text: t('staff.copied') })
  }
  return (
    <div className="shown-once">
      <code>{text}</code>
      {/* Browsers lend the clipboard to secure pages alone; elsewhere the text is marked by hand. */}
      {isSecureContext && <Button onClick={() => void copy()}>{t('staff.copy')}</Button>}
    </div>
  )
}
