/* Filters and counts in, the buttons that put filters on and take them off out:
 * Backfile.page.filters(state, change) gives {showFacets, showChips}. state.filters is
 * {kind: [slug, ...]}; it is replaced by a new one before change() is called.
 */
(function () {
  "use strict";
  const { page } = window.Backfile;

  const FEW = 8; // values of a kind that are shown at first
  const MANY = 60; // and when more of them are asked for

  page.filters = function (state, change) {
    const [facets, chips, box] = ["facets", "chips", "q"].map((id) => document.getElementById(id));
    const names = new Map(); // by kind/slug, as the facets last told them
    const opened = new Set(); // kinds of which many are shown
    let shown = [{}, 0];

    function toggle(kind, slug) {
      const chosen = state.filters[kind] || [];
      const slugs = chosen.includes(slug) ? chosen.filter((one) => one !== slug) : [...chosen, slug];
      const { [kind]: _, ...others } = state.filters;
      state.filters = slugs.length ? { ...others, [kind]: slugs } : others;
      change();
    }

    const [from, to] = ["from", "to"].map((kind) => {
      const field = document.getElementById(kind);
      field.addEventListener("change", () => {
        const { [kind]: _, ...others } = state.filters;
        state.filters = field.value ? { ...others, [kind]: [field.value] } : others;
        change();
      });
      return field;
    });

    /* ---- counts ---- */

    function showFacets(counted, total) {
      shown = [counted, total];
      for (const [kind, values] of Object.entries(counted)) {
        values.forEach(({ slug, name }) => names.set(`${kind}/${slug}`, name));
      }
      const groups = Object.keys(page.FACETS).map((kind) => group(kind, counted[kind] || [], total));
      keepingFocus(facets, () => facets.replaceChildren(...groups.filter(Boolean)));
      showChips();
    }

    /* A single value that all results have would narrow nothing. */
    function group(kind, all, total) {
      const idle = !state.filters[kind] && all.length === 1 && all[0].count === total;
      const values = idle ? [] : shownOf(kind, all);
      if (!values.length) return null;
      const buttons = values.map((value) => facetButton(kind, value));
      const rest = all.length > values.length && !opened.has(kind) ? [moreButton(kind)] : [];
      const legend = page.make("legend", {}, page.FACETS[kind]);
      return page.make("fieldset", { className: "facet" }, legend, ...buttons, ...rest);
    }

    /* The most frequent values; those that are chosen stay, so that they can be left. */
    function shownOf(kind, all) {
      const chosen = state.filters[kind] || [];
      const most = opened.has(kind) ? MANY : FEW;
      const gone = chosen.filter((slug) => !all.some((value) => value.slug === slug));
      const kept = all.filter(({ slug }, at) => at < most || chosen.includes(slug));
      const ordered = kind === "year" ? kept.sort((a, b) => (a.slug < b.slug ? 1 : -1)) : kept;
      return ordered.concat(gone.map((slug) => ({ slug, name: nameOf(kind, slug), count: 0 })));
    }

    function facetButton(kind, { slug, name, count }) {
      const label = page.make("span", {}, page.make("bdi", {}, name), " ");
      const made = page.button(label, () => toggle(kind, slug), { className: "facet-value" });
      made.append(page.make("span", { className: "count" }, count.toLocaleString("en")));
      made.dataset.key = `${kind}/${slug}`;
      made.setAttribute("aria-pressed", String((state.filters[kind] || []).includes(slug)));
      return made;
    }

    function moreButton(kind) {
      const words = `More ${page.FACETS[kind].toLowerCase()}`;
      return page.button(words, () => {
        const first = facets.querySelectorAll(`[data-key^="${kind}/"]`).length;
        opened.add(kind);
        showFacets(...shown);
        facets.querySelectorAll(`[data-key^="${kind}/"]`)[first].focus();
      }, { className: "facet-more" });
    }

    /* ---- what is chosen ---- */

    function showChips() {
      [from.value, to.value] = ["from", "to"].map((kind) => (state.filters[kind] || [""])[0]);
      const all = Object.entries(state.filters).flatMap(([kind, slugs]) => slugs.map((slug) => chip(kind, slug)));
      chips.replaceChildren(...all);
      chips.hidden = !all.length;
    }

    function chip(kind, slug) {
      const dated = kind === "from" || kind === "to";
      const words = page.make("span", {}, `${page.FILTERS[kind]}${dated ? "" : ":"} `);
      words.append(dated ? page.day(slug) : page.make("bdi", {}, nameOf(kind, slug)));
      const made = page.button(words, () => {
        const at = [...chips.children].indexOf(made.parentNode);
        toggle(kind, slug);
        showChips();
        const left = chips.children[Math.min(at, chips.children.length - 1)];
        (left ? left.firstChild : box).focus();
      });
      made.setAttribute("aria-label", `Remove ${words.textContent}`);
      return page.make("li", {}, made);
    }

    function nameOf(kind, slug) {
      return names.get(`${kind}/${slug}`) || slug;
    }

    return { showFacets, showChips };
  };

  /* What had the focus has it again after all was made anew. */
  function keepingFocus(parent, act) {
    const at = parent.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    act();
    const again = at && [...parent.querySelectorAll("button")].find((one) => one.dataset.key === at);
    if (again) again.focus();
  }
})();
