# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Switching costs
#
# **The question.** Does a change from one AI model to another cost two lines of code and nothing else?
#
# The article's case leans on a yes: where leaving is free, a margin above cost is hard to hold. Part of that can be tested, so we moved a working program from one model server to another and counted. Then we looked at what did not move with it, at how many providers there are to move to, and at how often enterprises in fact move.

# %% tags=["hide-input"]
import difflib
import math
import re

import altair as alt
import pandas as pd

from claimsbook import claims, data, paths, theme
from claimsbook.figures.exhibits import exhibit
from claimsbook.figures.prose import count, listed, prose
from rebar.gather import switching

runs = data.read("switching-switch-run").set_index("measure", drop=False)
options = data.read("switching-switch-options")
tokens = data.read("switching-token-counts")
texts = data.read("switching-texts")
lists = data.read("providers")
facts = data.read("switching-facts").set_index("row_id", drop=False)
value_facts = data.read("value-facts").set_index("row_id", drop=False)

PUBLISHED, PRICE_DATE = "2026-03-11", "2026-03-10"


def at(measure: str) -> tuple[float, float]:
    """A measure of the run at the first and the second server."""
    return float(runs.loc[measure, "server_a"]), float(runs.loc[measure, "server_b"])


def program(name: str) -> str:
    """A client program or its settings, as text."""
    return (paths.data() / "switching" / name).read_text("utf-8")


def said(*row_ids: str) -> bool | None:
    """What rows say of their statement: True, False, or None where they disagree or say nothing."""
    answers = {facts.loc[row_id, "supports"] for row_id in row_ids}
    return {"yes": True, "no": False}.get(answers.pop()) if len(answers) == 1 else None


first, second = program("client_a.py"), program("client_b.py")
LINES = {
    "key in the program": len(switching.changed_lines(
        switching.key_in_program(first, "key-of-a"), switching.key_in_program(second, "key-of-b"))),
    "key in the environment": len(switching.changed_lines(first, second)),
    "through a gateway": len(switching.changed_lines(program("client_gateway_a.py"), program("client_gateway_b.py"))),
    "settings in a file": 0,
}
in_file = len(switching.changed_lines(program("config_a.toml"), program("config_b.toml")))
wide = tokens.pivot(index="kind", columns="tokenizer", values="tokens")
drift = wide.div(wide["o200k_base"], axis=0)
foreign = 100 * (drift["anthropic"] - 1)
latin = foreign[["english", "german", "french"]]
google = facts.loc["switching-gemini-lines-changed"]
differing = options[options["server_a"] != options["server_b"]]
families, five = facts.loc["switching-a16z-three-families"], facts.loc["switching-a16z-five-models"]
menlo_moved, menlo_stayed = facts.loc["switching-menlo-switched"], facts.loc["switching-menlo-upgraded"]

# %% tags=["remove-input"]
prose(f"""
**What we find.** The line count is right. A working program moved from one server to another with [{count(LINES["key in the environment"], "line")}](claim:switch-lines-of-code) changed,
{count(LINES["key in the program"])} where the key stands in the program, {count(LINES["through a gateway"])} through a gateway and none where the settings are in a file. Other things do not move with the
lines. One short German message is {foreign["german"]:.0f} % more tokens under Claude 2's tokenizer (retired, the only one that Anthropic has published) than under that of GPT-4o. And of {len(options)} options of the request that we tried, the first server
dropped {(options["server_a"] == switching.IGNORED).sum()} and the second {(options["server_b"] == switching.IGNORED).sum()} without a word. Both servers were local toy models with random weights on the same software, so only {count(len(differing))} options differ between them, both through one model's greedy default: this shows how a switch can
go wrong, not how often it does between hosted providers. Connecting, then, costs almost nothing. What the whole change costs, tests of the new model's answers included, we did not measure and found nobody who has. The surveys fit both: {families["value"]:.0f} % of
enterprises use three or more model families, and {menlo_moved["value"]:.0f} % changed their provider within a year.
""")

# %% [markdown]
# ## The switch, tried
#
# Two models with random weights were made on the spot, each with a tokenizer, a chat template and defaults of its own, and put behind two servers that speak the OpenAI format. The program below asks the first one to sort a customer's message. This is all that has to change for it to ask the second; the key is read from the environment, as the official client expects.

# %% tags=["remove-input"]
diff = "\n".join(difflib.unified_diff(first.splitlines(), second.splitlines(), "client_a.py", "client_b.py", lineterm="", n=2))
prose("```diff\n" + diff + "\n```")

# %% tags=["remove-input"]
ran = all(max(at(f"{way}-exit-status")) == 0 for way in ("key-outside", "key-inside", "settings-file", "gateway"))
prose(f"""
{"Every version of the program ran to its end against the server that it names." if ran else "Not every version of the program ran to its end."} Whichever way is chosen, {count(in_file, "value")} have to be
known, an address, a model name and a key; what differs is where they are kept. Two lines is the count when the key is kept out
of the program, which is where it belongs. The guide of Google for moving an OpenAI program to Gemini
changes {count(int(google["value"]))}, since it writes the key into the program. In a settings file the program does not change at all, so there the article understates its case.
""")

