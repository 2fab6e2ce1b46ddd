/* The search page: what is typed in #q out as results in #results, filters in
 * #facets and a count in #status. The state is the address (#q=...&sort=...&
 * any=1&person=slug), so that a search can be linked to; nothing else is kept.
 * All text gets in as text, never as HTML. Needs engine.js.
 */
(function () {
  "use strict";
  const { search } = window.Backfile;

  const PAGE = 20; // results shown at a time
  const PAUSE = 120; // milliseconds without a key before a search starts
  const LOADING = "Loading the index …";
  const SPOKEN = 600; // milliseconds without a new answer before its count is announced
  const VALUES = 10; // of one kind of filter shown
  const SHORTEST = 3; // letters of a word from which it is also found by its beginning
  const FACETS = {
    person: "People",
    place: "Places",
    organisation: "Organisations",
    topic: "Topics",
    source: "Sources",
    year: "Years",
  };

  const OPERATORS = /(^|\s)[+-]\S|["“”„«»*~^\\]|(^|\s)(title|text|tags|authors|source):\S/;
  const LIMITS = { tag: "Tag", from: "From", to: "Until" }; // come by a link alone, and can be taken off

  const ids = ["search", "q", "any", "sort", "results", "facets", "status"];
  const [form, box, any, sort, results, facets, status] = ids.map((id) => document.getElementById(id));
  const base = form.dataset.base;
  const state = { filters: {}, shown: PAGE, typing: false };
  let asked = 0; // counts searches, so that a slow old answer does not replace a newer one
  let pause = 0;
  let speech = 0;

  /* ---- the address ---- */

  function readAddress() {
    const hash = new URLSearchParams(location.hash.slice(1));
    const said = hash.has("q") ? hash : new URLSearchParams(location.search);
    box.value = said.get("q") || "";
    any.checked = said.has("any");
    sort.value = said.get("sort") || "relevance";
    if (!sort.value) sort.value = "relevance";
    state.filters = {};
    for (const kind of Object.keys({ ...FACETS, ...LIMITS })) {
      if (hash.has(kind)) state.filters[kind] = hash.getAll(kind);
    }
  }

  function writeAddress() {
    const said = new URLSearchParams({ q: box.value });
    if (sort.value !== "relevance") said.set("sort", sort.value);
    if (any.checked) said.set("any", "1");
    Object.entries(state.filters).forEach(([kind, slugs]) => slugs.forEach((slug) => said.append(kind, slug)));
    history.replaceState(null, "", `${location.pathname}#${said}`);
  }

  /* ---- the question ---- */

  /* Plain words must all occur, unless any will do; the one being typed may be unfinished. */
  function question(typing) {
    const text = box.value;
    if (OPERATORS.test(text)) return text;
    const words = text.split(/[\s:]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    const open = typing && /[\p{L}\p{N}]$/u.test(text) ? words.length - 1 : -1;
    return words.map((word, at) => plainWord(word.replace(/^[+-]+/, ""), at === open)).join(" ");
  }

  /* The whole word counts more than words that only begin with it. */
  function plainWord(word, unfinished) {
    const sign = any.checked ? "" : "+";
    const grows = unfinished && word.length >= SHORTEST && window.Backfile.analyse(word).length > 0;
    return grows ? `${sign}${word}* ${word}^4` : sign + word;
  }

  async function run() {
    const number = (asked += 1);
    writeAddress();
    try {
      if (!window.lunr) say(LOADING);
      const engine = await search.open(base);
      const options = { limit: state.shown, sort: sort.value, filters: state.filters, facets: true, snippets: true };
      const answer = await engine.query(question(state.typing), options);
      // only whole words can be told from misspelt ones
      const whole = answer.total ? answer : await engine.query(question(false));
      if (number === asked) show({ ...answer, suggestion: whole.suggestion });
    } catch (error) {
      say(`${error.message}. Reload the page to try again.`);
    }
  }

  function again() {
    state.shown = PAGE;
    run();
  }

  /* ---- the answer ---- */

  function show(answer) {
    const asking = box.value.trim() !== "";
    const list = make("ol", { className: "hits" }, ...answer.hits.map(hit));
    results.replaceChildren(...[asking && suggestion(answer), list, more(answer)].filter(Boolean));
    showFacets(asking ? answer.facets : {}, answer.total);
    clearTimeout(speech);
    const words = asking ? [count(answer.total), answer.note].filter(Boolean).join(" ") : "";
    // the first answer takes the place of the notice that it is on its way
    speech = setTimeout(say, status.textContent === LOADING ? 0 : SPOKEN, words);
  }

  function say(words) {
    status.textContent = words;
  }

  function count(total) {
    if (total === 0) return "Nothing found.";
    return total === 1 ? "1 result." : `${total.toLocaleString("en")} results.`;
  }

  function hit({ title, url, date, source, summary, snippet }) {
    const link = make("a", { href: base + url, dir: "auto" }, title || summary || url);
    const parted = date && source ? " · " : "";
    const meta = make("p", { className: "hit-meta" }, day(date), parted, make("bdi", {}, source));
    const pieces = snippet.map(([text, marked]) => (marked ? make("mark", {}, text) : text));
    const heading = make("h2", { className: "hit-title" }, link);
    return make("li", {}, heading, meta, make("p", { dir: "auto" }, ...pieces));
  }

  function day(date) {
    if (!date) return "";
    const parts = { 4: { year: "numeric" }, 7: { year: "numeric", month: "long" } };
    const form = parts[date.length] || { dateStyle: "long" };
    const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    const words = new Intl.DateTimeFormat(language || "en-GB", { ...form, timeZone: "UTC" }).format(new Date(date));
    return make("time", { dateTime: date }, words);
  }

  function suggestion(answer) {
    if (!answer.suggestion) return null;
    const ours = question(false) !== box.value; // then the + before each word is not the reader's
    const words = ours ? answer.suggestion.replace(/(^|\s)\+/g, "$1") : answer.suggestion;
    const button = make("button", { type: "button" }, words);
    button.addEventListener("click", () => {
      box.value = words;
      box.focus();
      again();
    });
    return make("p", {}, "Did you mean ", button, "?");
  }

  function more(answer) {
    const rest = Math.min(PAGE, answer.total - answer.hits.length);
    if (rest <= 0) return null;
    const button = make("button", { type: "button" }, `Show ${rest} more`);
    button.addEventListener("click", async () => {
      const first = answer.hits.length;
      state.shown += PAGE;
      await run();
      const link = links()[first];
      if (link) link.focus();
    });
    return make("p", {}, button);
  }

  /* ---- filters ---- */

  function showFacets(counted, total) {
    const focused = facets.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const kinds = Object.keys(state.filters).filter((kind) => kind in LIMITS).concat(Object.keys(counted));
    const groups = kinds.map((kind) => group(kind, values(kind, counted[kind] || []), total));
    facets.replaceChildren(...groups.filter(Boolean));
    const button = [...facets.querySelectorAll("button")].find((one) => one.dataset.key === focused);
    if (button) button.focus();
  }

  /* The most frequent values; those that are chosen stay, so that they can be left. */
  function values(kind, all) {
    const chosen = state.filters[kind] || [];
    const gone = chosen.filter((slug) => !all.some((value) => value.slug === slug));
    const kept = all.filter(({ slug }, at) => at < VALUES || chosen.includes(slug));
    const ordered = kind === "year" ? kept.sort((a, b) => (a.slug < b.slug ? 1 : -1)) : kept;
    return ordered.concat(gone.map((slug) => ({ slug, name: slug, count: 0 })));
  }

  /* A single value that all results have would narrow nothing. */
  function group(kind, all, total) {
    const idle = !state.filters[kind] && all.length === 1 && all[0].count === total;
    if (!all.length || idle) return null;
    const buttons = all.map((value) => facetButton(kind, value));
    return make("fieldset", { className: "facet" }, make("legend", {}, FACETS[kind] || LIMITS[kind]), ...buttons);
  }

  function facetButton(kind, { slug, name, count: found }) {
    const chosen = state.filters[kind] || [];
    const pressed = chosen.includes(slug);
    const label = [make("bdi", {}, name), found ? ` ${found}` : ""];
    const button = make("button", { type: "button", className: "facet-value" }, ...label);
    button.dataset.key = `${kind}/${slug}`;
    button.setAttribute("aria-pressed", String(pressed));
    button.addEventListener("click", () => {
      state.filters[kind] = pressed ? chosen.filter((one) => one !== slug) : [...chosen, slug];
      if (!state.filters[kind].length) delete state.filters[kind];
      again();
    });
    return button;
  }

  /* ---- keys ---- */

  function links() {
    return [...results.querySelectorAll(".hit-title a")];
  }

  /* Down from the box into the results, up and down among them, Escape back to the box. */
  function move(event) {
    const at = links().indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const inside = results.contains(document.activeElement);
    if (event.key === "Escape" && inside) box.focus();
    if (!step || (at === -1 && (document.activeElement !== box || step < 0))) return;
    const to = links()[at + step] || (at + step < 0 ? box : null);
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function typed(typing) {
    state.typing = typing;
    clearTimeout(pause);
    pause = setTimeout(again, typing ? PAUSE : 0);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    typed(false);
  });
  box.addEventListener("input", () => typed(true));
  any.addEventListener("change", () => typed(false));
  sort.addEventListener("change", () => typed(false));
  document.addEventListener("keydown", move);
  window.addEventListener("hashchange", () => {
    readAddress();
    typed(false);
  });
  readAddress();
  if (box.value) run();
})();
