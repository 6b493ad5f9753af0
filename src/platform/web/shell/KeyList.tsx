import { Modal } from '../kit/Modal.tsx'
import { useWords } from '../words/words.ts'
import { type Key, useBindings } from './keys.ts'
import { shellWords } from './shell.words.ts'

/** What ? shows: the keys that work here and now. */
export function KeyList({ onClose }: { onClose: () => void }) {
  const t = useWords(shellWords)
  const seen = new Set<Key>()
  const bindings = useBindings().filter(({ key }) => !seen.has(key) && seen.add(key))
  return (
    <Modal title={t('keys')} onClose={onClose}>
      <dl className="key-list">
        {bindings.map(({ key, label }) => (
          <div key={key}>
            <dt>{label()}</dt>
            <dd>
              {partsOf(key).map(part => (
                <kbd key={part}>{part}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

const names: Record<string, string> = { mod: '⌘/Ctrl', arrowdown: '↓', arrowup: '↑', enter: '↵' }

function partsOf(key: Key): string[] {
  return key.split('+').map(part => names[part] ?? part.toUpperCase())
}
