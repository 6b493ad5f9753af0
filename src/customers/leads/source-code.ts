import { pinyin } from 'pinyin-pro'

/** How the sources that the sale process knows are called by people and by other programs. */
const known: Readonly<Record<string, readonly string[]>> = {
  'walk-in': ['到店', '自然到店', '来店', '展厅', '自然进店', 'walk in', 'showroom'],
  phone: ['来电', '电话', '400电话', 'call', 'inbound call'],
  website: ['官网', '网站', '官方网站', 'web', 'web site', 'homepage'],
  'vertical-media': ['垂媒', '垂直媒体', '汽车之家', '懂车帝', '易车', 'autohome', 'dongchedi', 'yiche'],
  'short-video': ['短视频', '抖音', '快手', '直播', 'douyin', 'tiktok', 'kuaishou'],
  referral: ['转介绍', '朋友介绍', '老客户介绍', '老带新', '推荐'],
  'repeat-customer': ['老客户', '增换购', '复购', '保有客户', 'returning customer', 'repeat'],
  exhibition: ['车展', '外展', '巡展', '展会', 'motor show', 'auto show'],
  corporate: ['大客户', '企业', '集团客户', 'fleet', 'b2b'],
  other: ['其他', '其它', 'others', 'misc'],
}
const codes = new Map(
  Object.entries(known).flatMap(([code, names]) => [code, ...names].map(name => [plain(name), code])),
)

/** The code of a source as a file writes it; what nobody knows keeps its own name, and nothing is 'unknown'.
 *  @example sourceCode('Organic_Search') // 'organic-search'  @example sourceCode('抖音') // 'short-video' */
export function sourceCode(written: string | null): string {
  const text = written?.normalize('NFKC').trim() ?? ''
  return codes.get(plain(text)) ?? (slug(text) || 'unknown')
}

/** How a source is said when it was not. */
export const unknownSource = 'unknown'

function slug(text: string): string {
  return pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .join(' ')
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-+|-+$/g, '')
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s_-]+/g, '')
}
