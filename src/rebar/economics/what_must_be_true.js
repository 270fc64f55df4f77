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

  const ENDLESS = 1e6,
    NOTHING = 0.005;

  function number(value, fine = 1, more = 0) {
    value = Number(value.toPrecision(12));
    const size = Math.abs(value);
    let leftOut = 0;
    while (size / 10 ** leftOut >= 1000) leftOut++;
    const step = 10 ** Math.max(0, leftOut - more);
    let decimals = size >= 9.995 ? 0 : size >= 0.995 ? fine : Math.max(2, fine);
    decimals = leftOut ? Math.max(0, more - leftOut) : decimals + more;
    const scale = 10 ** decimals;
    const shown = (Math.floor((size / step) * scale + 0.5) / scale) * step;
    const digits =
      shown < 1e21 ? shown.toFixed(decimals) : BigInt(shown).toString();
    const [whole, rest] = digits.split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return `${value < 0 && shown ? "\u2212" : ""}${rest ? `${grouped}.${rest}` : grouped}`;
  }
  function money(usdBn, more = 0) {
    if (usdBn >= ENDLESS) return `over $${number(ENDLESS)}\u00a0bn`;
    if (usdBn > 0 && usdBn < NOTHING) return `under $${number(2 * NOTHING)}\u00a0bn`;
    return `$${number(usdBn, 1, more)}\u00a0bn`;
  }
  const plain = (value, more = 0) => {
    const shown = number(value, 2, more);
    return shown.includes(".") ? shown.replace(/0+$/, "").replace(/\.$/, "") : shown;
  };
  const times = (factor, more = 0) => number(factor, 2, more);
  const setTo = (value) => plain(value, Math.abs(value) >= 9.995 ? 1 : 0);
  const moreFigures = (one, other, fine = 1) =>
    [0, 1, 2, 3].find((more) => number(one, fine, more) !== number(other, fine, more)) ?? 0;

  const unbroken = (text) => text.replaceAll(" %", "\u00a0%");

  function growths(c) {
    const needed = requiredTokens(c),
      given = tokens(c),
      more = moreFigures(needed, given, 2);
    return [times(needed, more), times(given, more)];
  }
  function worths(c) {
    const worth = value(c),
      more = moreFigures(worth, c.valuation);
    return [money(worth, more), money(c.valuation, more)];
  }
  function part(c) {
    const carried = (100 * value(c)) / c.valuation;
    return carried >= 10000
      ? "over 100 times the valuation"
      : `${number(carried, 1, moreFigures(carried, 100))} % of the valuation`;
  }
  const verdict = (c) => (value(c) >= c.valuation ? "enough" : "not enough");
  function needs(c) {
    const growth = 100 * (requiredGrowth(c) - 1),
      end = money(requiredRevenue(c)),
      years = `${plain(c.years)} ${c.years === 1 ? "year" : "years"}`;
    const first =
      growth > 0
        ? `To be worth ${money(c.valuation)}, revenue must grow by ${number(growth)} % a year, ` +
          `from ${money(c.revenue)} to ${end} in ${years}.`
        : `To be worth ${money(c.valuation)}, revenue need not grow: ${end} in ${years} is ` +
          `enough, and it is ${money(c.revenue)} today.`;
    const kept = ` and a share that ends at ${setTo(c.share)} % of today's`,
      share = c.share === 100 ? "" : kept,
      cheaper = c.price_fall ? `${setTo(c.price_fall)} % cheaper` : "no cheaper";
    return unbroken(
      `${first} With tokens ${cheaper} each year${share}, demand for its ` +
      `tokens must grow ${growths(c)[0]} times each year.`,
    );
  }
  const gives = (c) =>
    unbroken(
      `These inputs give ${growths(c)[1]} times, a revenue of ` +
      `${money(revenue(c))} in the end, and carry ${worths(c)[0]}: ${verdict(c)}, ${part(c)}.`,
    );
  function short(c) {
    const [needed, given] = growths(c),
      [worth, valuation] = worths(c);
    return (
      `Tokens: ${needed} times a year needed, ${given} given. ${worth} of ${valuation}: ` +
      `${verdict(c)}.`
    );
  }
  function turns(c) {
    const margin = requiredMargin(c),
      demand = requiredDemandGrowth(c),
      demanded = number(demand, 1, moreFigures(demand, c.demand_growth)),
      growing = `demand growing by ${demanded} % in the first year`,
      earned = number(margin, 1, moreFigures(margin, c.margin));
    return unbroken(
      margin > 100
        ? `No margin would be enough; ${growing} would.`
        : value(c) >= c.valuation
          ? `It stays enough down to a margin of ${earned} %, or to ${growing}.`
          : `It would be enough at a margin of ${earned} %, or with ${growing}.`,
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
