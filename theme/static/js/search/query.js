/* What a reader typed in, what is to be looked up and counted out:
 * Backfile.readQuery(text, store) gives a Promise of {clauses, phrases, all, note}.
 * clauses: {terms, fields, boost, required, prohibited}, terms being all those of
 * the index that one word of the query stands for, in lunr's order; phrases:
 * {terms, fields or null, prohibited}; all: whatever is not prohibited is found.
 *
 * The language is lunr's own and is parsed by lunr's own QueryParser, with these
 * readings of ours:
 * - "quoted words" are a phrase: each word is required, and their positions tell
 *   whether they stand together. -"a phrase" and title:"a phrase" work.
 * - A word goes through the same analyser as the texts did, with the archive's own
 *   redirects. Where it falls into several words (pre-war, hiv/aids) each gets its
 *   sign, field and boost; after a minus it is a phrase, since -pre-war must not
 *   hide every war.
 * - A required stop word is dropped, as stop words are not in the index.
 * - A word with * is folded but not stemmed; studies* also finds what studies
 *   does, although the index holds only its stem, studi.
 * - A dash or plus that stands alone between words is punctuation.
 * - The spelling distance is at most 2, as lunr takes seconds for more.
 * - A lone * asks for everything, without lunr's way through every word of it.
 * - What lunr can't parse is searched as plain words, and a note says so.
 */
