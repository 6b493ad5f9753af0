import { words } from '../../platform/web/words/words.ts'

/** What a follow-up's line offers under the thumb. */
export const doorWords = words(
  'follow-up-line',
  { done: '完成', tomorrow: '改明天', postponed: '{{name}}：跟进改到 {{date}}', undo: '撤销' },
  { done: 'Done', tomorrow: 'Tomorrow', postponed: '{{name}}: followed up on {{date}}', undo: 'Undo' },
)
