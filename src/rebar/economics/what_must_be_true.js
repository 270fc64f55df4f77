/* The model of what_must_be_true.py and what_if.py for a reader's browser: same names, same
   formulas, same words. tests/economics/test_what_if.py compares the two over a grid. */
(() => {
  "use strict";
  const TRIAL_BASES = [2, 3, 5, 7, 11, 13, 17, 19];
  const SKIPPED = 20;
  const DRAWS = 1000;
  const FALLS = [...Array(20).keys()].map((n) => 5 * n);

  const requiredRevenue = (c) =>
    (c.valuation * (1 + c.discount / 100) ** c.years) / ((c.margin / 100) * c.multiple);
  const requiredGrowth = (c) => (requiredRevenue(c) / c.revenue) ** (1 / c.years);
  const requiredTokens = (c) =>
    requiredGrowth(c) / ((1 - c.price_fall / 100) * (c.share / 100) ** (1 / c.years));
  function growingYears(c) {
    const lost = c.fade / 100;
    if (lost === 0 || lost === 1) return lost ? 1 : c.years;
    return -Math.expm1(c.years * Math.log1p(-lost)) / lost;
  }
  const tokens = (c) =>
    (1 + c.demand_growth / 100) ** (growingYears(c) / c.years) *
    (1 - c.price_fall / 100) ** -c.elasticity;
  const revenue = (c) =>
    (c.revenue * (tokens(c) * (1 - c.price_fall / 100)) ** c.years * c.share) / 100;
  const value = (c) =>
    (((revenue(c) * c.margin) / 100) * c.multiple) / (1 + c.discount / 100) ** c.years;
  const requiredMargin = (c) => (c.margin * c.valuation) / value(c);
  function requiredDemandGrowth(c) {
    const own = requiredTokens(c) / (1 - c.price_fall / 100) ** -c.elasticity;
    return 100 * (own ** (c.years / growingYears(c)) - 1);
  }
  const frontier = (c) =>
    FALLS.map((fall) => [fall, requiredTokens({ ...c, price_fall: fall })]);
  const pace = (c) =>
    (1 + c.demand_growth / 100) * (1 - c.price_fall / 100) ** (1 - c.elasticity);
  const demandGrowthFor = (factor, fall, elasticity) =>
    100 * (factor / (1 - fall / 100) ** (1 - elasticity) - 1);
  function atItsPace(c, other) {
    const moved = { ...c, ...other },
      seen = { ...c, demand_growth: moved.demand_growth };
    const demand = demandGrowthFor(pace(seen), moved.price_fall, moved.elasticity);
    return { ...moved, demand_growth: demand };
  }
  const widened = (c, name, low, high) => [Math.min(low, c[name]), c[name], Math.max(high, c[name])];
  function tornado(c, ranges) {
    const bars = Object.entries(ranges).map(([name, ends]) => {
      const [low, , high] = widened(c, name, ...ends);
      return [name, low, high, ...[low, high].map((end) => value(atItsPace(c, { [name]: end })))];
    });
    const width = (one) => Math.floor(Math.abs(Math.log(one[4] / one[3])) * 1e9 + 0.5);
    return bars.sort((a, b) => width(b) - width(a));
  }
  function halton(number, base) {
    let inverse = 0,
      part = 1;
    while (number > 0) {
      part /= base;
      inverse += part * (number % base);
      number = Math.floor(number / base);
    }
    return inverse;
  }
  function triangular(at, low, middle, high) {
    if (high === low) return low;
    return at * (high - low) < middle - low
      ? low + Math.sqrt(at * (high - low) * (middle - low))
      : high - Math.sqrt((1 - at) * (high - low) * (high - middle));
  }
  const about = (at, low, middle, high) =>
    at < 0.5
      ? triangular(2 * at, low, middle, middle)
      : triangular(2 * at - 1, middle, middle, high);
  function draws(c, ranges) {
    const spread = Object.entries(ranges).map(([name, ends]) => [name, widened(c, name, ...ends)]);
    const worth = [];
    for (let point = SKIPPED; point < SKIPPED + DRAWS; point++) {
      const drawn = {};
      spread.forEach(([name, of], n) => {
        drawn[name] = about(halton(point, TRIAL_BASES[n]), ...of);
      });
      worth.push(value(atItsPace(c, drawn)));
    }
    return worth.sort((a, b) => a - b);
  }
  const quantile = (ordered, part) => ordered[Math.max(0, Math.ceil(part * ordered.length) - 1)];

  function number(value, fine = 1) {
    value = Number(value.toPrecision(12));
    const size = Math.abs(value);
    let step = 1;
    while (size / step >= 1000) step *= 10;
    const decimals = size >= 9.995 ? 0 : size >= 0.995 ? fine : Math.max(2, fine);
    const scale = 10 ** decimals;
    const shown = (Math.floor((size / step) * scale + 0.5) / scale) * step;
    const digits =
      shown < 1e21 ? shown.toFixed(decimals) : BigInt(shown).toString();
    const [whole, rest] = digits.split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return `${value < 0 && shown ? "\u2212" : ""}${rest ? `${grouped}.${rest}` : grouped}`;
  }
  const money = (usdBn) => `$${number(usdBn)}\u00a0bn`;
  const plain = (value) => {
    const shown = number(value, 2);
    return shown.includes(".") ? shown.replace(/0+$/, "").replace(/\.$/, "") : shown;
  };
  const times = (factor) => number(factor, 2);

  const unbroken = (text) => text.replaceAll(" %", "\u00a0%");

  function needs(c) {
    const growth = 100 * (requiredGrowth(c) - 1),
      end = money(requiredRevenue(c)),
      years = `${plain(c.years)} years`;
    const first =
      growth > 0
        ? `To be worth ${money(c.valuation)}, revenue must grow by ${number(growth)} % a year, ` +
          `from ${money(c.revenue)} to ${end} in ${years}.`
        : `To be worth ${money(c.valuation)}, revenue need not grow: ${end} in ${years} is ` +
          `enough, and it is ${money(c.revenue)} today.`;
    const kept = ` and a share that ends at ${number(c.share)} % of today's`,
      share = c.share === 100 ? "" : kept;
    return unbroken(
      `${first} With tokens ${number(c.price_fall)} % cheaper each year${share}, demand for its ` +
      `tokens must grow ${times(requiredTokens(c))} times each year.`,
    );
  }
  function gives(c) {
    const worth = value(c),
      verdict = worth >= c.valuation ? "enough" : "not enough";
    return unbroken(
      `These inputs give ${times(tokens(c))} times, a revenue of ` +
      `${money(revenue(c))} in the end, and carry ${money(worth)}: ${verdict}, ` +
      `${number((100 * worth) / c.valuation)} % of the valuation.`,
    );
  }
  function short(c) {
    const worth = value(c);
    return (
      `Tokens: ${times(requiredTokens(c))} times a year needed, ` +
      `${times(tokens(c))} given. ${money(worth)} of ${money(c.valuation)}: ` +
      `${worth >= c.valuation ? "enough" : "not enough"}.`
    );
  }
  function turns(c) {
    const margin = requiredMargin(c),
      growing = `demand growing by ${number(requiredDemandGrowth(c))} % in the first year`;
    return unbroken(
      margin > 100
        ? `No margin would be enough; ${growing} would.`
        : value(c) >= c.valuation
          ? `It stays enough down to a margin of ${number(margin)} %, or to ${growing}.`
          : `It would be enough at a margin of ${number(margin)} %, or with ${growing}.`,
    );
  }
  function spread(c, ranges) {
    const worth = draws(c, ranges),
      low = quantile(worth, 0.1),
      high = quantile(worth, 0.9),
      reach = (100 * worth.filter((one) => one >= c.valuation).length) / worth.length;
    return [
      `If all inputs vary over their ranges, 8 of 10 draws carry between ${money(low)} and ` +
        `${money(high)}; ${number(Math.floor(reach + 0.5))} of 100 reach the valuation. Draws of ` +
        "our ranges, not chances.",
      [low, high],
    ];
  }
  function placeOf(upper, fall) {
    if (upper) return `above-${fall >= 20 ? "left" : "right"}`;
    return `below-${fall <= 75 ? "right" : "middle"}`;
  }
  function told(c, ranges, labels) {
    const bars = tornado(c, ranges),
      [interval, [low, high]] = spread(c, ranges);
    const nameOf = (one) => labels[one].split(" {}")[0],
      most = bars[0];
    const lever =
      `What matters most is the ${nameOf(most[0])}: over its range it moves the value from ` +
      `${money(Math.min(most[3], most[4]))} to ${money(Math.max(most[3], most[4]))}.`;
    const rows = bars.map(([one, start, end, first, last], order) => {
      const unit = labels[one].split("{}")[1],
        ends = [`${plain(start)}${unit}`, `${plain(end)}${unit}`];
      const [left, right] = first <= last * (1 + 1e-9) ? ends : ends.reverse();
      return {
        order,
        lever: nameOf(one),
        from: Math.min(first, last),
        to: Math.max(first, last),
        left,
        right,
      };
    });
    rows.push({
      order: rows.length,
      lever: "all, 8 of 10 draws",
      from: low,
      to: high,
      left: "",
      right: "",
    });
    const needed = requiredTokens(c),
      given = tokens(c);
    const point = (growth, what, word, upper) => ({
      price_fall: c.price_fall,
      tokens: growth,
      what,
      word,
      place: placeOf(upper, c.price_fall),
    });
    return {
      short: short(c),
      sentence: `${needs(c)} ${gives(c)}`,
      details: [turns(c), interval, lever],
      views: {
        frontier: {
          line: frontier(c).map(([fall, growth]) => ({
            price_fall: fall,
            tokens: growth,
            needed: times(growth),
          })),
          points: [
            point(needed, "needed", "needed", needed > given),
            point(given, "given", "given", needed <= given),
          ],
        },
        tornado: {
          bars: rows,
          now: [{ usd_bn: value(c) }],
          valuation: [{ usd_bn: c.valuation, word: money(c.valuation) }],
        },
      },
    };
  }
  (globalThis.bookModels ??= {})["what-must-be-true"] = told;
})();