# %% tags=["hide-input"]
WAYS = {
    "settings in a file": "settings in a file: the program is not touched",
    "through a gateway": "through a gateway (LiteLLM): the model's name",
    "key in the environment": "key in the environment: address and model",
    "key in the program": "key in the program: address, model and key",
}
counted = pd.DataFrame(
    [
        {"way": WAYS[way], "lines": LINES[way], "who": "our count"} for way in WAYS
    ]
    + [
        {"way": WAYS["key in the program"], "lines": float(google["value"]), "who": "Google's guide"},
        {"way": WAYS["through a gateway"], "lines": claims.stated("litellm-config-change"), "who": "the article"},
        {"way": WAYS["key in the environment"], "lines": claims.stated("switch-lines-of-code"), "who": "the article"},
        {"way": WAYS["key in the program"], "lines": claims.stated("switch-lines-of-code"), "who": "the article"},
    ]
)


def lines_chart() -> alt.LayerChart:
    """Lines changed, one way of keeping the settings a row; the article's count hollow and joined."""
    y = alt.Y("way:N").sort(list(WAYS.values())).title(None).axis(None)
    x = alt.X("lines:Q").scale(domain=[0, 4], nice=False).axis(values=[0, 1, 2, 3, 4], format="d", grid=True).title("Lines of the program that change")
    frame = alt.Chart(counted)
    who = ["our count", "the article", "Google's guide"]
    ours = alt.FieldEqualPredicate(field="who", equal="our count")
    joins = frame.mark_rule(color=theme.ARTICLE, strokeWidth=1.2).encode(x=alt.X("min(lines):Q"), x2="max(lines):Q", y=y)
    marks = frame.mark_point(opacity=1, strokeWidth=2).encode(
        x=x, y=y, stroke=alt.Stroke("who:N").scale(domain=who, range=[theme.FOUND, theme.ARTICLE, theme.THIRD]).title(None),
        fill=alt.Fill("who:N").scale(domain=who, range=[theme.FOUND, "transparent", "transparent"]).title(None),
        shape=alt.Shape("who:N").scale(domain=who, range=["circle", "circle", "diamond"]).title(None),
        size=alt.condition("datum.who == 'our count'", alt.value(70), alt.value(240)),
        tooltip=["way:N", "who:N", "lines:Q"],
    )
    words = frame.transform_filter(ours).mark_text(align="left", dy=-19, color=theme.INK).encode(x=alt.datum(0), y=y, text="way:N")
    return alt.layer(joins, marks, words).properties(height=54 * len(WAYS))


others = ["none" if n == 0 else count(n) for n in sorted(set(LINES.values()) - {LINES["key in the environment"]})]
exhibit(
    lines_chart(),
    id="switch-lines",
    title=f"A program moved with {count(LINES['key in the environment'])} lines changed, as the article says; other ways of keeping its settings need {', '.join(others[:-1])} or {others[-1]}",
    subtitle=f"Lines of an {at('program-lines')[0]:.0f}-line program that change from one server to the other, four ways of keeping its settings, run of 23 November 2026",
    alt=f"""Dot plot of four ways to keep a program's settings. None of its lines change where they are in a file, {LINES["through a gateway"]} through a gateway,
    {LINES["key in the environment"]} with the key in the environment and {LINES["key in the program"]} with the key in the program. The article's hollow rings stand at one for the gateway
    and at two for the others; Google's guide stands at three.""",
    rows=[runs[runs["unit"] == "lines"], google], data=counted, kind="measured",
    note=f"In the settings file {count(in_file, 'line')} change. For the gateway the addresses and keys of both servers were in the environment beforehand.",
)

# %% tags=["hide-input"]
setup = facts.loc["switching-gateway-setup-measured"]
check_lines = claims.check(
    "switch-lines-of-code", {way: LINES[way] for way in ("key in the environment", "key in the program", "through a gateway", "settings in a file")},
    rows=[runs.loc["key-outside-lines-changed"], runs.loc["key-inside-lines-changed"], google],
    note="Counted on a program that ran against both servers. Google's guide counts three because it writes the key into the program.")
check_config = claims.check(
    "litellm-config-change", LINES["through a gateway"], rows=[runs.loc["gateway-lines-changed"], runs.loc["gateway-exit-status"]],
    note="Holds once the addresses and keys of both providers are in place; setting those up is a change for each provider, made once.")
check_file = claims.check(
    "switch-by-config-file", max(at("settings-file-exit-status")) == 0 and at("settings-file-lines-changed")[1] == 0,
    rows=[runs.loc["settings-file-exit-status"], runs.loc["settings-file-values-changed"]],
    note=f"The same program ran against both servers with {count(in_file, 'line')} of a settings file changed. That it ran does not say that its answers were as good.")
claims.verdicts(
    check_lines, check_config, check_file,
    claims.check("gateway-setup-time", {"a managed gateway such as OpenRouter": None, "LiteLLM installed, machine time": float(setup["value"])}, rows=[facts.loc["switching-setup-five-minutes"], setup],
                 note="The article speaks of a managed service and we found nobody who timed one. Our own figure is for a library, without account, payment or key."),
)

# %% [markdown]
# ## What does not move with the lines
#
# A price is quoted for a million tokens, and every maker cuts text into tokens in its own way. So the same traffic is not the same bill. We counted the same short texts with two tokenizers of OpenAI and the one that Anthropic has published.

# %% tags=["hide-input"]
ORDER = foreign.sort_values().index.tolist()
SPELLED = {"json": "JSON record", "python": "Python program", "figures": "table of figures"}
plotted = drift.drop(columns="o200k_base").reset_index().melt(id_vars="kind", var_name="tokenizer", value_name="ratio")
plotted["text"] = plotted["kind"].map(lambda kind: SPELLED.get(kind, kind.capitalize()))
plotted["maker"] = plotted["tokenizer"].map({"anthropic": "Anthropic (Claude 2)", "cl100k_base": "OpenAI (GPT-4)"})
plotted["more_pct"] = 100 * (plotted["ratio"] - 1)
plotted["label"] = plotted["more_pct"].map(lambda v: f"{v:+.0f} %".replace("-", "−") if round(v) else "equal")


