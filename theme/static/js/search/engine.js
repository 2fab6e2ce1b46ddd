/* The archive's search, without a server: window.Backfile.search.
 *
 *   const engine = await Backfile.search.open("./");
 *   const answer = await engine.query("+ukraine -drone", { limit: 10, sort: "newest" });
 *   answer.hits[0].title
 *
 * open(baseUrl) takes the address of the site's root, with a slash at its end.
 * query(text, options): limit (20), offset (0), sort ("relevance", "newest" or
 * "oldest"), filters, facets (false), snippets (false). It gives {total, hits,
 * facets, suggestion, note}. snippets: "brief" makes them of what is at hand; hits
 * that have more to show then have whole(), which promises it. filters: tag, person, place, organisation, topic,
 * source, year (a value or a list of which one must be met), from and to (ISO,
 * inclusive; "2025-05" is all of that month; what has no date is left out).
 * facets: for each kind a list of {slug, name, count}; a kind's counts heed all
 * filters but its own, since a second value of the same kind widens the search.
 * spread(prefix) tells how many parts of the index prefix* would load.
 */
(function () {
  "use strict";
  const Backfile = (window.Backfile = window.Backfile || {});

  const KINDS = ["person", "place", "organisation", "topic"];
  const SORTS = ["relevance", "newest", "oldest"];
  const DEFAULTS = { limit: 20, offset: 0, sort: "relevance", filters: {}, facets: false, snippets: false };

  const engines = Backfile.remembering(async (base) => {
    const lunr = () => Backfile.library(`${base}search/lunr.js`, window.lunr);
    const [store] = await Promise.all([Backfile.shards(base), lunr()]);
    store.score = Backfile.scorer(store.root.size, store.root.fields.length);
    return {
      query: (text, options) => answer(store, String(text), { ...DEFAULTS, ...options }),
      spread: (prefix) => store.spread(Backfile.fold(String(prefix)).trim()),
    };
  });

  async function answer(store, text, options) {
    check(options);
    const wanted = await Backfile.readQuery(text, store);
    const found = await matches(store, wanted);
    Object.assign(found, await Backfile.narrow(store, found.docs, options));
    // what starts from all numbers starts from those of no document too, which pass no filter
    const { documents, size } = store.root;
    const gaps = wanted.all && found.passed.length === found.docs.length ? size - documents : 0;
    const total = found.passed.length - gaps;
    const chosen = await pageOf(store, found, gaps, options);
    const snippetOf = options.snippets ? snippets(store, wanted, options.snippets === "brief") : () => {};
    const hits = await Promise.all(chosen.map((one) => hit(one, snippetOf)));
    const suggestion = total ? null : await suggested(store, text, options);
    return { total, hits, facets: found.facets, suggestion, note: wanted.note };
  }

  function check({ filters, sort }) {
    const unknown = Object.keys(filters).find((name) => !Backfile.filters.includes(name));
    if (unknown) throw new Error(`There is no filter "${unknown}"; there are ${Backfile.filters.join(", ")}`);
    if (!SORTS.includes(sort)) throw new Error(`There is no order "${sort}"; there are ${SORTS.join(", ")}`);
  }

  async function matches(store, { clauses, phrases, all }) {
    const placed = await Promise.all(phrases.map((phrase) => located(store, phrase)));
    return store.score({ clauses, phrases: placed, all });
  }

  /* A phrase with the documents in which it stands, a list for each of its fields. */
  async function located(store, phrase) {
    const places = phrase.whole ? await Promise.all(phrase.words.map(store.positions)) : [];
    const lists = phrase.fields.map((field) => {
      const words = places.map((of, at) => ({ posting: phrase.words[at].postings[field], places: of[field] }));
      return words.length ? Backfile.passages.standing(words) : [];
    });
    return { ...phrase, lists };
  }

  /* By date, the undated last; those of one day, or all, by relevance. */
  function comparison({ scores, dates, passed }, sort) {
    const sign = sort === "newest" ? -1 : 1;
    const day = (at) => (dates[passed[at]] ? sign * dates[passed[at]] : Infinity);
    const relevance = (a, b) => scores[passed[b]] - scores[passed[a]] || a - b;
    if (sort === "relevance") return relevance;
    return (a, b) => (day(a) === day(b) ? relevance(a, b) : day(a) - day(b));
  }

  /* {number, score, record} of the hits on the page asked for. Numbers of no document
   * are known by their records alone; where there are any, earlier pages are read too. */
  async function pageOf(store, found, gaps, { offset, limit, sort }) {
    const before = gaps ? offset : 0;
    const places = Backfile.best(found.passed.length, offset + limit + gaps, comparison(found, sort));
    const chosen = [];
    for (let at = offset - before; chosen.length < before + limit && at < places.length; ) {
      const batch = places.slice(at, at + before + limit - chosen.length).map((one) => found.passed[one]);
      const records = await Promise.all(batch.map((place) => store.record(found.docs[place])));
      const read = batch.map((at, i) => ({ number: found.docs[at], score: found.scores[at], record: records[i] }));
      chosen.push(...read.filter(({ record }) => record));
      at += batch.length;
    }
    return chosen.slice(before);
  }

  async function hit({ number, score, record }, snippetOf) {
    const [id, url, title, date, source, summary, flat] = record;
    const tags = [];
    for (let i = 0; i < flat.length; i += 3) {
      const [kind, name, slug] = flat.slice(i, i + 3);
      tags.push({ kind: KINDS[kind], slug: slug || name.toLowerCase().replace(/ /g, "-"), name });
    }
    const shown = await snippetOf(number, title, summary);
    return { ref: id, id, score, title, url, date, source, summary, tags, snippet: null, ...shown };
  }

  /* Gives a function of a hit to the piece of its text that shows why it was found: of
   * the summary, if that and the title show all that there is, else of the whole text;
   * where it shall be brief, of the summary, and whole() promises the other. */
  function snippets(store, wanted, brief) {
    const { findsIn, finder, holds, snippet } = Backfile.passages;
    const clauses = wanted.clauses.filter(({ prohibited }) => !prohibited);
    const text = store.root.fields.indexOf("text");
    const find = finder(clauses);
    return async (number, title, summary) => {
      const shown = new Set(findsIn(`${title}\n${summary}`, find).map((one) => one.term));
      const hidden = ({ terms }) => !terms.some((term) => shown.has(term)) && terms.some(holds(number, text));
      const whole = async () => snippet((await store.text(number)) || summary, find);
      if (summary && !clauses.some(hidden)) return { snippet: snippet(summary, find) };
      return brief ? { snippet: snippet(summary, find), whole } : { snippet: await whole() };
    };
  }

  /* Another spelling, if that finds something. */
  async function suggested(store, text, options) {
    const better = await Backfile.suggestion(text, store);
    const found = better && (await answer(store, better, { ...options, limit: 0, facets: false, sort: "relevance" }));
    return found && found.total ? better : null;
  }

  Backfile.search = {
    open: (baseUrl) => engines(baseUrl && !baseUrl.endsWith("/") ? `${baseUrl}/` : baseUrl),
    load: Backfile.receive,
  };
})();
