import { useWords } from '../../platform/web/words/words.ts'
import { networkWords } from '../network-words.web.ts'
import { nounText, scopeText, verbText } from './scopes.web.ts'

interface ScopesInputProps {
  id?: string
  value?: readonly string[]
  onChange?: (scopes: string[]) => void
  /** What the person whose rights the key carries may do: noun → verb → how far. */
  offered: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** A line for each noun, a box for each thing that may be done with it. */
export function ScopesInput({ id, value = [], onChange, offered }: ScopesInputProps) {
  const t = useWords(networkWords)
  const nouns = Object.entries(offered)
  const toggle = (scope: string, on: boolean) =>
    onChange?.(on ? [...value, scope] : value.filter(one => one !== scope))
  if (nouns.length === 0) return <p className="quiet">{t('apiKey.noScopes')}</p>
  return (
    <ul className="scopes" id={id}>
      {nouns.map(([noun, verbs]) => (
        <li key={noun}>
          <span>{nounText(noun)}</span>
          <span className="scope-verbs">
            {Object.keys(verbs).map(verb => (
              <label key={verb}>
                <input
                  type="checkbox"
                  aria-label={scopeText(`${noun}:${verb}`)}
                  checked={value.includes(`${noun}:${verb}`)}
                  onChange={event => toggle(`${noun}:${verb}`, event.target.checked)}
                />
                {verbText(verb)}
              </label>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
