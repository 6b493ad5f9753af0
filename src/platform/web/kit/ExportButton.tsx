import { useRef, useState } from 'react'
import type { Contract } from '../../contract.ts'
import { send } from '../answers/client.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './Icon.tsx'
import { kitWords } from './kit.words.ts'
import { Menu } from './Menu.tsx'
import { notice } from './Notices.tsx'
import { problemNotice } from './problem-notice.ts'

interface ExportButtonProps {
  /** A contract whose answer is a file; its query takes `format`. */
  contract: Contract
  /** The filters on screen: what is seen is what is exported. */
  query: Record<string, unknown>
  params?: Record<string, string>
  formats?: readonly ('csv' | 'xlsx')[]
}

export function ExportButton({ contract, query, params, formats = ['xlsx', 'csv'] }: ExportButtonProps) {
  const t = useWords(kitWords)
  const [running, setRunning] = useState(false)
  const stop = useRef<AbortController>(undefined)
  const run = async (format: string) => {
    stop.current = new AbortController()
    setRunning(true)
    try {
      const answer = await send(contract, {
        params,
        query: { ...query, format },
        signal: stop.current.signal,
      })
      keepFile(await answer.blob(), fileNameOf(answer) ?? `${contract.name}.${format}`)
      notice({ text: t('export.done') })
    } catch (failure) {
      if (!stop.current.signal.aborted) problemNotice(failure)
    } finally {
      setRunning(false)
    }
  }
  if (running)
    return (
      <button type="button" className="tool-button" onClick={() => stop.current?.abort()}>
        <Icon name="close" />
        {t('export.cancel')}
      </button>
    )
  return (
    <Menu
      label={t('export.title')}
      className="tool-button"
      side="end"
      button={
        <>
          <Icon name="download" />
          <span className="tool-label">{t('export.title')}</span>
        </>
      }
      items={formats.map(format => ({ label: t(`export.${format}`), run: () => void run(format) }))}
    />
  )
}

export function keepFile(blob: Blob, name: string) {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** The server's name of the file, in any script. */
export function fileNameOf(answer: Response): string | null {
  const disposition = answer.headers.get('content-disposition') ?? ''
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? []
  if (encoded) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? null
}
