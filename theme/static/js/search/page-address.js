/* The address in, what it asks for out, and the other way round: Backfile.page.read()
 * gives {text, any, sort, filters} or null; Backfile.page.write(asked, final) makes that
 * the address, final once the reader means it, so that Back leads there.
 *
 * The whole state of the search page is its address (#q=...&sort=...&any=1&person=slug),
 * so that a search can be linked to; ?q=... is read too, as forms and browsers' own
 * search fields write it. Nothing is stored.
 */
(function () {
  "use strict";
  const Backfile = (window.Backfile = window.Backfile || {});

  // What can be counted and chosen, then what comes by a link or a date field alone.
  const FACETS = {
    person: "People",
    place: "Places",
    organisation: "Organisations",
    topic: "Topics",
    source: "Sources",
    year: "Years",
  };
  const FILTERS = { ...FACETS, tag: "Tag", from: "From", to: "Until" };
  const SORTS = ["relevance", "newest", "oldest"];
  let fresh = true; // whether the history's present entry is being typed, and may be written over

  /* null where the part after the # is no search: the skip link writes #main there. */
  function read() {
    const hash = new URLSearchParams(location.hash.slice(1));
    const ours = ["q", "any", "sort", ...Object.keys(FILTERS)].some((key) => hash.has(key));
    if (location.hash.length > 1 && !ours) return null;
    const said = ours ? hash : new URLSearchParams(location.search);
    const filters = {};
    for (const kind of Object.keys(FILTERS)) {
      const slugs = said.getAll(kind).filter(Boolean);
      if (slugs.length) filters[kind] = slugs;
    }
    const sort = SORTS.includes(said.get("sort")) ? said.get("sort") : SORTS[0];
    const asked = { text: said.get("q") || "", any: said.has("any"), sort, filters };
    if (location.search) history.replaceState(history.state, "", location.pathname + address(asked));
    fresh = !location.hash;
    return asked;
  }

  /* Empty where nothing is asked for. */
  function address({ text, any, sort, filters }) {
    const said = new URLSearchParams(text || any || sort !== SORTS[0] ? { q: text } : {});
    if (sort !== SORTS[0]) said.set("sort", sort);
    if (any) said.set("any", "1");
    Object.entries(filters).forEach(([kind, slugs]) => slugs.forEach((slug) => said.append(kind, slug)));
    return String(said) && `#${said}`;
  }

  /* Back leads to what was searched before, not to each letter of it. */
  function write(asked, final) {
    const to = location.pathname + address(asked);
    if (to !== location.pathname + location.search + location.hash) {
      history[fresh && !final ? "replaceState" : "pushState"](null, "", to);
      fresh = true;
    }
    if (final) fresh = false;
  }

  Backfile.page = { FACETS, FILTERS, read, write };
})();
