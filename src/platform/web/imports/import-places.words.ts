import { words } from '../words/words.ts'

/** The few words that the navigation needs before any page of the imports is loaded. */
export const importPlaces = words(
  'import-places',
  { title: '导入', newImport: '导入文件' },
  { title: 'Import', newImport: 'Import a file' },
)
