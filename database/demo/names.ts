import { chance, pickWeighted, type Random } from './random.ts'

/** Surnames with their share of the population in per mille and given names by how often they are met (after
 *  the name reports of the Ministry of Public Security). Who is drawn from them is nobody. */
const surnames =
  weighted(`李72 王74 张68 刘54 陈46 杨31 赵23 黄22 周20 吴20 徐17 孙15 胡13 朱13 高12 林12 何12 郭11 马11 罗9
  梁9 宋8 郑8 谢8 韩7 唐7 冯6 于6 董6 萧5 程5 曹5 袁5 邓5 许5 傅5 沈5 曾5 彭5 吕5 苏4 卢4 蒋4 蔡4 贾4 丁4 魏4 薛4 叶4 阎4 余4
  潘4 杜4 戴4 夏4 钟4 汪4 田4 任4 姜4 范3 方3 石3 姚3 谭3 廖3 邹3 熊3 金3 陆3 郝3 孔3 白3 崔3 康3 毛3 邱3 秦3 江3 史3 顾3 侯3
  邵2 孟2 龙2 万2 段2 雷2 钱2 汤2 尹2 黎2 易2 常2 武2 乔2 贺2 赖2 龚2 文2 欧阳1 上官1 司徒1`)

const maleNames =
  weighted(`伟26 强22 磊20 军20 洋18 勇18 杰17 涛16 超14 明16 刚13 平12 辉12 鹏12 飞11 波10 斌10 宇10 浩10 凯9 健9 俊9 帅8 旭8 宁7
  龙8 林7 阳7 亮7 成6 峰8 东6 雷6 鑫8 晨7 博6 毅5 锋5 建华9 建国8 建军9 志强9 志刚6 志伟6 国强6 国庆5 海波6 海涛6 海龙4 晓东7 晓明6 文博6
  文杰5 俊杰8 俊峰5 浩然8 子轩7 宇轩6 天宇5 宇航6 思远5 志远5 嘉豪5 嘉伟4 明轩4 一鸣4 永强5 永刚4 立新4 金龙4 家豪4 振华5 振宇4 新华4 少华3
  少杰3 泽宇4 睿3 瑞3 卫东4 卫国3 玉龙3 云飞3 鹏飞5 鹏程3 晓峰5 晓辉4 长江2 大勇2 庆华3 春雷2 正平2 宏伟5 宏亮3 德明2 家明2 启明2`)

const femaleNames =
  weighted(`芳22 娜20 敏20 静20 丽19 艳17 娟15 霞14 燕13 玲13 丹12 萍12 红12 英10 梅9 莉9 雪9 慧10 婷12 晶7 欢6 颖9 佳8 倩8 琴6 云5
  洁8 琳8 楠6 蕾6 璐6 薇5 欣5 悦4 瑶4 妍3 秀英12 秀兰9 桂英9 玉兰7 桂兰6 秀珍5 玉梅5 玉珍4 凤英5 红梅6 春梅5 海燕6 冬梅4 秀云4 小红4 春燕4
  丽娟6 丽华5 丽萍5 美玲5 雪梅4 晓燕6 晓丽4 晓红4 雅婷6 佳琪5 佳怡5 欣怡7 诗涵5 雨桐5 雨欣5 梓涵6 梦瑶4 梦婷4 思琪5 静怡4 雨婷4 文静5 文婷4
  淑英4 淑珍3 淑华3 惠敏3 慧敏4 婉婷3 嘉欣4 子涵4 雅琴3 艳丽4 艳红4 亚男3 亚楠3 莹6 媛5 芸3 彤3 岚3 菲4 怡4`)

export function personName(random: Random): string {
  return drawn(random, surnames) + drawn(random, chance(random, 0.55) ? maleNames : femaleNames)
}

const companyWords =
  weighted(`锦程3 恒远3 嘉禾3 鼎盛2 汇通3 明德2 安泰3 博雅2 中远1 启航3 瑞丰3 宏图2 天成2 华宇2 众信3 万和2 优创2 卓越2 新峰2 星野1
  百川2 合盛2 佳信2 润泽2 同兴2 云启2 智联2 金阳2 顺达3 万里2`)
const companyTrades =
  weighted(`商贸9 科技9 物流6 建筑工程6 信息技术5 文化传媒4 装饰工程4 机电设备4 餐饮管理3 汽车租赁4 医疗器械3 农业开发2
  环保科技3 咨询服务4 电子商务4`)

/** @param city where the company is registered, as in 杭州 */
export function companyName(random: Random, city: string): string {
  return `${city}${drawn(random, companyWords)}${drawn(random, companyTrades)}有限公司`
}

function drawn(random: Random, options: readonly Weighted[]): string {
  return pickWeighted(random, options, option => option.weight).text
}

interface Weighted {
  text: string
  weight: number
}

/** Reads a table written as text and weight, one after the other. */
function weighted(table: string): Weighted[] {
  return table.split(/\s+/).map(entry => {
    const digits = entry.search(/\d/)
    return { text: entry.slice(0, digits), weight: Number(entry.slice(digits)) }
  })
}
