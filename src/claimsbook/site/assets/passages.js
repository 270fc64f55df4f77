/* Which sentences of the examined text a query holds. The sentences themselves are not kept: each
   is known by hashes of its words (see the table of passages), so that the order of words and their
   dress do not matter. */
globalThis.passagesIn = (() => {
  "use strict";
  const WORD = /[a-z0-9]+/g;
  const PART = 0.85; // of the words of a sentence, or of a query, that must agree
  const NEAREST = 0.5; // of the weight of a query's words, for "the nearest sentence"
  const FEWEST = 3; // words that can tell a sentence

  /* The 32-bit FNV-1a hash of a word, its last four digits to base 36. */
  function hashOf(word) {
    let number = 0x811c9dc5,
      digits = "";
    for (const letter of word) number = Math.imul(number ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    for (let n = 0; n < 4; n++) {
      digits += (number % 36).toString(36);
      number = Math.floor(number / 36);
    }
    return digits;
  }
  const hashed = (text) =>
    new Set(
      (
        text
          .toLowerCase()
          .normalize("NFKC")
          .replace(/(\d),(?=\d{3})/g, "$1")
          .match(WORD) ?? []
      ).map(hashOf),
    );
  const named = (text) => text.split(" ").filter(Boolean);

  let read, known;
  function sentences() {
    if (read !== globalThis.bookPassages) {
      read = globalThis.bookPassages;
      known = (read ?? []).map(([words, own, first, place]) => ({
        words: words.split(" "),
        own: named(own),
        first: named(first),
        place,
      }));
      const often = new Map();
      for (const { words } of known)
        for (const word of words) often.set(word, (often.get(word) ?? 0) + 1);
      // A rare word tells a sentence better than a common one.
      known.weight = (word) => Math.log(1 + known.length / (often.get(word) ?? 1));
    }
    return known;
  }

  /* The sentences of the text in `query`: { how, found, twins }.
     how: "exact" (all words agree), "close" (nearly all), "nearest" (the most alike) or "none";
     found: sentences { own, first, place }, as they stand in the text;
     twins: sentences elsewhere that say the same, known by name only. */
  return (query) => {
    const asked = hashed(query),
      all = sentences();
    if (asked.size < FEWEST || !all.length) return { how: "none", found: [], twins: [] };
    const alike = all
      .map((sentence, at) => {
        const shared = sentence.words.filter((word) => asked.has(word));
        const part = shared.length / sentence.words.length,
          covered = shared.length / asked.size;
        const union = sentence.words.length + asked.size - shared.length;
        return { sentence, at, shared, part, covered, jaccard: shared.length / union };
      })
      .filter((one) => one.shared.length >= FEWEST);
    const best = (from) =>
      from.sort((a, b) => b.jaccard - a.jaccard || b.part - a.part || a.at - b.at);

    // Whole sentences, one or several. One whose words another has used already says the same
    // elsewhere, in the questions and answers or in a picture's text: it is named, not listed.
    const whole = best(alike.filter((one) => one.part >= PART));
    if (whole.length) {
      const used = new Set(),
        found = [],
        twins = [];
      for (const one of whole) {
        const fresh = one.shared.filter((word) => !used.has(word));
        if (!found.length || fresh.length >= Math.max(2, 0.34 * one.shared.length)) {
          found.push(one);
          one.shared.forEach((word) => used.add(word));
        } else if (one.covered >= 0.5) twins.push(one);
      }
      const exact = found.every((one) => one.part === 1) && used.size === asked.size;
      return told(exact ? "exact" : "close", found, twins);
    }
    // A good part of one sentence and nothing else.
    const inside = alike.filter((one) => asked.size >= 5 && one.covered >= PART);
    if (inside.length) {
      const [first, ...others] = inside.sort(
        (a, b) => b.covered - a.covered || b.jaccard - a.jaccard || a.at - b.at,
      );
      return told(first.covered === 1 ? "exact" : "close", [first], others);
    }
    // Half remembered, or quoted wrongly: by the weight of the words that agree.
    const weigh = (words) => [...words].reduce((sum, word) => sum + all.weight(word), 0);
    const whole_weight = weigh(asked);
    const near = alike
      .map((one) => ({ ...one, heavy: weigh(one.shared) / whole_weight }))
      .filter((one) => asked.size >= 4 && one.heavy >= NEAREST)
      .sort((a, b) => b.heavy - a.heavy || b.jaccard - a.jaccard || a.at - b.at);
    return near.length ? told("nearest", near.slice(0, 1), []) : told("none", [], []);
  };
  function told(how, found, twins) {
    const inOrder = (list) => list.sort((a, b) => a.at - b.at).map((one) => one.sentence);
    return { how, found: inOrder(found), twins: inOrder(twins) };
  }
})();
