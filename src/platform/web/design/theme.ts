import type { ThemeConfig } from 'antd'
import { theme } from 'antd'
import type { Appearance } from './appearance.ts'

/** The component library's theme, read from the same CSS variables that plain elements use. */
export function themeOf({ dark }: Appearance, phone: boolean): ThemeConfig {
  const styles = getComputedStyle(document.documentElement)
  const read = (name: string) => styles.getPropertyValue(`--${name}`).trim()
  const size = (name: string) => Number.parseInt(read(name), 10)
  const own = colours(read)
  // Once more after the algorithm, which would dim them in the dark.
  const base = dark ? theme.darkAlgorithm : theme.defaultAlgorithm
  return {
    algorithm: (seed, map) => ({ ...base(seed, map), ...own }),
    token: {
      ...own,
      fontFamily: read('font'),
      fontSize: 14,
      borderRadius: size('radius'),
      borderRadiusSM: size('radius-small'),
      borderRadiusLG: size('radius-large'),
      controlHeight: size('control'),
      controlHeightSM: phone ? 36 : 24,
      opacityLoading: 1,
      // Without it the library would wait for the end of transitions that base.css has taken away.
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      motionDurationSlow: '0.16s',
      motionDurationMid: '0.12s',
      motionDurationFast: '0.08s',
      boxShadow: read('shadow-raised'),
      boxShadowSecondary: read('shadow-raised'),
    },
    components: {
      Button: {
        primaryColor: read('on-primary'),
        dangerColor: dark ? read('on-primary') : '#ffffff',
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
      },
      Form: { labelColor: read('text-2'), verticalLabelPadding: '0 0 4px', itemMarginBottom: 22 },
      Input: { activeShadow: `0 0 0 2px ${read('primary-soft')}` },
      Modal: { titleFontSize: 16 },
      Select: { optionSelectedBg: read('selected'), optionSelectedFontWeight: 500 },
      Tooltip: { colorTextLightSolid: read('surface') },
    },
  }
}

function colours(read: (name: string) => string) {
  return {
    colorPrimary: read('primary'),
    colorPrimaryHover: read('primary-hover'),
    colorPrimaryActive: read('primary-active'),
    colorPrimaryBg: read('primary-soft'),
    colorPrimaryText: read('link'),
    colorInfo: read('blue'),
    colorInfoBg: read('blue-soft'),
    colorSuccess: read('green'),
    colorSuccessBg: read('green-soft'),
    colorWarning: read('amber'),
    colorWarningBg: read('amber-soft'),
    colorError: read('red'),
    colorErrorText: read('red'),
    colorErrorBg: read('red-soft'),
    colorLink: read('link'),
    colorLinkHover: read('primary-hover'),
    colorText: read('text'),
    colorTextSecondary: read('text-2'),
    colorTextTertiary: read('text-3'),
    colorTextDescription: read('text-3'),
    colorTextPlaceholder: read('text-3'),
    colorTextQuaternary: read('text-3'),
    colorIcon: read('text-3'),
    colorBgLayout: read('page'),
    colorBgContainer: read('surface'),
    colorBgElevated: read('raised'),
    colorBgSpotlight: read('text'),
    colorBgMask: read('shade'),
    colorBorder: read('line-control'),
    colorBorderSecondary: read('line'),
    colorSplit: read('line'),
    controlItemBgHover: read('hover'),
    controlItemBgActive: read('selected'),
  }
}
