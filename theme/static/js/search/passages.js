/* Texts and what was found in them: Backfile.passages tells where words stand
 * together (standing) and gives the piece of a text around the finds (snippet).
 */
(function () {
  "use strict";
  const Backfile = (window.Backfile = window.Backfile || {});

  // Signs of Chinese, Japanese and Korean one by one, each with the next: they are indexed in pairs.
  const PAIRED = "\u3005-\u3007\u3041-\u30ff\u3105-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3fffd}";
  const LETTERS = `(?:[^\\P{L}${PAIRED}]|[\\p{N}\\p{M}])+`;
  const WORD = new RegExp(`[${PAIRED}](?=([${PAIRED}]?))|${LETTERS}(?:['’.,]${LETTERS})*`, "gu");
  const LENGTH = 240; // characters of a snippet: two to three lines
  const BEFORE = 60; // of them before the first find

  /* The documents in which a phrase's words stand together, in their order, in a field.
   * words: a {posting, places} each, places being the flat list of their positions. */
  function standing(words) {
    const cursors = words.map(({ posting, places }) => ({ ...posting, places, at: 0, next: 0 }));
    const found = [];
    for (const doc of cursors[0].docs) {
      if (cursors.every((cursor) => reach(cursor, doc)) && together(cursors)) found.push(doc);
    }
    return found;
  }

  /* Goes on to a document or the first behind it; tells whether it is there. */
  function reach(cursor, doc) {
    const { docs, tfs } = cursor;
    while (cursor.at < docs.length && docs[cursor.at] < doc) cursor.next += tfs[cursor.at++];
    return docs[cursor.at] === doc;
  }

  function together(cursors) {
    let starts = null;
    cursors.forEach(({ places, tfs, at, next }, step) => {
      let place = 0;
      const here = places.slice(next, next + tfs[at]).map((delta) => (place += delta) - step);
      starts = starts ? starts.filter((start) => here.includes(start)) : here;
    });
    return starts.length > 0;
  }

  /* Gives a function of a word of a text to the {term, clause} that it answers to, or
   * undefined. A text's word is not looked up, so the forms that the archive redirects
   * to a term are taken from the term. */
  function finder(clauses) {
    const [byTerm, byForm, known] = [new Map(), new Map(), new Map()];
    clauses.forEach(({ terms }, clause) => {
      for (const term of terms.filter(({ key }) => !byTerm.has(key))) {
        byTerm.set(term.key, { term, clause });
        for (const form of (term.shard.forms.get(term.key) || "").split(" ")) byForm.set(form, { term, clause });
      }
    });
    const answer = (form) => {
      const stem = Backfile.stem(form);
      return byForm.get(form) || byForm.get(stem) || byTerm.get(stem);
    };
    return (word) => {
      if (!known.has(word)) known.set(word, Backfile.forms(word).map(answer).find(Boolean));
      return known.get(word);
    };
  }

  /* Whether a term stands in a field of a document. */
  function holds(number, field) {
    return ({ postings }) => {
      const { docs } = postings[field];
      return docs[Backfile.placeOf(docs, number)] === number;
    };
  }

  function findsIn(text, find) {
    const finds = [];
    for (const { 0: word, 1: next = "", index } of text.matchAll(WORD)) {
      const found = find(word + next);
      if (found) finds.push({ start: index, end: index + word.length + next.length, ...found });
    }
    return finds;
  }

  /* The piece of a text that answers to most of the clauses: a list of [text, marked]. */
  function snippet(text, find) {
    const finds = findsIn(text, find);
    const first = densest(finds);
    const start = first ? wordStart(text, first.start - BEFORE) : 0;
    const end = wordEnd(text, start + LENGTH);
    const pairs = [[start > 0 ? "… " : "", false]];
    let at = start;
    for (const one of finds.filter((each) => each.start >= start && each.end <= end)) {
      const from = Math.max(at, one.start);
      pairs.push([text.slice(at, from), false], [text.slice(from, one.end), true]);
      at = one.end;
    }
    pairs.push([text.slice(at, end) + (end < text.length ? " …" : ""), false]);
    return pairs.filter(([piece]) => piece).map(([piece, marked]) => [piece.replace(/\s+/g, " "), marked]);
  }

  /* The first find from which on most different clauses stand within one snippet. */
  function densest(finds) {
    let chosen = null;
    let most = 0;
    finds.forEach((find, at) => {
      const different = new Set();
      for (let i = at; i < finds.length && finds[i].end <= find.start + LENGTH - BEFORE; i += 1) {
        different.add(finds[i].clause);
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

  Backfile.passages = { standing, finder, findsIn, holds, snippet };
})();