(function () {
  "use strict";
  const Backfile = (window.Backfile = window.Backfile || {});

  const PHRASE = /([+-]?)(?:(title|text|tags|authors|source):)?"([^"]*)"(?:\^([0-9]+)|~[0-9]*)?/g;
  const FARTHEST = 2;
  const WIDE = 8; // shards that a word's beginning may load before the vocabulary is the shorter way
  const NOTE = "Not all signs of this search have a meaning here, so it was searched as plain words.";

  Backfile.readQuery = async function (text, store) {
    const phrases = [];
    const rest = text
      .replace(/[“”„‟«»]/g, '"')
      .replace(PHRASE, (_, sign, field, words, boost) => {
        phrases.push({ presence: sign === "-" ? 3 : 2, fields: field && [field], words, boost: Number(boost ?? 1) });
        return " ";
      })
      .replace(/"/g, " ");
    const parsed = parse(rest, store.root.fields);
    const read = (parsed || plainClauses(rest)).map((clause) => readClause(clause, store));
    const parts = (await Promise.all([...read, ...phrases.map((phrase) => readPhrase(phrase, store))])).flat();
    const asked = parts.filter((part) => !part.dropped);
    return {
      clauses: asked.filter((part) => part.boost !== undefined),
      phrases: asked.filter((part) => part.words),
      // as lunr does: what is prohibited alone is taken from all there is
      all: asked.some((part) => part.all) || (asked.length > 0 && asked.every((part) => part.prohibited)),
      note: parsed ? null : NOTE,
    };
  };

  function parse(text, fields) {
    const kept = text
      // lunr would part pre-war, so that only the first word had the sign before it
      .replace(/([\p{L}\p{N}.'’])-(?=[\p{L}\p{N}])/gu, "$1\\-")
      .replace(/(\S\s+)[-+]+(?=\s+\S)/g, "$1");
    try {
      return new lunr.QueryParser(kept, new lunr.Query(fields)).parse().clauses;
    } catch (error) {
      if (error instanceof lunr.QueryParseError) return null;
      throw error;
    }
  }

  function plainClauses(text) {
    return Backfile.forms(text).map((term) => ({ term, boost: 1, presence: 1 }));
  }

  /* The parts that one clause of lunr's makes: mostly one, a stop word none that count. */
  async function readClause({ term, presence, ...clause }, store) {
    const signs = signsOf(presence);
    if (/^[*]+$/.test(term)) return signs.prohibited ? [] : [{ all: true }];
    const words = term.includes("*") ? patterns(term) : Backfile.forms(term);
    if (!words.length) return [{ ...signs, dropped: signs.required, terms: [], boost: 0, fields: [] }];
    if (signs.prohibited && words.length > 1) return readPhrase({ presence, ...clause, words: words.join(" ") }, store);
    const expanded = await Promise.all(words.map((word) => expand(word, clause.editDistance, store)));
    return expanded.map((terms) => ({ ...signs, terms, boost: clause.boost, fields: places(clause.fields, store) }));
  }

  /* A phrase: each word a clause, and the whole of them if they are several. */
  async function readPhrase({ words, presence, fields, boost }, store) {
    const signs = signsOf(presence);
    const expanded = await Promise.all(Backfile.forms(words).map((form) => exactly(form, store)));
    const clauses = expanded.map((terms) => ({ ...signs, terms, boost, fields: places(fields, store) }));
    if (expanded.length < 2) return clauses;
    const phrase = { ...signs, words: expanded.flat(), whole: expanded.every((terms) => terms.length) };
    const some = fields && fields.length < store.root.fields.length ? fields : ["title", "text"];
    phrase.fields = places(some, store);
    return signs.prohibited ? [phrase] : [phrase, ...clauses];
  }

  function signsOf(presence) {
    return { required: presence === 2, prohibited: presence === 3 };
  }

  function places(fields, { root }) {
    return (fields || root.fields).map((field) => root.fields.indexOf(field));
  }

  /* The term that a folded word stands for: the archive's redirects come first. */
  async function termOf(form, store) {
    const stem = Backfile.stem(form);
    const [own, stems] = await Promise.all([store.redirect(form), store.redirect(stem)]);
    return own ?? stems ?? stem;
  }

  async function exactly(form, store) {
    const term = await store.term(await termOf(form, store));
    return term ? [term] : [];
  }

  Backfile.lookUp = exactly;

  async function expand(word, distance, store) {
    if (distance !== undefined) return near(word, Math.min(distance, FARTHEST), store);
    return word.includes("*") ? pattern(word, store) : exactly(word, store);
  }

  /* The words of one with *: signs that part words in texts part it too. */
  function patterns(term) {
    const folded = term.split("*").map(Backfile.fold).join("*").replace(/'/g, "");
    const words = folded.split(/[ ,.]+/).filter((word) => /[^*]/.test(word));
    return words.flatMap((word) => (word.includes("*") ? word : Backfile.forms(word)));
  }

  async function pattern(word, store) {
    const [start, rest] = [word.slice(0, word.indexOf("*")), word.slice(word.indexOf("*"))];
    if (/[^*]/.test(rest)) return inside(word, start, store);
    const [found, whole] = await Promise.all([store.prefixed(start), wholeWord(start, store)]);
    return found.sort(laterFirst).concat(whole);
  }

  /* studies* finds study too: what the whole word stands for, if it begins otherwise. */
  async function wholeWord(start, store) {
    const forms = Backfile.forms(start);
    const terms = forms.length === 1 ? await exactly(forms[0], store) : [];
    return terms.filter(({ key }) => !key.startsWith(start));
  }

  /* The order in which lunr walks its tree of words: later letters first, but digits
   * last (as keys of objects they come first), and a word before those it begins.
   */
  function laterFirst({ key: a }, { key: b }) {
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    if (at === a.length || at === b.length) return a.length - b.length;
    return rank(b.charCodeAt(at)) - rank(a.charCodeAt(at));
  }

  function rank(unit) {
    return unit > 47 && unit < 58 ? unit - 256 : unit;
  }

  /* A * before the end: by the words that begin so, or by the whole vocabulary. */
  async function inside(word, start, store) {
    const fits = new RegExp(`^${word.replace(/[^*\p{L}\p{N}\p{M}]/gu, "\\$&").replace(/[*]+/g, "[^]*")}$`);
    const narrow = start && (await store.spread(start)) <= WIDE;
    const some = narrow ? (await store.prefixed(start)).map(({ key }) => key) : null;
    const keys = some || (await store.vocabulary(word.replace(/[*]/g, "").length, Infinity));
    return inOrder(keys.filter((key) => fits.test(key)), { term: word }, store);
  }

  async function near(word, editDistance, store) {
    const term = word.includes("*") ? word : await termOf(word, store);
    const keys = await store.vocabulary(Math.max(term.length - editDistance, 1), term.length + editDistance);
    const most = editDistance === 2 ? 3 : editDistance; // two swaps of one letter count 3 here, 2 with lunr
    const close = (key) => Backfile.alike(term, key, editDistance) && Backfile.distance(term, key, most) <= most;
    return inOrder(keys.filter(close), { term, editDistance }, store);
  }

  /* Those words that lunr itself takes for a clause, in its order.
   *
   * lunr merges two of its word trees' nodes when their names, a letter and a
   * number with nothing between, happen to be spelt alike ("1" + "23" and
   * "12" + "3"): words with digits then get lost. Numbers of one length can't.
   */
  async function inOrder(keys, clause, store) {
    lunr.TokenSet._nextId = Math.max(lunr.TokenSet._nextId, 1e8);
    const found = lunr.TokenSet.fromArray(keys.sort()).intersect(lunr.TokenSet.fromClause(clause)).toArray();
    return Promise.all(found.map(store.term));
  }
})();
