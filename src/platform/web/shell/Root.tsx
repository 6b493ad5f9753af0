import { QueryClientProvider } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import ConfigProvider from 'antd/es/config-provider'
import enUS from 'antd/es/locale/en_US'
import zhCN from 'antd/es/locale/zh_CN'
import { useMemo } from 'react'
import { queryClient } from '../answers/answers.ts'
import { useAppearance } from '../design/appearance.ts'
import { themeOf } from '../design/theme.ts'
import { useLanguage } from '../words/words.ts'
import { usePhone } from './phone.ts'

/** Data, language and looks for every page, signed in or not. */
export function Root() {
  const language = useLanguage()
  const appearance = useAppearance()
  const phone = usePhone()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the font follows the language, through the CSS variables
  const theme = useMemo(() => themeOf(appearance, phone), [appearance, phone, language])
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider
        theme={theme}
        locale={language === 'zh' ? zhCN : enUS}
        button={{ autoInsertSpace: false }}
        form={{ requiredMark: false, scrollToFirstError: { focus: true } }}
        // A dialog of the browser lies above the page: what opens inside it must stay inside.
        getPopupContainer={near => near?.closest('dialog') ?? document.body}
      >
        <Outlet />
      </ConfigProvider>
    </QueryClientProvider>
  )
}
