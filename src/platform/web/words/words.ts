import i18next, { type i18n } from 'i18next'
import { useSyncExternalStore } from 'react'
import { store, stored } from '../stored.ts'

export type Language = 'zh' | 'en'
export interface Tree {
  readonly [key: string]: string | Tree
}
/** The same keys with any words; `x_other` may have an `x_one` beside it where the language has a singular. */
export type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> } & {
  readonly [K in keyof T as K extends `${infer Base}_other` ? `${Base}_one` : never]?: string
}
type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends string
    ? K extends `${infer Base}_other`
      ? Base
      : K
    : `${K}.${KeyOf<T[K]>}`
}[keyof T & string]
export type Values = Record<string, string | number>
export type Words<T extends Tree> = (key: KeyOf<T>, values?: Values) => string

const instance: i18n = i18next.createInstance()
void instance.init({
  lng: detect(),
  fallbackLng: false,
  ns: [],
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
  parseMissingKeyHandler: missing,
})

/** Registers a dictionary; Chinese is the source, English has the same keys. Call the result with a key. */
export function words<const T extends Tree>(name: string, zh: T, en: Same<T>): Words<T> {
  instance.addResourceBundle('zh', name, zh, true, true)
  instance.addResourceBundle('en', name, en, true, true)
  return (key, values) => instance.t(key, { ns: name, ...values })
}

/** The same words, in a component that is drawn again when the language changes. */
export function useWords<W>(dictionary: W): W {
  useLanguage()
  return dictionary
}

export function language(): Language {
  return instance.language === 'en' ? 'en' : 'zh'
}

export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, language, language)
}

export async function speak(next: Language) {
  store('language', next)
  await instance.changeLanguage(next)
}

/** For one page, without a choice of the person's being changed: a paper for somebody who reads the other language. */
export async function speakForNow(next: Language) {
  await instance.changeLanguage(next)
}

/** The language that the person chose, whatever is spoken for now. */
export function ownLanguage(): Language {
  return detect()
}

export function onLanguage(listener: () => void) {
  instance.on('languageChanged', listener)
  return () => instance.off('languageChanged', listener)
}

function detect(): Language {
  const chosen = stored('language')
  if (chosen === 'zh' || chosen === 'en') return chosen
  const system = typeof navigator === 'undefined' ? 'zh' : navigator.language
  return system.startsWith('zh') ? 'zh' : 'en'
}

/** A word that is not there fails a test; a person reads its last part in plain letters, never the key. */
function missing(key: string): string {
  const message = `no word for "${key}"`
  if (import.meta.env?.MODE === 'test') throw new Error(message)
  console.error(message)
  return (key.split('.').at(-1) ?? key).replace(/[-_]/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2')
}
