/* What a page does beyond being read: dress, search, claim cards, filters, live figures. */
(() => {
  "use strict";
  const root = document.documentElement;
  const site = new URL("../", document.currentScript.src);
  const ownVersion = new URL(document.currentScript.src).search;
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const make = (name, about = {}, ...inside) => {
    const node = Object.assign(document.createElement(name), about);
    node.append(...inside);
    return node;
  };
  /* What an address points to: anybody may write one, so that nothing in it is taken on trust. */
  const nameIn = (hash) => {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  };
  const pointedAt = (hash) => document.getElementById(nameIn(hash));
  /* A field of a form by its name alone: `form.elements` also has a length and a prototype. */
  const fieldOf = (form, name) => [...form.elements].find((field) => field.name === name);
  const json = (address) =>
    fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return answer.json();
    });
  const scripts = {};
  const load = (name) =>
    (scripts[name] ??= new Promise((resolve, reject) => {
      const script = make("script", { src: new URL(name, site) });
      script.onload = resolve;
      script.onerror = () => {
        delete scripts[name];
        reject(new Error(`${name} did not load`));
      };
      document.head.append(script);
    }));
  const kept = {
    get: () => {
      try {
        return localStorage.getItem("theme");
      } catch {
        return null;
      }
    },
    set: (dress) => {
      try {
        localStorage.setItem("theme", dress);
      } catch {
        /* private window */
      }
    },
  };

  /* Dress: as the system has it until the reader chooses. */
  const isDark = () => root.dataset.theme === "dark";
  const dressSwitch = document.querySelector("[data-theme-switch]");
  const wear = (dress) => {
    root.dataset.theme = dress;
    dressSwitch.setAttribute("aria-pressed", String(isDark()));
  };
  dressSwitch.hidden = false;
  wear(root.dataset.theme || "light");
  dressSwitch.addEventListener("click", () => {
    wear(isDark() ? "light" : "dark");
    kept.set(root.dataset.theme);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (now) => {
    if (!kept.get()) wear(now.matches ? "dark" : "light");
  });

  /* Words: what a query and a text have in common, for the search, the look-up and the filters. */
  const DIGITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
  ];
  const EMPTY = new Set(
    (
      "a an and are as at be been but by do does for from had has have how if in into is it its " +
      "no not of on only or per so than that the their them then they this to was were what when " +
      "which who will with would"
    ).split(" "),
  );
  function wordsOf(text) {
    const plain = text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(/(\d),(?=\d{3})/g, "$1")
      .replace(/per ?cent|%/g, " % ")
      .replace(/(\d) ?(?:x\b|×|-?fold|times)/g, "$1 × ");
    return (plain.match(/\d+(?:\.\d+)?|[a-z]+|[%×]/g) ?? []).map((word) => {
      const digit = DIGITS.indexOf(word);
      return digit < 0
        ? word.replace(/(?<=..)(?:ies$|y$)/, "i").replace(/(?<=...[^s])s$/, "")
        : String(digit);
    });
  }
  const alike = (own, asked) =>
    own === asked ||
    (/^[a-z]/.test(asked)
      ? own.startsWith(asked) || (own.length > 4 && asked.startsWith(own))
      : Number(own) === Number(asked));
  function matcher(texts) {
    const bags = texts.map((text) => [...new Set(wordsOf(text))]);
    return (query) => {
      const words = [...new Set(wordsOf(query))],
        solid = words.filter((word) => !EMPTY.has(word));
      const asked = solid.length ? solid : words;
      const has = asked.map((word) => bags.map((bag) => bag.some((own) => alike(own, word))));
      // A rare word says more than a common one, one that stands nowhere says little.
      const weight = has.map((column) => {
        const n = column.filter(Boolean).length;
        return n ? Math.log(1 + bags.length / n) : 1;
      });
      const whole = weight.reduce((sum, one) => sum + one, 0);
      return bags.map((_, n) =>
        whole ? asked.reduce((sum, _, i) => sum + (has[i][n] ? weight[i] : 0), 0) / whole : 1,
      );
    };
  }
  const ALL = 0.9999,
    CLOSE = 0.22;
  const ranked = (scores, most) => {
    const order = scores.map((score, n) => [score, n]).sort((x, y) => y[0] - x[0] || x[1] - y[1]);
    const exact = order.filter(([score]) => score > ALL);
    return {
      exact: exact.length,
      best: (exact.length ? exact : order.filter(([score]) => score > CLOSE).slice(0, 10))
        .slice(0, most)
        .map(([, n]) => n),
    };
  };

  /* Search: pages, sections, figures and claims, best first. */
  let index;
  const entriesOf = () =>
    (index ??= Promise.all([load("search.js"), load("_static/passages.js")])
      .then(() => {
        const entries = globalThis.bookIndex,
          claims = entries.filter((entry) => entry.k === "Claim");
        const words = (entry) => `${entry.t} ${entry.s ?? ""} ${entry.f ?? ""} ${entry.x}`;
        return {
          entries,
          score: matcher(entries.map(words)),
          inTitle: matcher(entries.map((entry) => entry.t)),
          claims,
          scoreClaims: matcher(claims.map(words)),
        };
      })
      .catch((fault) => {
        index = undefined;
        throw fault;
      }));
  const markOf = (verdict) =>
    make("span", { className: `verdict verdict-${verdict.replaceAll(" ", "-")}` }, verdict);
  const NO_INDEX = "The index did not load; the contents list every page.";
  function finder(place) {
    const field = make("input", {
      type: "search",
      autocomplete: "off",
      spellcheck: false,
      placeholder: "a word, a model, a number, a sentence",
    });
    field.setAttribute("aria-label", "Search the book");
    const list = make("ol"),
      count = make("output");
    const show = async () => {
      const query = field.value.trim();
      if (!query) {
        list.replaceChildren();
        count.textContent = "";
        return;
      }
      const { entries, score, inTitle } = await entriesOf();
      if (query !== field.value.trim()) return;
      const titles = inTitle(query),
        scores = score(query);
      const { exact, best } = ranked(scores, entries.length);
      best.sort(
        (x, y) =>
          scores[y] +
          titles[y] / 2 +
          (entries[y].k === "Figure") / 8 -
          scores[x] -
          titles[x] / 2 -
          (entries[x].k === "Figure") / 8,
      );
      count.textContent = exact
        ? `${exact} found`
        : best.length
          ? "Nothing has all these words. The closest:"
          : "Nothing found";
      list.replaceChildren(
        ...best.slice(0, 40).map((n) => {
          const entry = entries[n];
          return make(
            "li",
            {},
            make(
              "a",
              { href: new URL(entry.u, site) },
              make("small", {}, entry.k, ...(entry.v ? [" ", markOf(entry.v)] : [])),
              entry.t,
            ),
          );
        }),
      );
    };
    const look = () =>
      show().catch(() => {
        count.textContent = NO_INDEX;
      });
    field.addEventListener("input", look);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") list.querySelector("a")?.click();
      // A search field would only empty itself at the first Escape.
      if (event.key === "Escape") field.closest("dialog")?.close();
    });
    place.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key],
        stops = [field, ...all("a", list)];
      if (!step) return;
      event.preventDefault();
      stops[
        Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + step))
      ].focus();
    });
    place.append(field, count, list);
    return { field, look };
  }
  for (const place of all("[data-finder]")) {
    const one = finder(place);
    one.field.value = new URLSearchParams(location.search).get("q") ?? "";
    one.look();
    one.field.focus();
  }

  /* What became of a sentence that was looked up: which it is, and how many claims stand in it. */
  const listed = (sentences) => sentences.map((one) => one.place).join("; ");
  function recognised(query, { how, found, twins }, claims) {
    const there = claims
      ? `${claims} ${claims === 1 ? "claim stands" : "claims stand"} there`
      : "nothing there that we took for a claim";
    const words = {
      exact: `${listed(found)}: ${there}.`,
      close: `Nearly word for word, ${listed(found)}: ${there}.`,
      nearest: `Not in the text in these words. The nearest sentence, ${listed(found)}: ${there}.`,
    }[how];
    const also = twins.length ? ` Said again: ${listed(twins)}.` : "";
    return [make("q", {}, query), " ", words, also];
  }
  const elsewhere = (query) =>
    make(
      "a",
      { href: new URL(`search.html?q=${encodeURIComponent(query)}`, site) },
      "Search the whole book for them",
    );

  /* Look-up: the claims closest to a sentence, while it is typed or pasted. */
  for (const form of all("form.lookup")) {
    const field = form.elements.words,
      answer = make("div", { className: "answer" });
    const count = make("output"),
      list = make("ol");
    answer.append(count, list);
    form.after(answer);
    const show = async () => {
      const query = field.value.trim();
      if (query.length < 2) {
        count.textContent = "";
        list.replaceChildren();
        return;
      }
      const { claims, scoreClaims } = await entriesOf();
      if (query !== field.value.trim()) return;
      const scores = scoreClaims(query),
        passages = globalThis.passagesIn(query),
        first = new Set(passages.found.flatMap((one) => one.first));
      let { exact, best } = ranked(scores, 5);
      if (passages.found.length)
        best = [...claims.keys()]
          .filter((n) => first.has(claims[n].i))
          .sort((x, y) => scores[y] - scores[x] || x - y);
      count.replaceChildren(
        ...(passages.found.length
          ? recognised(query, passages, best.length)
          : best.length
            ? [
                exact
                  ? `${exact} ${exact === 1 ? "claim" : "claims"} with these words${
                      exact > 5 ? ", the first 5" : ""
                    }`
                  : "No claim has all these words. The closest:",
              ]
            : ["No claim has these words. ", elsewhere(query)]),
      );
      list.replaceChildren(
        ...best.map((n) => {
          const claim = claims[n];
          return make(
            "li",
            {},
            make("a", { href: new URL(claim.u, site) }, claim.t),
            make(
              "p",
              {},
              markOf(claim.v),
              ` Stated: ${claim.s}. Found: ${claim.f || "nothing that decides"}.`,
            ),
          );
        }),
      );
    };
    field.addEventListener("input", () =>
      show().catch(() => {
        count.textContent = "";
      }),
    );
    addEventListener("pageshow", () => {
      if (field.value) show().catch(() => {});
    });
  }
  let dialog, found;
  function search() {
    if (!dialog) {
      dialog = make("dialog", { className: "search" });
      dialog.setAttribute("aria-label", "Search");
      const place = make("div", { className: "finder" });
      found = finder(place);
      dialog.append(place);
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog || event.target.closest("a")) dialog.close();
      });
      document.body.append(dialog);
    }
    dialog.showModal();
    found.field.focus();
    found.field.select();
  }
  document.querySelector("[data-search]").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || document.querySelector("[data-finder]"))
      return;
    event.preventDefault();
    search();
  });
  addEventListener("keydown", (event) => {
    const typing = /^(input|select|textarea)$/i.test(event.target.tagName ?? "");
    if (
      (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) ||
      (event.key === "/" && !typing)
    ) {
      event.preventDefault();
      search();
    }
  });

  /* Claims: a card with what was stated and what we find. */
  const card = make("div", { className: "claim-card", popover: "manual" });
  card.id = "claim-card";
  let shownFor, leaving;
  const hide = () => {
    clearTimeout(leaving);
    if (shownFor) {
      shownFor = null;
      card.hidePopover();
    }
  };
  const soon = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 250);
  };
  function present(link) {
    clearTimeout(leaving);
    if (shownFor === link) return;
    const note = document.getElementById(link.dataset.note);
    if (!card.isConnected) document.body.append(card);
    card.replaceChildren(...[...note.childNodes].map((node) => node.cloneNode(true)));
    shownFor = link;
    card.showPopover();
    place();
  }
  function place() {
    const at = shownFor.getBoundingClientRect(),
      size = card.getBoundingClientRect();
    const left = shownFor.getClientRects()[0].left;
    card.style.left = `${Math.max(12, Math.min(left, innerWidth - size.width - 12))}px`;
    card.style.top = `${
      at.bottom + size.height + 10 < innerHeight
        ? at.bottom + 6
        : Math.max(8, at.top - size.height - 6)
    }px`;
  }
  for (const link of all("a[data-note]")) {
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") present(link);
    });
    link.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") soon();
    });
    link.addEventListener("focus", () => {
      if (link.matches(":focus-visible")) present(link);
    });
    link.addEventListener("blur", () => {
      link.passed &&= document.activeElement === link;
      soon();
    });
    link.addEventListener("click", (event) => {
      // A finger has no way to hover: the first tap shows the card, whose link leads on.
      if (event.pointerType === "touch" || event.pointerType === "pen") {
        event.preventDefault();
        if (shownFor === link) hide();
        else present(link);
      }
    });
  }
  // The card stands at the end of the document: the Tab key is led into it and out again.
  addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || !shownFor) return;
    const inside = all("a", card).filter((link) => link.offsetParent),
      at = inside.indexOf(document.activeElement);
    const next =
      document.activeElement === shownFor && !event.shiftKey && !shownFor.passed
        ? inside[0]
        : at < 0
          ? null
          : (inside[at + (event.shiftKey ? -1 : 1)] ?? shownFor);
    if (!next) return;
    event.preventDefault();
    shownFor.passed = next === shownFor && !event.shiftKey;
    next.focus();
  });
  card.addEventListener("focusin", () => clearTimeout(leaving));
  card.addEventListener("focusout", soon);
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  card.addEventListener("pointerleave", soon);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener(
    "scroll",
    () => {
      const at = shownFor?.getBoundingClientRect();
      if (
        at &&
        (at.bottom < 0 || at.top > innerHeight) &&
        document.activeElement !== shownFor &&
        !card.contains(document.activeElement)
      )
        hide();
      else if (at) place();
    },
    { passive: true },
  );
  addEventListener("pointerdown", (event) => {
    if (shownFor && !card.contains(event.target) && !shownFor.contains(event.target)) hide();
  });

  /* Copying: citations and code. A citation made without a base address gets that of this page.
     Over plain http a browser gives no clipboard: the text is then selected for the reader. */
  const heard = make("output", { className: "sr" });
  document.getElementById("main").append(heard);
  const KEYS = /Mac|iP(?:hone|ad)/.test(navigator.platform) ? "⌘C" : "Ctrl-C";
  const cells = (row) => all("th, td", row).map((cell) => cell.textContent.trim());
  const plain = (source) =>
    source.matches("table")
      ? all("tr", source)
          .map((row) => cells(row).join("\t"))
          .join("\n")
      : source.textContent;
  async function copied(source) {
    try {
      await navigator.clipboard.writeText(plain(source));
      return "Copied";
    } catch {
      getSelection().selectAllChildren(source);
      return `Selected: press ${KEYS}`;
    }
  }
  const published = location.protocol === "https:" && location.href.replace(/[?#].*/, "");
  for (const text of all("p.cite-text"))
    if (published && !text.textContent.includes("://"))
      text.append(`. ${published}${text.dataset.place ?? ""}`);
  for (const box of all("div.highlight"))
    if (!box.closest("details:not(.code)"))
      box.append(make("button", { type: "button", className: "copy" }, "Copy"));
  // Where the address of this site is known, code that frames a figure names it.
  for (const code of all(".embed-code"))
    if (location.protocol.startsWith("http"))
      code.textContent = code.textContent.replace("ADDRESS-OF-THIS-SITE/", site.href);
  for (const button of all("button.copy:not([data-copy])")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const told = await copied(button.parentElement.querySelector("pre, .cite-text, table"));
      button.textContent = heard.textContent = told;
      clearTimeout(button.due);
      button.due = setTimeout(
        () => {
          button.textContent = "Copy";
          heard.textContent = "";
        },
        told === "Copied" ? 1500 : 6000,
      );
    });
  }

  /* Code and folded claims: shown all at once, and wherever a link leads into a fold. */
  for (const button of all(".show-code")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(open));
      button.textContent = open ? "Hide all code" : "Show all code";
      for (const fold of all("details.code")) fold.open = open;
    });
  }
  const unfold = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      /* no address of ours */
    }
    const target = id && document.getElementById(id);
    if (!target) return;
    let fold = target.closest("details:not([open])");
    if (!fold) return;
    for (; fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
    target.scrollIntoView();
  };
  unfold();
  addEventListener("hashchange", unfold);

  /* Where on the page the reader is. */
  const entries = new Map(
    all(".page-nav a[href^='#']").map((link) => [pointedAt(link.hash), link]),
  );
  entries.delete(null);
  if (entries.size) {
    const mark = () => {
      let current;
      for (const [part, link] of entries) {
        link.removeAttribute("aria-current");
        if (part.getBoundingClientRect().top < 120) current = link;
      }
      current?.setAttribute("aria-current", "true");
    };
    let due;
    addEventListener(
      "scroll",
      () => {
        due ??= requestAnimationFrame(() => {
          due = undefined;
          mark();
        });
      },
      { passive: true },
    );
    mark();
  }

  /* A table of several pages: the address of a row that stands on another one leads there. */
  for (const parts of all("[data-parts]")) {
    const follow = async () => {
      const id = nameIn(location.hash);
      if (!id || document.getElementById(id)) return;
      await load(parts.dataset.parts);
      const page = globalThis.bookParts.find(([, ids]) => ids.split(" ").includes(id))?.[0];
      if (page) location.replace(`${page}.html#${encodeURIComponent(id)}`);
    };
    const go = () => follow().catch(() => {});
    addEventListener("hashchange", go);
    go();
  }

  /* A row of a table opens as a record: when it is addressed, or its id is pressed. */
  const record = make("dialog", { className: "record" }),
    recordTitle = make("h2", { id: "_record" });
  record.setAttribute("aria-labelledby", "_record");
  const rowAt = () => pointedAt(location.hash)?.closest(".records tbody tr");
  function openRecord(row) {
    const told = [...row.cells].slice(1).filter((cell) => cell.childNodes.length);
    recordTitle.textContent = row.id;
    const list = make(
      "dl",
      {},
      ...told.map((cell) => {
        const copy = [...cell.childNodes].map((node) => node.cloneNode(true));
        for (const fold of copy) if (fold.tagName === "DETAILS") fold.open = true;
        return make(
          "div",
          { className: cell.className },
          make("dt", {}, cell.dataset.label),
          make("dd", {}, ...copy),
        );
      }),
    );
    const close = make("button", { type: "button", className: "copy" }, "Close");
    close.addEventListener("click", () => record.close());
    record.replaceChildren(recordTitle, close, list);
    if (!record.isConnected) document.body.append(record);
    if (!record.open) record.showModal();
    record.scrollTop = 0;
  }
  if (document.querySelector(".records")) {
    const follow = () => {
      const row = rowAt();
      if (row) openRecord(row);
      else record.close();
    };
    record.addEventListener("click", (event) => {
      if (event.target === record) record.close();
    });
    record.addEventListener("close", () => rowAt()?.querySelector("th a").focus());
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".records th[scope=row] a");
      // Its address may be that of the page already: then nothing else tells.
      if (link && link.hash === location.hash) openRecord(link.closest("tr"));
    });
    addEventListener("hashchange", follow);
    follow();
  }

  /* Filters: the ledger and the gallery. What a filter is set to stands in the address. */
  for (const ledger of all("[data-ledger]")) {
    const form = ledger.querySelector("form"),
      output = form.querySelector("output");
    const rows = all("tbody tr", ledger),
      score = matcher(rows.map((row) => row.textContent));
    const read = () => {
      for (const [name, value] of new URLSearchParams(location.search)) {
        const field = fieldOf(form, name),
          choices = field?.options && [...field.options].map((choice) => choice.value);
        if (field?.type === "checkbox") field.checked = true;
        else if (field && (!choices || choices.includes(value))) field.value = value;
      }
    };
    const filter = () => {
      const wish = new FormData(form),
        words = wish.get("words").trim(),
        verdicts = wish.get("verdict").split("|");
      if (words.includes(" ") && !globalThis.passagesIn) entriesOf().then(filter, () => {});
      const passages = globalThis.passagesIn?.(words),
        seen = passages?.found.length,
        own = new Set(passages?.found.flatMap((one) => one.own)),
        there = rows.map((row) => own.has(row.id.slice("claim-".length)));
      const mayShow = rows.map(
        (row, n) =>
          (!wish.get("verdict") || verdicts.includes(row.dataset.verdict)) &&
          (!wish.get("section") ||
            row.closest("section").dataset.section === wish.get("section")) &&
          (!wish.get("about") ||
            (row.dataset.about ?? "").split("|").includes(wish.get("about"))) &&
          (wish.get("uncounted") ||
            !("uncounted" in row.dataset) ||
            row.matches(":target") ||
            there[n]),
      );
      const scores = seen
        ? there.map((one, n) => (one && mayShow[n] ? 1 : 0))
        : words
          ? score(words).map((one, n) => (mayShow[n] ? one : 0))
          : null;
      const { exact, best } = scores ? ranked(scores, rows.length) : {};
      const shown = new Set(scores ? best : rows.keys());
      rows.forEach((row, n) => {
        row.hidden = !(mayShow[n] && shown.has(n));
      });
      all("section", ledger).forEach((part) => {
        part.hidden = !part.querySelector("tbody tr:not([hidden])");
      });
      const whole = rows.filter(
        (row) => wish.get("uncounted") || !("uncounted" in row.dataset),
      ).length;
      const count = rows.filter((row) => !row.hidden).length;
      output.replaceChildren(
        ...(seen
          ? recognised(words, passages, count)
          : scores && !exact
            ? count
              ? [`None has all these words. The ${count} closest:`]
              : ["None found. ", elsewhere(words)]
            : [`${count} of ${whole}`]),
      );
    };
    const keep = () => {
      const here = new URL(location.href);
      here.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      history.replaceState(null, "", here);
    };
    form.hidden = false;
    form.addEventListener("input", () => {
      filter();
      keep();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", filter);
    addEventListener("pageshow", filter);
    read();
    filter();
    if (location.search && !location.hash) ledger.scrollIntoView({ behavior: "instant" });
    // What was hidden when the browser looked for the target is there now.
    else if (location.hash) pointedAt(location.hash)?.scrollIntoView({ behavior: "instant" });
  }
  for (const gallery of all("[data-gallery]")) {
    const form = gallery.querySelector("form"),
      items = all("li", gallery);
    const score = matcher(
      items.map((item) => `${item.textContent} ${item.querySelector("img").alt}`),
    );
    const filter = () => {
      const words = form.elements.words.value.trim();
      const { exact, best } = words
        ? ranked(score(words), items.length)
        : { best: [...items.keys()] };
      items.forEach((item, n) => {
        item.hidden = !best.includes(n);
      });
      all("section", gallery).forEach((part) => {
        part.hidden = !part.querySelector("li:not([hidden])");
      });
      form.querySelector("output").textContent =
        words && !exact
          ? `None has all these words. The ${best.length} closest:`
          : `${best.length} of ${items.length}`;
    };
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  /* Figures: there as pictures, alive when they near the screen. From disk they stay pictures. */
  const narrowPage = matchMedia("(max-width: 560px)");
  let look;
  const drawer = () =>
    Promise.all([load(`_static/drawing.js${ownVersion}`), load("vendor/vega.js")]);
  function remember(exhibit, settings, query) {
    const address = new URL(location.href);
    for (const name of Object.keys(settings)) address.searchParams.delete(`${exhibit}.${name}`);
    for (const [name, value] of new URLSearchParams(query)) address.searchParams.set(name, value);
    if (address.href !== location.href) history.replaceState(null, "", address);
  }
  /* What is taken away is as the reader has set it: its picture is drawn when it is asked for, and
     the code that frames it carries the state. At the first settings it is the stored files. */
  function takeAway(view, specs, dress, query, told) {
    const figure = view.closest("figure"),
      id = view.dataset.exhibit;
    view.query = query;
    if (!figure) return;
    for (const link of all(".exhibit-tools > a[download]", figure)) {
      const kind = link.href.match(/\.(svg|png)$/)?.[1];
      if (!kind) continue;
      if (link.first === undefined) {
        link.first = link.textContent;
        link.addEventListener("click", (event) => {
          if (!view.query) return;
          event.preventDefault();
          download(view, specs, dress, kind).catch((fault) => {
            heard.textContent = `The ${link.first} could not be made`;
            console.error(fault);
          });
        });
      }
      link.textContent = query ? `${link.first} as set` : link.first;
    }
    for (const link of all(`a[href*="${id}.html"]`, figure)) link.search = query;
    const code = figure.querySelector(".embed-code");
    if (!code) return;
    code.first ??= code.textContent;
    const page = `${id}.embed.html`,
      written = (text) =>
        text.replaceAll("&", "&amp;").replaceAll("'", "&#39;").replaceAll("<", "&lt;");
    code.textContent = query
      ? code.first
          .replace(page, () => `${page}?${written(query)}`)
          .replace(/ title='[^']*'/, (first) => (told ? ` title='${written(told)}'` : first))
      : code.first;
  }
  async function download(view, specs, dress, kind) {
    const { picture, file } = globalThis.bookDrawing,
      set = [...new URLSearchParams(view.query)].map((one) => one.join("=")).join(", ");
    const svg = await picture(specs, dress, view.settings, set),
      address = URL.createObjectURL(await file(svg, kind));
    const name = `${view.query.replace(/[^\w.]+/g, "-")}.${kind}`;
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
  function steer(view, target, vega, chart, specs, dress) {
    const { controls, query, said, described } = globalThis.bookDrawing,
      defaults = controls(chart),
      names = Object.keys(defaults),
      form = target.querySelector(".vega-bindings");
    if (!names.length || !form) return;
    // The place is there before its words, or they would not be read out.
    const reset = make("button", { type: "button", className: "copy", hidden: true }, "Reset"),
      result = make("output"),
      moved = make("p", { className: "moved" }, result, " ", reset);
    const title = view.closest("figure")?.querySelector(".caption-text"),
      svg = target.querySelector("svg"),
      alt = view.querySelector("img").alt;
    if (title) title.first ??= title.textContent;
    const tell = () => {
      const told = reset.hidden ? null : said(vega),
        asked = query(view.dataset.exhibit, view.settings, chart);
      if (title) title.textContent = told ?? title.first;
      svg?.setAttribute("aria-label", reset.hidden ? alt : described(told, alt));
      result.textContent = reset.hidden
        ? ""
        : (told ?? "The title tells of the first setting.");
      remember(view.dataset.exhibit, view.settings, asked);
      takeAway(view, specs, dress, asked, told);
    };
    const tidy = () => {
      for (const value of all("input[type=range] + *", form))
        if (/^\d{5,}$/.test(value.textContent))
          value.textContent = Number(value.textContent).toLocaleString("en");
      view.settings = Object.fromEntries(names.map((name) => [name, vega.signal(name)]));
      reset.hidden = names.every((name) => view.settings[name] === defaults[name]);
      tell();
    };
    reset.addEventListener("click", () => {
      view.settings = { ...defaults };
      draw(view).catch(console.error);
    });
    form.append(moved);
    for (const name of names) vega.addSignalListener(name, () => setTimeout(tidy));
    form.addEventListener("input", () => setTimeout(tidy));
    tidy();
  }
  async function draw(view) {
    const base = new URL(view.dataset.base, location.href);
    look ??= json(new URL("dress.json", base));
    const [specs, dress] = await Promise.all([
      json(new URL(`${view.dataset.exhibit}.view.json`, base)),
      look,
      drawer(),
    ]);
    const { embed, name, remembered } = globalThis.bookDrawing;
    const target = make("div", { className: "exhibit-live" });
    const alt = view.querySelector("img").alt;
    const old = view.querySelector(".exhibit-live");
    view.append(target);
    try {
      const chart = (narrowPage.matches && specs.narrow) || specs.wide;
      // A change of dress or width draws anew and keeps what the reader has set.
      view.settings ??= remembered(view.dataset.exhibit, chart);
      const vega = await embed(target, chart, dress, view.clientWidth, {}, view.settings);
      view.removeAttribute("tabindex");
      view.dataset.drawnAt = view.clientWidth;
      name(target, alt);
      steer(view, target, vega, chart, specs, dress);
      old?.remove();
      view.classList.add("drawn");
    } catch (fault) {
      target.remove();
      console.error(fault);
    }
  }
  const figures = all(".exhibit-view");
  if (figures.length && location.protocol !== "file:") {
    const again = (these) =>
      these
        .filter((view) => view.classList.contains("drawn"))
        .forEach((view) => draw(view).catch(console.error));
    const near = new IntersectionObserver(
      (seen) => {
        for (const entry of seen)
          if (entry.isIntersecting) {
            near.unobserve(entry.target);
            draw(entry.target).catch(console.error);
          }
      },
      { rootMargin: "300px" },
    );
    figures.forEach((view) => near.observe(view));
    // Its controls come with the drawing: until then a figure that has some can be tabbed to.
    for (const view of figures.filter((one) => "steered" in one.dataset)) {
      view.tabIndex = 0;
      view.addEventListener(
        "focus",
        () =>
          draw(view)
            .then(() => view.querySelector(".vega-bindings input")?.focus())
            .catch(console.error),
        { once: true },
      );
    }
    let dark = isDark(),
      waiting;
    new MutationObserver(() => {
      if (isDark() !== dark) {
        dark = isDark();
        again(figures);
      }
    }).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
    addEventListener("resize", () => {
      clearTimeout(waiting);
      waiting = setTimeout(
        () => again(figures.filter((view) => view.clientWidth !== Number(view.dataset.drawnAt))),
        150,
      );
    });
  }

  /* Models: levers, moved by a script of their own; from disk they stay pictures. */
  const models = all("[data-model]");
  if (models.length && location.protocol !== "file:")
    load(`_static/model.js${ownVersion}`)
      .then(() => {
        const tools = { all, make, json, load, isDark, narrowPage, drawer };
        for (const place of models) bookModel(place, tools).catch(console.error);
      })
      .catch(console.error);
})();
