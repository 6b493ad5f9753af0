// The content policy forbids code made from text: the validator must not even try it.
globalThis.__zod_globalConfig = { jitless: true }

// Before the first paint: the chosen or the system's light or dark, density and language, so that nothing flashes.
{
  const root = document.documentElement
  const chosen = name => {
    try {
      return localStorage.getItem(`forecourt.${name}`)
    } catch {
      return null
    }
  }
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  const theme = chosen('theme')
  root.dataset.theme = theme === 'light' || theme === 'dark' ? theme : dark ? 'dark' : 'light'
  root.dataset.density = chosen('density') === 'compact' ? 'compact' : 'comfortable'
  const language = chosen('language') ?? navigator.language
  root.lang = language.startsWith('zh') ? 'zh-CN' : 'en'
}