def drift_chart(domain: list[float], ticks: list[float], title: str) -> alt.LayerChart:
    """Tokens of each text against GPT-4o's count on a log axis."""
    y = alt.Y("text:N").sort([SPELLED.get(kind, kind.capitalize()) for kind in ORDER]).title(None).axis(domain=False, ticks=False, titleAngle=0)
    x = alt.X("ratio:Q").scale(type="log", domain=domain, nice=False).axis(values=ticks, format="~g", grid=True).title(title)
    frame = alt.Chart(plotted)
    makers = ["Anthropic (Claude 2)", "OpenAI (GPT-4)"]
    marks = frame.mark_point(filled=True, size=90, opacity=1).encode(
        x=x, y=y,
        color=alt.Color("maker:N").scale(domain=makers, range=[theme.FOUND, theme.THIRD]).title(None),
        shape=alt.Shape("maker:N").scale(domain=makers, range=["circle", "diamond"]).title(None),
        tooltip=["text:N", "maker:N", alt.Tooltip("more_pct:Q", title="more tokens than GPT-4o, per cent", format=".0f")],
    )
    theirs = frame.transform_filter(alt.FieldEqualPredicate(field="tokenizer", equal="anthropic")).encode(x=x, y=y, text="label:N")
    more = theirs.transform_filter("datum.ratio >= 1").mark_text(align="left", dx=9)
    fewer = theirs.transform_filter("datum.ratio < 1").mark_text(align="right", dx=-9)
    same = alt.Chart(pd.DataFrame({"ratio": [1]})).mark_rule(strokeDash=[4, 3], color=theme.LIMIT).encode(x="ratio:Q")
    return alt.layer(same, marks, more, fewer).properties(height=32 * len(ORDER))


exhibit(
    drift_chart([0.78, 5], [0.8, 1, 1.2, 1.5, 2, 3, 4], "Tokens, as a multiple of GPT-4o's count, log scale"),
    narrow=drift_chart([0.6, 7], [0.7, 1, 1.5, 2, 3, 4], "Multiple of GPT-4o's count, log scale"),
    id="token-drift",
    title=f"Of one short message that is not English, Claude 2's tokenizer (retired) makes {foreign[['german', 'french', 'chinese', 'hindi']].min():.0f} to {foreign[['german', 'french', 'chinese', 'hindi']].max():.0f} % more tokens than GPT-4o's",
    subtitle=f"Tokens of {len(texts)} short texts under two tokenizers against OpenAI's o200k_base (GPT-4o), as carried by LiteLLM on {PRICE_DATE}; the label is Anthropic's",
    alt=f"""Dot plot of {len(texts)} texts. Under the tokenizer of Anthropic, program text and JSON take {-foreign.min():.0f} % fewer tokens than under that of GPT-4o, English about as many,
    German {foreign["german"]:.0f}, French {foreign["french"]:.0f} and Chinese {foreign["chinese"]:.0f} % more, Hindi {foreign["hindi"]:.0f} % more. OpenAI's own older tokenizer of GPT-4 lies near that of Anthropic for the languages.""",
    rows=tokens, sources=["litellm-1.82.1"], data=plotted, kind="measured",
    note="The five languages carry the same message, one for each; program, record and table are one text each. Anthropic's file is the one of Claude 2; we found no file of its later ones.",
)

# %% tags=["remove-input"]
older = 100 * (drift.loc[["german", "french", "chinese", "hindi"], "cl100k_base"] - 1)
discount = claims.stated("flash-discount")
prompt = at("prompt-tokens")
prose(f"""
Under Claude 2's tokenizer the bill for these texts in English, code and figures barely moves: at most {-foreign[["english", "python", "json", "figures"]].min():.0f} % fewer tokens and none more. For the German and French message it is {latin[["german", "french"]].min():.0f} to {latin[["german", "french"]].max():.0f} % more, and
for Hindi {drift.loc["hindi", "anthropic"]:.1f} times as much. A switch within one provider is not exempt: OpenAI's own tokenizer of GPT-4 takes {older.min():.0f} to {older.max():.0f} % more than that of GPT-4o for the four languages other than English.
Beside the discounts of the article, up to [{discount:.0f} %](claim:flash-discount), this is small. Budgets,
context limits and anything counted in tokens have to be measured anew all the same. (Our two toy servers counted the same two messages as {prompt[0]:.0f} and {prompt[1]:.0f} tokens; their
tokenizers learned from a few sentences, so that gap shows only that each server counts for itself.)
""")

# %% tags=["remove-input"]
GLYPH = {switching.EFFECT: "acts on it", switching.OTHER: "acts otherwise", switching.IGNORED: "drops it silently", switching.REFUSED: "fails (status 500)"}
acts = [(options[server] == switching.EFFECT).sum() for server in ("server_a", "server_b")]
drops = [(options[server] == switching.IGNORED).sum() for server in ("server_a", "server_b")]
version = re.search(r"transformers==([\d.]+)", str(options["locator"].iloc[0])).group(1)
table = "\n".join(
    f"| `{row['option']}` | {row['note'].removeprefix('looked for: ').split(';')[0]} | {GLYPH[row['server_a']]} | {GLYPH[row['server_b']]} |" for row in options.to_dict("records")
)
head = f"""
The format is shared; what a server does with it is its own affair. We sent {len(options)} options that the official client offers and looked for their effect. Both servers ran the same
software, `transformers serve` {version}; only the models' own defaults differ. The first acted on {acts[0]} and the second on {acts[1]}; {drops[0]} and {drops[1]} were dropped without an error. What both drop is no cost of moving between these two: that shows only
on {listed([f"`{option}`" for option in differing["option"]])}, and on anything written for a server that honours the rest.

| option | effect looked for | first server | second server |
|---|---|---|---|
"""
prose("\n".join(line.strip() for line in head.strip().splitlines()) + "\n" + table)

