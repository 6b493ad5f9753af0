/** Exponential smoothing as R's package forecast 8.20 fitted it to the series of `referenceCases`: parameters, states
 *  before the first observation (R's l, b, s0 … s10; the last state follows from the others) and forecasts. Source as
 *  there; `hw_mult` is hw(seasonal = "multiplicative"), whose recursion is that of ETS(A,A,M) with squared errors. */
export interface ReferenceModel {
  readonly series: string
  readonly model: 'hw_mult' | 'ets'
  readonly form: string
  readonly parameters: {
    readonly alpha: number
    readonly beta: number
    readonly gamma: number
    readonly phi?: number
  }
  readonly level: number
  readonly slope: number
  /** s0 … s10 */
  readonly states: readonly number[]
  readonly forecasts: readonly number[]
}

export const referenceModels: readonly ReferenceModel[] = [
  {
    series: 'quebec_car_sales',
    model: 'hw_mult',
    form: 'MAM',
    parameters: { alpha: 0.3137362845114, beta: 0.004950770517214, gamma: 0.0004493500592429 },
    level: 9699.57482577233,
    slope: 127.245144941495,
    states: [
      0.8427520421719, 0.9830411851155, 0.9504356509409, 0.6839416539113, 0.7722837984921, 0.9230059382958,
      1.273941947778, 1.447107823012, 1.356758482042, 1.206318914324, 0.7956168938216,
    ],
    forecasts: [
      13203.0425391827, 13798.1653626857, 21010.2811158989, 23737.3409285777, 25430.0844427429,
      22485.9319006194, 16363.7783350072, 13750.5449110618, 12230.1756590543, 17072.0611601499,
      17734.8325940968, 15267.2917885687,
    ],
  },
  {
    series: 'quebec_car_sales',
    model: 'ets',
    form: 'AAA',
    parameters: { alpha: 0.1774349844167, beta: 0.0001007432259251, gamma: 0.0006511480802917 },
    level: 9718.18516369746,
    slope: 76.820648102859,
    states: [
      -2336.11101856563, -14.500121295847, -774.248053593016, -4939.37013347052, -3364.25848117142,
      -812.487435970138, 3811.54495272444, 6445.58078398727, 5073.54677447418, 2922.16402797743,
      -2730.81528156769,
    ],
    forecasts: [
      13932.3728258979, 14559.3656650386, 20287.7466579457, 22516.275571918, 23964.215446625,
      21408.6040479593, 16859.9637795111, 14386.6902960037, 12889.1995795339, 17130.4921254988,
      17966.0170988235, 15721.1466629087,
    ],
  },
  {
    series: 'airpassengers',
    model: 'hw_mult',
    form: 'MAM',
    parameters: { alpha: 0.3392384166526, beta: 0.01054842320515, gamma: 0.6534245021696 },
    level: 122.569004716633,
    slope: 1.509988333678,
    states: [
      0.9295687081135, 0.7991711823871, 0.9095504530165, 1.061512380832, 1.132637802065, 1.176952950243,
      1.037370700921, 0.9333759547277, 1.007538270797, 1.098352301851, 0.9851823164635,
    ],
    forecasts: [
      416.61883141433, 393.662848663838, 462.346720550822, 448.522751625151, 472.208895217803,
      540.00260251589, 625.644297813992, 635.394767281181, 520.62610104639, 455.192414351671,
      399.681127085489, 440.298621365162,
    ],
  },
  {
    series: 'airpassengers',
    model: 'ets',
    form: 'MAdM',
    parameters: {
      alpha: 0.758016346593,
      beta: 0.02129610864624,
      gamma: 0.0001059296710068,
      phi: 0.9799996577726,
    },
    level: 120.748275218443,
    slope: 1.76321248849,
    states: [
      0.8970476641769, 0.7980436568645, 0.9190177163896, 1.058714421573, 1.215571311391, 1.225056240394,
      1.107488311202, 0.9781688615426, 0.9803688086826, 1.02067324679, 0.8925557660564,
    ],
    forecasts: [
      411.911475440977, 406.969371120823, 467.348583629514, 450.738594350166, 451.532721867544,
      513.23144160943, 569.88679489854, 567.587346301825, 496.147144439637, 432.215253878683,
      376.626282848221, 424.786871072254,
    ],
  },
]
