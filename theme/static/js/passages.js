/* A text and the terms that were found in it: Backfile.passages tells whether a
 * phrase stands there (holds), gives the piece around the finds (snippet), and
 * for words that are nowhere the nearest that are somewhere (suggestion).
 */
(function () {
  "use strict";
  const Backfile = (window.Backfile = window.Backfile || {});

  const WORD = /[\p{L}\p{N}\p{M}]+(?:['’.,][\p{L}\p{N}\p{M}]+)*/gu;
  const LENGTH = 240; // characters of a snippet: two to three lines
  const BEFORE = 60; // of them before the first find
  const LONG = 8; // letters of a word in which two may be wrong

  /* Whether the terms of a phrase stand together, in their order, in those of a text. */
  function holds(terms, phrase) {
    for (let at = terms.indexOf(phrase[0]); at !== -1; at = terms.indexOf(phrase[0], at + 1)) {
      if (phrase.every((term, step) => terms[at + step] === term)) return true;
    }
    return false;
  }

  /* The piece of a text that holds most of the terms: a list of [text, marked]. */
  function snippet(text, terms) {
    const finds = [];
    for (const match of text.matchAll(WORD)) {
      const found = Backfile.analyse(match[0]).filter((term) => terms.has(term));
      if (found.length) finds.push({ start: match.index, end: match.index + match[0].length, found });
    }
    const first = best(finds);
    const start = first ? wordStart(text, first.start - BEFORE) : 0;
    const end = wordEnd(text, start + LENGTH);
    const pairs = [[start > 0 ? "… " : "", false]];
    let at = start;
    for (const find of finds.filter((one) => one.start >= start && one.end <= end)) {
      pairs.push([text.slice(at, find.start), false], [text.slice(find.start, find.end), true]);
      at = find.end;
    }
    pairs.push([text.slice(at, end) + (end < text.length ? " …" : ""), false]);
    return pairs.filter(([piece]) => piece).map(([piece, marked]) => [piece.replace(/\s+/g, " "), marked]);
  }

  /* The first find from which on most different terms stand within one snippet. */
  function best(finds) {
    let chosen = null;
    let most = 0;
    finds.forEach((find, at) => {
      const different = new Set();
      for (let i = at; i < finds.length && finds[i].end <= find.start + LENGTH - BEFORE; i += 1) {
        finds[i].found.forEach((term) => different.add(term));
      }
      if (different.size > most || !chosen) [chosen, most] = [find, different.size];
    });
    return chosen;
  }

  function wordStart(text, at) {
    return at <= 0 ? 0 : text.slice(0, at).search(/\S*$/);
  }

  function wordEnd(text, at) {
    return at >= text.length ? text.length : at + text.slice(at).search(/\s|$/);
  }

  /* The search text with each word that the index lacks replaced by the nearest
   * word of a title, tag or summary, else the nearest term; null when there is none. */
  function suggestion(text, engine) {
    const terms = engine.index.invertedIndex;
    let replaced = false;
    const better = text.replace(/(-?)([\p{L}\p{N}\p{M}'’]+)([*:]?)/gu, (whole, minus, word, sign) => {
      const [term, ...others] = Backfile.analyse(word);
      if (minus || sign || term === undefined || others.length || term in terms) return whole;
      engine.vocabulary = engine.vocabulary || vocabulary(engine.records);
      const near = nearest(plain(word), engine.vocabulary) || readable(nearest(term, Object.keys(terms)), engine);
      replaced = replaced || near !== null;
      return near === null ? whole : near;
    });
    return replaced ? better : null;
  }

  /* The words of what hits show, with those that occur most first. */
  function vocabulary(records) {
    const counts = new Map();
    for (const { title, tags, summary } of records) {
      for (const [word] of `${title} ${tags.map((tag) => tag.name).join(" ")} ${summary}`.matchAll(WORD)) {
        counts.set(plain(word), (counts.get(plain(word)) || 0) + 1);
      }
    }
    const words = [...counts.keys()].filter((word) => Backfile.analyse(word).length === 1);
    return words.sort((a, b) => counts.get(b) - counts.get(a));
  }

  /* A word that stands behind a stem, from the first document that holds one. */
  function readable(term, { index, content }) {
    if (term === null) return null;
    const field = index.fields.find((name) => Object.keys(index.invertedIndex[term][name]).length);
    const [number] = Object.keys(index.invertedIndex[term][field]);
    const words = (content(number, field) || "").match(WORD) || [];
    return words.map(plain).find((word) => Backfile.analyse(word)[0] === term) || term;
  }

  function plain(word) {
    return Backfile.fold(word).replace(/'s$|[ ',.]/g, "");
  }

  /* The first of those words with the fewest wrong letters: one, or two in long words. */
  function nearest(word, words) {
    let least = word.length < LONG ? 1 : 2;
    let chosen = null;
    if (word.length < 3) return null;
    for (const candidate of words) {
      if (Math.abs(candidate.length - word.length) > least) continue;
      if (distance(word, candidate, least) > least) continue;
      chosen = candidate;
      least = distance(word, candidate, least) - 1;
    }
    return chosen;
  }

  /* Letters put in, left out, changed or swapped; more than most is given as most + 1. */
  function distance(a, b, most) {
    let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[b.length];
  }

  Backfile.passages = { holds, snippet, suggestion };
})();