# %% tags=["remove-input"]
answers, fields = at("answers-of-5-default"), at("response-fields-filled")
limits = facts.loc["switching-compatibility-limits"]
prose(f"""
The settings shipped with the first model say greedy decoding, and the server lets them prevail over a `temperature` in the request, so that `seed` has nothing to do either; the second model samples by default, and five equal requests gave {answers[1]:.0f}
different answers where the first gave {answers[0]:.0f}. A `stop` text ends the answer, but stays in it. `logit_bias` with whole numbers, as the client's types have them, makes the server fail; with decimal ones the same token id {"brings out the same" if at("token-id-same-text")[0] else "brings out another"} text at each server. A request for a model that is not there gets status {at("wrong-model-status")[0]:.0f} with {"none" if not at("wrong-model-error-fields")[0] else count(int(at("wrong-model-error-fields")[0]))} of
the three fields that the client reads from an error, a prompt beyond the declared window is answered as if it fitted, with status {at("too-long-status")[0]:.0f}, and {fields[0]:.0f} of the {at("response-fields-declared")[0]:.0f} fields of an answer are filled. One local server is
one example, and hosted providers, which we could not call, may honour more. It is not a lone one: a comparison of the documentation of {facts.loc["switching-openai-compatible-providers", "value"]:.0f} providers lists {limits["value"]:.0f} limits of their compatible endpoints.
""")

# %% tags=["hide-input"]
cheap = LINES["key in the environment"] <= 3
claims.verdicts(
    claims.check(
        "switching-cost-zero", {"the whole change": None, "lines of code alone": cheap},
        rows=[runs.loc["key-outside-lines-changed"], tokens[tokens["tokenizer"] != "cl100k_base"], options, facts.loc["switching-switching-costs-rising"]],
        note="True of the lines. Tokens, defaults and options change as well, at a cost that we found measured nowhere; a digest of a survey of 2025 by Andreessen Horowitz says that switching costs rise."),
)

# %% [markdown]
# ## One format, more and more doors
#
# The other half of the argument is choice: a common format is worth most where many sell behind it. Dated releases of price lists let us count providers and models as they were on the day, instead of as they are advertised.

# %% tags=["hide-input"]
SERIES = {
    ("litellm", "provider_names_in_code"): "LiteLLM: names in its code",
    ("litellm", "provider_names_in_list"): "LiteLLM: names with a price",
    ("litellm", "providers_grouped"): "LiteLLM: variants counted once",
    ("models-dev", "providers"): "models.dev",
}
known = lists.assign(series=[SERIES.get(key) for key in zip(lists["list"], lists["measure"])]).dropna(subset=["series"])
router = lists[lists["measure"] == "openrouter_models"].assign(series=lambda f: f["list"].map({"litellm": "in LiteLLM's list", "models-dev": "in models.dev", "genai-prices": "in genai-prices"}))
OUTLETS = ["switching-openrouter-models-2025-06", "switching-openrouter-models-2026-02", "switching-openrouter-models-own", "switching-openrouter-models-2026-08"]
outlets = facts.loc[OUTLETS].assign(series="said by outlets (at least)")
SHOWN = ["as_of", "series", "value", "panel"]
plotted_growth = pd.concat([
    known.assign(panel="providers")[SHOWN], router.assign(panel="OpenRouter models")[SHOWN], outlets.assign(panel="OpenRouter models")[SHOWN],
    pd.DataFrame([
        {"as_of": PUBLISHED, "series": "the article: over 100", "value": claims.stated("litellm-providers"), "panel": "providers"},
        {"as_of": PUBLISHED, "series": "the article: over 400", "value": claims.stated("openrouter-models"), "panel": "OpenRouter models"},
    ]),
]).reset_index(drop=True)
plotted_growth["date"] = plotted_growth["as_of"].map(lambda d: d if len(d) == 10 else f"{d}-15")


