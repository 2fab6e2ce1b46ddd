/* The search page: what is typed in #q out as results in #results, filters in #facets
 * and #chips, a count for the eyes in #count and for the ears in #status.
 *
 * A search starts with the key press, not after a pause; of those that wait while one
 * is under way only the newest is made. Results stay until better ones are there.
 */
(function () {
  "use strict";
  const { page, search } = window.Backfile;

  const PAGE = 10; // results shown at a time
  const TYPING = 3; // files that may be loaded for the beginning of a word at each key press
  const PAUSING = 8; // and where nothing was found with the word as it is
  const LATE = 300; // milliseconds from which a search is told to be loading, and the next one starts beside it
  const SETTLED = 400; // milliseconds without a key from which an unfinished word is taken as a whole one
  const SPOKEN = 600; // milliseconds without a new answer before its count is announced
  const LOADING = "Loading …";

  const ids = "search q any sort results count status narrow start asked options".split(" ");
  const at = Object.fromEntries(ids.map((id) => [id, document.getElementById(id)]));
  const base = at.search.dataset.base;
  const title = document.title;
  const state = { filters: {} };
  const { showFacets, showChips } = page.filters(state, changed);
  let unfinished = false; // whether the last word may still grow
  let wanted = 0; // results of the search to be made next; 0 when none is
  let busy = false;
  let number = 0; // of searches, so that a slow old answer does not replace a newer one
  let shown = 0; // the number of the search whose answer is on the screen
  let last = null; // and what was asked for it
  let settling = 0;
  let speech = 0;

  /* ---- the address ---- */

  function asked() {
    return { text: at.q.value, any: at.any.checked, sort: at.sort.value, filters: state.filters };
  }

  function restore({ text, any, sort, filters }) {
    at.q.value = text;
    at.any.checked = any;
    at.sort.value = sort;
    state.filters = filters;
  }

  function readAddress() {
    const said = page.read();
    if (!said) return false;
    restore(said);
    if (Object.keys(said.filters).length) at.narrow.open = true;
    unfinished = false;
    return true;
  }

  /* How many results were shown before the reader went on and came back. */
  function before() {
    return (history.state || { most: PAGE }).most;
  }

  /* Filters without words are asked of everything. */
  function text() {
    return at.q.value.trim() || (Object.keys(state.filters).length ? "*" : "");
  }

  /* ---- the search ---- */

  async function run(most = PAGE) {
    clearTimeout(settling);
    wanted = most;
    if (busy) return;
    busy = true;
    while (wanted) {
      const [limit, pause] = [wanted, new Promise((resolve) => setTimeout(resolve, LATE))];
      wanted = 0;
      await Promise.race([once(limit, (number += 1)), pause]);
    }
    busy = false;
  }

  async function once(limit, mine) {
    const late = setTimeout(() => mine === number && tell(LOADING), LATE);
    try {
      const growing = unfinished;
      const made = await ask(limit);
      if (mine < shown) return;
      // rather the results before than none at every unfinished word
      if (growing && made.question && !made.answer.total) settle(mine);
      else show(made, mine);
    } catch (error) {
      if (mine === number) fail(error, () => run(limit));
    } finally {
      clearTimeout(late);
    }
  }

  /* What is found by no whole word may be by its beginning, and what has not all of the words may have some. */
  async function ask(limit) {
    const engine = text() && (await search.open(base));
    const options = { limit, sort: at.sort.value, filters: state.filters, facets: at.narrow.open, snippets: "brief" };
    const [words, any] = [unfinished ? page.begun(text()) : text(), at.any.checked];
    if (!words) return { question: "", options, answer: { total: 0, hits: [], note: null } };
    const question = await page.question(words, any, unfinished ? TYPING : 0, engine);
    const made = { question, options, answer: await engine.query(question, options) };
    if (made.answer.total || unfinished) return made;
    const wider = await page.question(words, any, PAUSING, engine);
    const begun = wider === question ? made : { ...made, question: wider, answer: await engine.query(wider, options) };
    if (begun.answer.total || any || !page.hasSeveral(words)) return begun.answer.total ? begun : made;
    const loose = await page.question(words, true, 0, engine);
    const some = await engine.query(loose, options);
    if (!some.total) return made;
    return { question: loose, options, answer: { ...some, suggestion: made.answer.suggestion }, isLoose: true };
  }

  function settle(mine) {
    const finish = () => {
      unfinished = false;
      run();
    };
    if (mine === number) settling = setTimeout(finish, SETTLED);
  }

  /* ---- the answer ---- */

  function show(made, mine) {
    const { question, options, answer, isLoose } = made;
    const words = question ? [page.count(answer.total, isLoose), answer.note].filter(Boolean).join(" ") : "";
    tell(words);
    shown = mine;
    const key = JSON.stringify([question, options, at.q.value]);
    if (last && last.key === key) return; // a reader may be in these results by now
    last = { ...made, key };
    const list = page.make("ol", { className: "hits" }, ...page.hits(answer.hits, base));
    const parts = [question && (!answer.total || isLoose) && page.offer(answer.suggestion, asked(), choose), list, more(list)];
    page.inPlace(at.q, at.results, () => at.results.replaceChildren(...parts.filter(Boolean)));
    at.start.hidden = Boolean(question);
    at.narrow.hidden = !question;
    if (options.facets) showFacets(answer.facets || {}, answer.total);
    showChips();
    document.title = at.q.value.trim() ? `${at.q.value.trim()} – ${title}` : title; // for the browser's history
    at.asked.textContent = question && page.described(asked()); // for print
  }

  function tell(words) {
    at.count.textContent = words;
    clearTimeout(speech);
    speech = setTimeout(() => (at.status.textContent = words), SPOKEN);
  }

  function fail(error, again) {
    tell("The search failed.");
    last = null;
    at.results.querySelectorAll(".failed").forEach((one) => one.remove());
    const button = page.button("Try again", again);
    at.results.prepend(page.make("p", { className: "failed" }, `${error.message}. `, button));
  }

  function choose(better) {
    restore({ ...asked(), ...better });
    unfinished = false;
    at.q.focus();
    changed();
  }

  function more(list) {
    const { question, options, answer } = last;
    const from = list.children.length;
    const rest = Math.min(PAGE, answer.total - from);
    if (rest <= 0) return null;
    const button = page.button(`Show ${rest} more`, async () => {
      try {
        const engine = await search.open(base);
        const next = await engine.query(question, { ...options, offset: from, limit: PAGE, facets: false });
        list.append(...page.hits(next.hits, base));
        button.parentNode.replaceWith(...[more(list)].filter(Boolean));
        page.links(list)[from].focus();
        history.replaceState({ most: list.children.length }, "");
      } catch (error) {
        fail(error, () => button.click());
      }
    });
    return page.make("p", {}, button);
  }

  /* ---- what the reader does ---- */

  function typed() {
    page.write(asked(), false);
    unfinished = true;
    clearTimeout(settling);
    if (at.q.value && !page.begun(at.q.value)) settle(number);
    else run();
  }

  function changed() {
    page.write(asked(), true);
    run();
  }

  page.keys(at.q, at.results, () => {
    at.q.value = "";
    typed();
  });
  at.search.addEventListener("submit", (event) => {
    event.preventDefault();
    unfinished = false;
    changed();
  });
  at.q.addEventListener("input", typed);
  for (const one of [at.any, at.sort]) one.addEventListener("change", changed);
  at.narrow.addEventListener("toggle", () => {
    if (at.narrow.open && last && !last.options.facets) run(Math.max(PAGE, page.links(at.results).length));
  });
  window.addEventListener("hashchange", () => readAddress() && run(before()));

  at.options.hidden = false;
  if (readAddress() && text()) run(before());
  // so that the first key press finds all at hand; a failure is told when it is needed
  else search.open(base).catch(() => {});
})();
