/* The archive's search, without a server: window.Backfile.search.
 *
 *   const engine = await Backfile.search.open("./");
 *   const answer = await engine.query("+ukraine -drone", { limit: 10, sort: "newest" });
 *   answer.hits[0].title
 *
 * open(baseUrl) takes the address of the site's root, with a slash at its end.
 * query(text, options): limit (20), offset (0), sort ("relevance", "newest" or
 * "oldest"), filters, facets (false), snippets (false). It gives {total, hits,
 * facets, suggestion, note}. filters: tag, person, place, organisation, topic,
 * source, year (a value or a list of which one must be met), from and to (ISO,
 * inclusive; "2025-05" is all of that month; what has no date is left out).
 * facets: for each kind a list of {slug, name, count}; a kind's counts heed all
 * filters but its own, since a second value of the same kind widens the search.
 *
 * Everything comes by <script>, which works on file:// where fetch does not.
 */
(function () {
  "use strict";
  const Backfile = (window.Backfile = window.Backfile || {});

  const KINDS = ["person", "place", "organisation", "topic"];
  const FACETS = [...KINDS, "source", "year"];
  const FILTERS = ["tag", ...FACETS, "from", "to"];
  const SORTS = ["relevance", "newest", "oldest"];
  const DEFAULTS = { limit: 20, offset: 0, sort: "relevance", filters: {}, facets: false, snippets: false };

  const received = new Map(); // by name, what the data files hand over as they run
  const libraries = new Map();
  const engines = new Map();

  function inject(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(`The search could not load ${address}`));
      document.head.appendChild(script);
    });
  }

  async function data(address, name) {
    await inject(address);
    if (!received.has(name)) throw new Error(`The search could not read ${address}`);
    return received.get(name);
  }

  function library(address, present) {
    if (present) return Promise.resolve();
    if (!libraries.has(address)) {
      const loading = inject(address);
      loading.catch(() => libraries.delete(address));
      libraries.set(address, loading);
    }
    return libraries.get(address);
  }

  async function openEngine(base) {
    const [manifest] = await Promise.all([
      data(`${base}search/index.js`, "index"),
      library(`${base}search/lunr.js`, window.lunr),
      library(`${base}static/js/analyser.js`, Backfile.analyse),
      library(`${base}static/js/query.js`, Backfile.readQuery),
      library(`${base}static/js/passages.js`, Backfile.passages),
    ]);
    const part = (name) => data(base + manifest.files[name], name);
    const [serialised, rows] = await Promise.all([part("lunr-index"), part("records")]);
    const engine = { index: loadIndex(serialised), records: rows.map(record), texts: [], words: new Map() };
    engine.content = (number, field) => content(engine, number, field);
    engine.loadTexts = async () => {
      if (!engine.texts.length) engine.texts = await part("texts");
    };
    return { query: (text, options) => answer(engine, String(text), { ...DEFAULTS, ...options }) };
  }

  function loadIndex(serialised) {
    // lunr merges two of its word trees' nodes when their names, a letter and a
    // number with nothing between, happen to be spelt alike ("1" + "23" and
    // "12" + "3"): words with digits then get lost. Numbers of one length can't.
    lunr.TokenSet._nextId = Math.max(lunr.TokenSet._nextId, 1e8);
    const index = lunr.Index.load(serialised);
    index.pipeline = { runString: Backfile.eitherTerm }; // terms come analysed; see query.js
    return index;
  }

  function record([id, url, title, date, source, sourceSlug, summary, tags, authors]) {
    const named = tags.map(([kind, slug, name]) => ({ kind, slug, name }));
    return { id, url, title, date, source, sourceSlug, summary, tags: named, authors };
  }

  async function answer(engine, text, options) {
    check(options);
    const wanted = Backfile.readQuery(text, engine.index);
    if (wanted.phrases.length || options.snippets) await engine.loadTexts();
    const found = matches(engine, wanted);
    for (const match of found) match.failed = failures(engine.records[match.number], options.filters);
    const kept = sorted(engine, found.filter((match) => !match.failed.length), options.sort);
    const page = kept.slice(options.offset, options.offset + options.limit);
    return {
      total: kept.length,
      hits: page.map((match) => hit(engine, match, options.snippets)),
      facets: options.facets ? facets(engine, found) : null,
      suggestion: kept.length ? null : Backfile.passages.suggestion(text, engine),
      note: wanted.note,
    };
  }

  function check({ filters, sort }) {
    const unknown = Object.keys(filters).find((name) => !FILTERS.includes(name));
    if (unknown) throw new Error(`There is no filter "${unknown}"; there are ${FILTERS.join(", ")}`);
    if (!SORTS.includes(sort)) throw new Error(`There is no order "${sort}"; there are ${SORTS.join(", ")}`);
  }

  /* lunr's matches, those left out whose text does not hold (or holds) the phrases. */
  function matches(engine, { clauses, phrases, everything }) {
    const rest = everything || phrases.length ? all(engine) : [];
    const results = clauses.length ? ask(engine.index, clauses) : rest;
    const fits = (number) => (phrase) => phrase.prohibited !== stands(engine, number, phrase);
    return results.filter(({ number }) => phrases.every(fits(number)));
  }

  function ask(index, clauses) {
    const results = index.query((query) => clauses.forEach((clause) => query.clause(clause)));
    return results.map(({ ref, score, matchData: { metadata } }) => {
      return { number: Number(ref), score, terms: Object.keys(metadata) };
    });
  }

  /* A query of nothing but * or -"phrases" starts from all there is. */
  function all(engine) {
    return engine.records.map((_, number) => ({ number, score: 0, terms: [] }));
  }

  function stands(engine, number, { fields, terms }) {
    return (fields || ["title", "text"]).some((field) => Backfile.passages.holds(wordsOf(engine, number, field), terms));
  }

  function wordsOf(engine, number, field) {
    const key = `${field}/${number}`;
    if (!engine.words.has(key)) engine.words.set(key, Backfile.analyse(engine.content(number, field)));
    return engine.words.get(key);
  }

  /* What stands in a field of a document; the text only once the texts were loaded. */
  function content(engine, number, field) {
    const of = engine.records[number];
    const lists = { authors: of.authors, tags: of.tags.map((tag) => tag.name) };
    return field === "text" ? engine.texts[number] : field in lists ? lists[field].join("\n") : of[field];
  }

  /* The kinds of filter that a record does not pass. */
  function failures(of, filters) {
    return Object.keys(filters).filter((kind) => {
      const asked = [].concat(filters[kind] ?? []).map(String).filter(Boolean);
      if (!asked.length) return false;
      if (kind === "from") return !of.date || lastDay(of.date) < asked[0];
      if (kind === "to") return !of.date || of.date > lastDay(asked[0]);
      return !values(of, kind).some(({ slug }) => asked.includes(slug));
    });
  }

  /* "2025-05" is a month; as text every day of it lies between it and this. */
  function lastDay(date) {
    return date + "-99-99".slice(date.length - 4);
  }

  function values(of, kind) {
    if (kind === "source") return of.source ? [{ slug: of.sourceSlug, name: of.source }] : [];
    if (kind === "year") return of.date ? [{ slug: of.date.slice(0, 4), name: of.date.slice(0, 4) }] : [];
    return kind === "tag" ? of.tags : of.tags.filter((tag) => tag.kind === kind);
  }

  function facets(engine, found) {
    const counted = {};
    for (const kind of FACETS) {
      const bySlug = new Map();
      for (const { number } of found.filter(({ failed }) => failed.every((one) => one === kind))) {
        for (const { slug, name } of values(engine.records[number], kind)) {
          bySlug.set(slug, { slug, name, count: (bySlug.get(slug) || { count: 0 }).count + 1 });
        }
      }
      counted[kind] = [...bySlug.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    }
    return counted;
  }

  /* By date, the undated last, those of one day in the order of relevance. */
  function sorted(engine, found, order) {
    if (order === "relevance") return found;
    const date = ({ number }) => engine.records[number].date;
    const sign = order === "newest" ? -1 : 1;
    const compare = (a, b) => (a === b ? 0 : a < b ? -sign : sign);
    const dated = found.filter(date).sort((a, b) => compare(date(a), date(b)));
    return dated.concat(found.filter((match) => !date(match)));
  }

  function hit(engine, { number, score, terms }, snippets) {
    const { id, url, title, date, source, summary, tags } = engine.records[number];
    const snippet = snippets ? Backfile.passages.snippet(engine.texts[number], new Set(terms)) : null;
    return { ref: id, id, score, title, url, date, source, summary, tags, snippet };
  }

  Backfile.search = {
    open(baseUrl) {
      const base = baseUrl && !baseUrl.endsWith("/") ? `${baseUrl}/` : baseUrl;
      if (!engines.has(base)) {
        const opening = openEngine(base);
        opening.catch(() => engines.delete(base)); // so that it can be tried again
        engines.set(base, opening);
      }
      return engines.get(base);
    },
    load(name, payload) {
      received.set(name, payload);
    },
  };
})();