def growth_panel(panel: str, colours: dict[str, str], labels: dict[str, tuple[str, str, int, int, str]], title: str, top: float, width: int, height: int) -> alt.LayerChart:
    """One count over time: lists filled and joined, the article hollow."""
    x = alt.X("date:T").scale(domain=["2023-07-01", "2027-01-01"]).axis(format="%Y", tickCount="year").title(None)
    y = alt.Y("value:Q").scale(domain=[0, top], nice=False).title(title)
    frame = alt.Chart(plotted_growth[plotted_growth["panel"] == panel])
    colour = alt.Color("series:N").scale(domain=list(colours), range=list(colours.values())).legend(None)
    of_lists = frame.transform_filter(alt.FieldOneOfPredicate(field="series", oneOf=list(colours)))
    joined = of_lists.mark_line(strokeWidth=1.8).encode(x=x, y=y, color=colour)
    dots = of_lists.mark_point(filled=True, size=34, opacity=1).encode(x=x, y=y, color=colour, tooltip=["series:N", "as_of:N", "value:Q"])
    spoken = frame.transform_filter(alt.FieldEqualPredicate(field="series", equal="said by outlets (at least)")).mark_point(
        shape="triangle-up", filled=True, size=60, color=theme.FOURTH, opacity=1).encode(x=x, y=y, tooltip=["series:N", "as_of:N", "value:Q"])
    ring = frame.transform_filter("indexof(datum.series, 'the article') == 0").mark_point(shape="triangle-up", filled=False, size=190, strokeWidth=2, color=theme.ARTICLE).encode(x=x, y=y, tooltip=["series:N", "value:Q"])
    day = alt.Chart(pd.DataFrame({"date": [PUBLISHED]})).mark_rule(strokeDash=[3, 3], color=theme.LIMIT).encode(x=x)
    words = [
        alt.Chart(pd.DataFrame({"date": [date], "value": [level], "word": [word]})).mark_text(align=align, dx=dx, dy=dy, color=colours.get(name, theme.FOURTH if "outlets" in name else theme.ARTICLE)).encode(x=x, y=y, text="word:N")
        for name, (date, word, level, dx, dy, align) in labels.items()
    ]
    return alt.layer(day, joined, dots, spoken, ring, *words).properties(width=width, height=height)


PROVIDER_COLOURS = {SERIES["litellm", "provider_names_in_code"]: theme.FOUND, SERIES["litellm", "provider_names_in_list"]: theme.THIRD, SERIES["litellm", "providers_grouped"]: theme.FOURTH, "models.dev": theme.MUTED}
ROUTER_COLOURS = {"in genai-prices": theme.FOUND, "in models.dev": theme.MUTED, "in LiteLLM's list": theme.THIRD}


def growth(width: int) -> alt.VConcatChart:
    """Providers above, models behind OpenRouter below; fewer words on a telephone."""
    short = width < 400
    providers = {
        SERIES["litellm", "provider_names_in_code"]: ("2025-12-20", "in LiteLLM's code", 130, -8, -2, "right"),
        SERIES["litellm", "providers_grouped"]: ("2024-11-28", "variants once", 41, 0, 16, "left"),
        SERIES["litellm", "provider_names_in_list"]: ("2023-10-15", "with a price" if short else "with a price in LiteLLM", 24, 0, -26, "left"),
        # On a telephone the lines leave it no room; its colour is named in the lower panel.
        "models.dev": (PRICE_DATE, "" if short else "models.dev", in_dev, 11, 1, "left"),
        "the article: over 100": ("2026-03-11", "article" if short else "article: over 100", 100, 8, 40, "left"),
    }
    models = {
        "in genai-prices": ("2026-02-26", "genai-prices", routed, -9, 0, "right"),
        "in models.dev": ("2026-05-21", "models.dev", counted_on("2026-05-21", "models-dev", "openrouter_models"), 8, 4, "left"),
        "in LiteLLM's list": ("2025-01-22", "LiteLLM's list", 50, 0, -14, "center"),
        "said by outlets (at least)": ("2025-06-15", "said by outlets", 400, -8, 0, "right"),
        "the article: over 400": ("2026-03-11", "article" if short else "article: over 400", 400, -10, 18, "right"),
    }
    return alt.vconcat(
        growth_panel("providers", PROVIDER_COLOURS, providers, "Providers known", 200, width, 230),
        growth_panel("OpenRouter models", ROUTER_COLOURS, models, "Models listed for OpenRouter", 1000, width, 230), spacing=34).resolve_scale(color="independent")


def counted_on(day: str, kind: str, measure: str) -> float:
    """A count of the price lists."""
    return float(data.one(lists, as_of=day, list=kind, measure=measure)["value"])


in_code, with_price, once = (counted_on(PRICE_DATE, "litellm", m) for m in ("provider_names_in_code", "provider_names_in_list", "providers_grouped"))
in_dev, routed_dev = counted_on(PRICE_DATE, "models-dev", "providers"), counted_on(PRICE_DATE, "models-dev", "openrouter_models")
routed = counted_on("2026-02-26", "genai-prices", "openrouter_models")
earliest = data.one(lists, as_of="2023-11-18", list="litellm", measure="provider_names_in_list")
exhibit(
    growth(600), narrow=growth(256),
    id="doors",
    title=f"When the article appeared LiteLLM's code named {in_code:.0f} providers and its price list {with_price:.0f}; the two longest lists gave OpenRouter {routed_dev:.0f} and {routed:.0f} models",
    subtitle="Providers in dated releases of LiteLLM and models.dev, and models that price lists and outlets give for OpenRouter, 2023 to 2026. Hollow: the article's lower bounds",
    alt=f"""Two time series. Providers with a price in LiteLLM rise from {earliest['value']:.0f} in November 2023 to {with_price:.0f} on 10 March 2026, names in its code to {in_code:.0f}, and the count without variants to {once:.0f};
    the article's mark of at least 100 lies below the first two and above the last. For OpenRouter one price list carries {routed:.0f} models in February 2026 and another {routed_dev:.0f}; outlets say {outlets['value'].min():.0f} to {outlets['value'].max():.0f} or more.""",
    rows=[known, router, outlets], data=plotted_growth,
    note="Dashed line: publication. models.dev (grey in both panels) and LiteLLM carry a selection of OpenRouter's models; genai-prices may keep withdrawn ones.",
)

