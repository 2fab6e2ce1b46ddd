/* What a reader typed in, the clauses that lunr is asked out:
 * Backfile.readQuery(text, index) gives {clauses, phrases, everything, note}.
 *
 * The language is lunr's own and is parsed by lunr's own QueryParser, with these
 * readings of ours:
 * - "quoted words" are a phrase: each word is required, and the caller looks in
 *   the text whether they stand together. -"a phrase" and title:"a phrase" work.
 * - A term goes through the same analyser as the texts did. Where it falls into
 *   several words (pre-war, hiv/aids) each gets the term's sign, field and boost;
 *   after a minus it is a phrase, since -pre-war must not hide every war.
 * - Stop words are dropped, as they are not in the index.
 * - A term with * is folded but not stemmed; studies* also finds what studies
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
  const EITHER = "\u0000";
  const FARTHEST = 2;
  const NOTE = "Not all signs of this search have a meaning here, so it was searched as plain words.";

  Backfile.readQuery = function (text, index) {
    const { presence } = lunr.Query;
    const query = { clauses: [], phrases: [], everything: false, note: null };
    const phrases = [];
    const rest = text
      .replace(/[“”„‟«»]/g, '"')
      .replace(PHRASE, (_, sign, field, words, boost) => {
        const fields = field ? [field] : null;
        phrases.push({ prohibited: sign === "-", fields, words, boost: Number(boost) || 1 });
        return " ";
      })
      .replace(/"/g, " ");
    const parsed = parse(rest, index.fields);
    query.note = parsed === null ? NOTE : null;
    (parsed || plainClauses(rest, index.fields)).forEach(addClause);
    phrases.forEach((phrase) => addPhrase(phrase, Backfile.analyse(phrase.words)));
    return query;

    function addClause({ term: written, fields, boost, presence: sign, ...rest }) {
      const terms = written.includes("*") ? patterns(written, index) : Backfile.analyse(written);
      const near = "editDistance" in rest ? { editDistance: Math.min(rest.editDistance, FARTHEST) } : {};
      const prohibited = sign === presence.PROHIBITED;
      if (/^[*]+$/.test(written) && !prohibited) query.everything = true;
      if (prohibited && terms.length > 1) addPhrase({ prohibited, fields, boost }, terms);
      else terms.forEach((term) => add({ ...near, term, fields, boost, presence: sign }));
    }

    function addPhrase({ prohibited, fields, boost }, terms) {
      if (terms.length > 1) query.phrases.push({ prohibited, fields, terms });
      if (prohibited && terms.length > 1) return;
      const sign = prohibited ? presence.PROHIBITED : presence.REQUIRED;
      terms.forEach((term) => add({ term, fields: fields || index.fields, boost, presence: sign }));
    }

    function add(clause) {
      query.clauses.push({ ...clause, usePipeline: clause.term.includes(EITHER) });
    }
  };

  /* The terms that stand for either one in the index; see patterns. */
  Backfile.eitherTerm = (term) => term.split(EITHER);

  function parse(text, fields) {
    const query = new lunr.Query(fields);
    const kept = text
      // lunr would part pre-war, so that only the first word had the sign before it
      .replace(/([\p{L}\p{N}.'’])-(?=[\p{L}\p{N}])/gu, "$1\\-")
      .replace(/(\S\s+)[-+]+(?=\s+\S)/g, "$1");
    try {
      return new lunr.QueryParser(kept, query).parse().clauses;
    } catch (error) {
      if (error instanceof lunr.QueryParseError) return null;
      throw error;
    }
  }

  function plainClauses(text, fields) {
    const optional = lunr.Query.presence.OPTIONAL;
    return Backfile.analyse(text).map((term) => ({ term, fields, boost: 1, presence: optional }));
  }

  /* The terms for a word with *: signs that part words in texts part it too. */
  function patterns(term, index) {
    const folded = term.split("*").map(Backfile.fold).join("*").replace(/'/g, "");
    const words = folded.split(/[ ,.]+/).filter((word) => /[^*]/.test(word));
    return words.flatMap((word) => (word.includes("*") ? pattern(word, index) : Backfile.analyse(word)));
  }

  /* A required clause can't say "studies* or studi", but lunr takes all the terms
   * that the index's pipeline makes of one clause as alternatives, if each occurs. */
  function pattern(word, index) {
    const start = word.slice(0, -1);
    const [stem] = word.indexOf("*") === start.length ? Backfile.analyse(start) : [];
    if (stem === undefined || stem.startsWith(start) || !(stem in index.invertedIndex)) return word;
    const occurs = index.tokenSet.intersect(lunr.TokenSet.fromString(word)).toArray().length > 0;
    return occurs ? word + EITHER + stem : stem;
  }
})();
