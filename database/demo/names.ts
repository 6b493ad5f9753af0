import { chance, pickWeighted, type Random } from './random.ts'

/** Surnames with their share of the population in per mille (Ministry of Public Security, name reports), and
 *  characters of given names by how often they are met. People here are drawn by chance and are nobody. */
const surnames =
  weighted(`李72 王74 张68 刘54 陈46 杨31 赵23 黄22 周20 吴20 徐17 孙15 胡13 朱13 高12 林12 何12 郭11 马11 罗9
  梁9 宋8 郑8 谢8 韩7 唐7 冯6 于6 董6 萧5 程5 曹5 袁5 邓5 许5 傅5 沈5 曾5 彭5 吕5 苏4 卢4 蒋4 蔡4 贾4 丁4 魏4 薛4 叶4 阎4 余4
  潘4 杜4 戴4 夏4 钟4 汪4 田4 任4 姜4 范3 方3 石3 姚3 谭3 廖3 邹3 熊3 金3 陆3 郝3 孔3 白3 崔3 康3 毛3 邱3 秦3 江3 史3 顾3 侯3
  邵2 孟2 龙2 万2 段2 雷2 钱2 汤2 尹2 黎2 易2 常2 武2 乔2 贺2 赖2 龚2 文2 欧阳1 上官1 司徒1`)

const maleCharacters =
  weighted(`伟9 强8 军7 磊7 洋5 勇6 杰8 涛6 超6 明7 刚4 平4 辉5 鹏6 斌5 飞5 波5 俊7 浩8 宇9 轩6 博6 文8 志8
  建6 国5 海5 宏4 晨5 凯5 龙5 峰6 亮4 毅3 林4 成4 东4 瑞4 子6 泽5 昊4 睿4 彬3 健4 正3 嘉4 家4 永4 德3 荣2 庆3 祥3 鑫5 天4 一4
  航4 旭4 坤3 锋3 帆3 恒3 然3 皓2 远3 达2 启2`)

const femaleCharacters =
  weighted(`芳8 娜6 敏7 静8 丽8 艳6 娟6 霞5 秀4 燕5 玲6 桂3 红5 梅5 莉5 英4 慧6 倩5 婷8 雪6 颖5 琳5 洁5 晶3
  佳6 欣6 怡7 思5 雨6 梓4 涵5 萱4 诗3 雅4 梦4 晓6 文4 瑶4 璐4 薇3 蕾3 萍3 云4 琴3 君3 兰3 凤2 珍2 丹4 月3 晴3 悦4 可3 依3
  菲3 馨3 彤3 宁3 嘉4 一3`)

export function personName(random: Random): string {
  const characters = chance(random, 0.55) ? maleCharacters : femaleCharacters
  const first = drawn(random, characters)
  const second = chance(random, 0.84) ? drawn(random, characters) : ''
  return drawn(random, surnames) + first + second
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