# %% tags=["remove-input"]
openai_format, anthropic_format = facts.loc["switching-models-dev-openai-format"], facts.loc["switching-models-dev-anthropic-format"]
both = facts.loc["switching-anthropic-compatible-providers"]
compared = facts.loc["switching-openai-compatible-providers"]
early, day_before, own = facts.loc["switching-openrouter-models-2025-06"], facts.loc["switching-openrouter-models-2026-02"], facts.loc["switching-openrouter-models-own"]
hours = facts.loc["switching-litellm-compromise-hours"]
prose(f"""
Choice is wide and grew fast, from {earliest["value"]:.0f} to {with_price:.0f} names with a price in under two and a half years. The article's [{claims.claim("litellm-providers").stated}](claim:litellm-providers) providers hold: the sentence speaks of what LiteLLM reaches; its code names {in_code:.0f} and its list {with_price:.0f} with a price. Those with a price come to {once:.0f} when the regional and product variants of one
seller are counted once, a floor, since the code names more.

Its [{claims.claim("openrouter-models").stated}](claim:openrouter-models) models of OpenRouter stay open. We found no count by OpenRouter itself from before the article. The two longest lists of the time give {routed_dev:.0f} and {routed:.0f}, a selection and a list that may keep withdrawn models; outlets said more than {float(early["value"]):.0f} in June 2025 and {float(day_before["value"]):.0f} or more
two weeks before the article. OpenRouter is reported with over {float(own["value"]):.0f} two months after it, so the number is plausible.

The common format is real. All {compared["value"]:.0f} providers of one comparison, read in autumn 2026, document an endpoint in OpenAI's format, and models.dev reaches at least {openai_format["value"]:.0f} of its {in_dev:.0f} providers, {100 * openai_format["value"] / in_dev:.0f} %, through
an OpenAI adapter, which is a lower bound, as sellers with an adapter of their own may accept the format too. It is no longer the only one: {both["value"]:.0f} of the {compared["value"]:.0f} document Anthropic's format as well, and Anthropic
offers OpenAI's for trial and comparison rather than for lasting use.

Since then: on 24 March 2026 two releases of LiteLLM were found to steal credentials and could be installed for about {hours["value"]:.0f} hours. A gateway lowers the cost of leaving a model and adds a supplier to depend on.
""")

# %% tags=["hide-input"]
asked = int(re.search(r"of (\d+) compared", str(compared["quantity"])).group(1))
engines = [f"switching-{name}-openai-compatible" for name in ("vllm", "llama-cpp", "ollama", "sglang")]
stars = facts.loc["switching-litellm-stars-2026-03-26"]
claims.verdicts(
    claims.check("openai-api-standard", {"models.dev, 10 March 2026": bool(openai_format["value"] / in_dev > 0.5 and openai_format["value"] > anthropic_format["value"]), "a comparison of autumn 2026": said("switching-openai-standard")},
                 rows=facts.loc[["switching-models-dev-openai-format", "switching-models-dev-anthropic-format", "switching-models-dev-providers", "switching-openai-standard"]],
                 note=f"At least {openai_format['value']:.0f} of {in_dev:.0f} providers are reached in OpenAI's format, {anthropic_format['value']:.0f} in Anthropic's. Since then with a second standard beside it: {both['value']:.0f} of {compared['value']:.0f} compared in autumn 2026 document Anthropic's too."),
    claims.check("openai-api-major-providers", bool(compared["value"] / asked > 0.9) and said("switching-gemini-openai-compatible"),
                 rows=facts.loc[["switching-openai-compatible-providers", "switching-gemini-openai-compatible"]],
                 note=f"{compared['value']:.0f} of {asked} in a comparison of autumn 2026. Anthropic documents its layer for tests and does not hold it fit for lasting use."),
    claims.check("openai-api-engines", said(*engines), rows=facts.loc[engines],
                 note="Four widely used engines document it, two of them as experimental in the versions read; our own run adds transformers serve."),
    claims.check("faq-openai-api-all-providers", bool(compared["value"] / asked > 0.9), rows=facts.loc["switching-openai-compatible-providers"],
                 note=f"The comparison is of known names. For small ones we have a lower bound only: {openai_format['value']:.0f} of {in_dev:.0f} providers in models.dev go through an OpenAI adapter."),
    claims.check("litellm-open-source", said("switching-litellm-open-source"), rows=facts.loc["switching-litellm-open-source"], note="MIT licence of the release of the day before publication."),
    claims.check("litellm-stars", None, rows=stars,
                 note=f"We found no count of early March. On 26 March it was {stars['value']:,.0f}, two days after an incident that was in the news; the stated number is plausible and not confirmed."),
    claims.check("litellm-providers", {"names in its code": in_code, "names with a price": with_price, "those with a price, variants counted once": (once, math.inf)},
                 rows=[lists[(lists["as_of"] == PRICE_DATE) & (lists["list"] == "litellm") & lists["measure"].isin(["provider_names_in_code", "provider_names_in_list", "providers_grouped"])], facts.loc["switching-litellm-100-providers"]],
                 note="The sentence speaks of what the gateway reaches, and the code is the register of that. Variants are regional or product names of one seller; counted once, those with a price are a floor, since the code names more."),
    claims.check("openrouter-models", {"the two longest lists of the time, a selection and one that may keep withdrawn models": (routed_dev, routed), "models.dev, 10 March, a selection": (routed_dev, math.inf), "genai-prices, 26 February, may keep withdrawn ones": (-math.inf, routed),
                                       "an outlet, 23 February": (float(day_before["value"]), math.inf), "an outlet, June 2025": (float(early["value"]) + 1, math.inf), "OpenRouter as relayed, May 2026, since the article": (float(own["value"]) + 1, math.inf)},
                 rows=[data.one(lists, as_of="2026-02-26", list="genai-prices", measure="openrouter_models"), data.one(lists, as_of=PRICE_DATE, list="models-dev", measure="openrouter_models"), outlets, facts.loc["switching-openrouter-models-2026"]],
                 note=f"The sentence speaks of what OpenRouter offers, and no count of that on the day was found. What stands for it scatters from {routed_dev:.0f} to {routed:.0f} and decides nothing; an undated outlet of 2026 says {facts.loc['switching-openrouter-models-2026', 'value']:.0f} or more. Where a source says more than {float(own['value']):.0f}, that is read as {float(own['value']) + 1:.0f} or more."),
    claims.check("openrouter-managed", said("switching-openrouter-managed"), rows=facts.loc["switching-openrouter-managed"]),
)

# %% [markdown]
# ## What enterprises do
#
# Low cost of switching should show in behaviour. Two things are easily taken for one another: using several models side by side, and leaving one provider for another.

# %% tags=["hide-input"]
BEHAVIOUR = {
    "Use AI platforms with several models, Fortune 500 employees": (None, claims.stated("perplexity-fortune-500"), "the article; no source found"),
    "Use three or more model families": (families, None, "a16z, 2026"),
    "Use five or more models": (five, None, "a16z, 2025"),
    "Moved to a newer model of the same provider": (menlo_stayed, None, "Menlo, 2025"),
    "Changed provider within a year": (menlo_moved, None, "Menlo, 2025"),
}
behaviour = pd.DataFrame([
    {"what": what, "share_pct": float(row["value"]) if row is not None else stated, "by": by, "said_by": "article, for Perplexity" if row is None else "survey",
     "label": f"{(float(row['value']) if row is not None else stated):.0f} %, {by}",
     "kind": "uses several" if number < 3 else "stays or leaves"}
    for number, (what, (row, stated, by)) in enumerate(BEHAVIOUR.items())
])


def behaviour_chart() -> alt.LayerChart:
    """Shares as bars from zero, the article's figure as a hollow bar, each with its words above."""
    y = alt.Y("what:N").sort(list(BEHAVIOUR)).title(None).axis(None).scale(paddingInner=0.62, paddingOuter=0.5)
    x = alt.X("share_pct:Q").scale(domain=[0, 100], nice=False).axis(grid=True, format="d", values=[0, 20, 40, 60, 80, 100]).title("Per cent")
    frame = alt.Chart(behaviour)
    solid = frame.transform_filter("datum.said_by == 'survey'").mark_bar().encode(
        x=x, y=y, color=alt.Color("kind:N").scale(domain=["uses several", "stays or leaves"], range=[theme.THIRD, theme.FOUND]).legend(None), tooltip=["what:N", "share_pct:Q", "by:N"])
    hollow = frame.transform_filter("datum.said_by != 'survey'").mark_bar(filled=False, stroke=theme.ARTICLE, strokeWidth=1.8, fillOpacity=0).encode(x=x, y=y, tooltip=["what:N", "share_pct:Q", "by:N"])
    above = frame.mark_text(align="left", dy=-17).encode(x=alt.datum(0), y=y, text="what:N")
    inside = frame.transform_filter("datum.share_pct > 30 && datum.said_by == 'survey'").mark_text(align="left", dx=6, color="#ffffff").encode(x=alt.datum(0), y=y, text="label:N")
    outside = frame.transform_filter("datum.share_pct <= 30").mark_text(align="left", dx=6).encode(x="share_pct:Q", y=y, text="label:N")
    open_word = frame.transform_filter("datum.said_by != 'survey'").mark_text(align="left", dx=6).encode(x=alt.datum(0), y=y, text="label:N")
    return alt.layer(solid, hollow, above, inside, outside, open_word).properties(height=52 * len(BEHAVIOUR))


exhibit(
    behaviour_chart(),
    id="enterprise-behaviour",
    title=f"{families['value']:.0f} % of enterprises use three or more model families; {menlo_moved['value']:.0f} % changed provider in a year",
    subtitle="Shares of enterprises in surveys by two venture investors, 2025 and 2026. Hollow: the article's figure, whose source we could not find",
    alt=f"""Bar chart of five shares. Uses several: {families['value']:.0f} % with three or more model families and {five['value']:.0f} % with five or more models, and hollow the article's {claims.stated('perplexity-fortune-500'):.0f} % of
    Fortune 500 employees. Leaves: {menlo_stayed['value']:.0f} % moved to a newer model of the same provider, {menlo_moved['value']:.0f} % changed provider.""",
    rows=[families, five, menlo_stayed, menlo_moved], data=behaviour, kind="reported",
    note="Three surveys with different samples, each read in the report of an outlet. Menlo Ventures has invested in Anthropic; a16z is Andreessen Horowitz, a venture investor.",
)

# %% tags=["remove-input"]
top_model, two_models = facts.loc["switching-perplexity-top-model-2025-12"], facts.loc["switching-perplexity-two-models-2025-01"]
same_number = facts.loc["switching-openai-92-fortune-500"]
prose(f"""
Using several is common: {families["value"]:.0f} % of one survey have three model families or more. Leaving is rare: {menlo_moved["value"]:.0f} % of another changed provider, while {menlo_stayed["value"]:.0f} % stayed and took the provider's
newest model. Buyers of a commodity would be expected to move more. It is compatible with a low cost of switching all the same: those who already run several can shift work without leaving anyone, and {menlo_moved["value"] + menlo_stayed["value"]:.0f} % did change
their model, most of them within one provider. All of it comes from venture investors.

The article's two Perplexity figures we could not trace, in five searches. The article itself warns that they are internal, to its credit. A near relative is on record: in November 2023 OpenAI said that {same_number["value"]:.0f} % of Fortune 500
companies used its products; whether the two are connected we do not know. What is repeated of Perplexity's own figures points the article's way on spread and against it on sameness: over
{two_models["value"]:.0f} % of enterprise tasks went to two models in January 2025, and by December none had more than {top_model["value"]:.0f} %, which the company read as models that specialise.
""")

# %% tags=["hide-input"]
interchange, on_price = ["switching-models-interchangeable"], ["switching-buys-on-price", "switching-cost-outranks-accuracy"]
claims.verdicts(
    claims.check("enterprises-switch", {"most use several model families": bool(families["value"] > 50), "most changed provider within a year": bool(menlo_moved["value"] > 50)}, rows=[families, facts.loc["switching-enterprises-multi-model"], menlo_moved, menlo_stayed],
                 note="Use side by side, which is what the article points to, holds by an investor's survey. Leaving is rare, and the surveys do not say whether cost is the reason."),
    claims.check("perplexity-fortune-500", None, rows=facts.loc["switching-perplexity-92"], note=f"Five searches, no copy. In 2023 OpenAI gave the same {same_number['value']:.0f} % for Fortune 500 companies that used its products."),
    claims.check("perplexity-models-per-account", None, rows=facts.loc["switching-perplexity-30-models"], note="Five searches, no copy."),
    claims.check("perplexity-internal", None, rows=facts.loc["switching-perplexity-directional"], note="Without the figures their origin cannot be read. The caution is the article's own, and fair."),
    claims.check("perplexity-directional", None, rows=facts.loc["switching-perplexity-directional"], note="A fair reading, which the sentence before it does not heed: there they prove behaviour."),
    claims.check("models-interchangeable", None, rows=facts.loc[interchange],
                 note="We found no count of calls. The one usage record repeated in public, Perplexity's, is read there as models that specialise; it comes from an interested party."),
    claims.check("customers-buy-on-price", said(*on_price), rows=facts.loc[on_price],
                 note="The surveys disagree: one puts cost above accuracy, the other sees buyers move at once to the newest and dearest model."),
)

# %% [markdown]
# ## The tie of fine-tuning
#
# The article allows one exception: models that a customer has trained further stay where they were trained. That is right where the weights are closed and wrong where they are open. The error runs against the article's own thesis: the tie is weaker than it says.

# %% tags=["remove-input"]
prose(f"""
A model fine-tuned at OpenAI cannot be taken away; the training data can. An adapter trained on open weights can: one host documents how to merge it into its base model, another how to upload one that was trained
elsewhere. So for open models fine-tuning is no tie, or a weak one. Nor does it look like the only tie: token counts, defaults and options, as measured above, have to be fitted anew at each change. Of one investor's survey of {facts.loc["switching-switching-costs-rising", "as_of"]} one digest says that switching costs rise; another says that fine-tuning fades. Both are second-hand, so how strong the other ties are stays open. For the share of deployments that depend on fine-tuned
models we found no figure. Since then, in May 2026, OpenAI is reported to be winding its fine-tuning down, which would settle that point in the article's favour.
""")

# %% tags=["hide-input"]
bound, free = "switching-finetune-closed-not-portable", "switching-finetune-open-portable"
closed_tied, open_tied = said(bound), said(free)
claims.verdicts(
    claims.check("finetune-only-lock-in", None, rows=[facts.loc[["switching-switching-costs-rising", "switching-finetune-small-share"]], differing],
                 note="One digest of an investor's survey of 2025 says that switching costs rise; another says that fine-tuning fades. Our run shows other candidates for a tie, not their strength."),
        claims.check("finetune-provider-specific", {"open and closed weights": bool(closed_tied and open_tied), "closed weights": bool(closed_tied)}, rows=facts.loc[[bound, free, "switching-finetune-adapter-upload"]],
                 note="Holds for closed weights, by users of OpenAI. For open weights two hosts document how a customer takes an adapter away or brings one."),
    claims.check("finetune-not-portable", {"open and closed weights": not said("switching-finetune-adapter-upload"), "closed weights": bool(closed_tied)}, rows=facts.loc[[bound, "switching-finetune-adapter-upload"]],
                 note="Adapters for open base models are uploaded to other hosts as they are. The article overstates the tie and so understates its own thesis."),
    claims.check("finetune-small-share", said("switching-finetune-small-share"), rows=facts.loc["switching-finetune-small-share"],
                 note="No share was found; an investors' survey of 2025 says that fine-tuning is fading."),
)

# %% [markdown]
# ## How sure we are
#
# Of the line counts, certain: anyone can run the programs again, and a test does. Of the token counts, certain for the tokenizers named, which are not those of the newest closed models. The table of options describes one server in one version; it proves that accepting a format and honouring it are two things, and says nothing about how often that bites elsewhere. Nothing here measures the dearest part of a switch, which is finding out whether the new model's answers are good enough: that needs a buyer's own tests. The enterprise figures are few, interested and second-hand.
#
# What would change our mind: an independent survey that asks how long a change of provider took, from decision to full traffic; a record of how many calls were moved when a price changed; and, for the doors, a count of providers that accept the format tested with calls instead of read from documentation.
