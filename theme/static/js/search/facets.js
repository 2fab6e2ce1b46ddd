/* Matching documents and filters out of a query in, which of them pass and how often
 * each value occurs among them out: Backfile.narrow(store, docs, options).
 *
 * What documents have stands in columns, one of a kind for 4,096 numbers. Only those
 * that a query needs are loaded: of the kinds it filters, sorts or counts by, for the
 * blocks in which it found something.
 */
(function () {
  "use strict";
  const Backfile = (window.Backfile = window.Backfile || {});

  const TAGS = ["person", "place", "organisation", "topic"];
  const LISTED = [...TAGS, "source"];
  const FACETS = [...LISTED, "year"];
  const FILTERS = ["tag", ...FACETS, "from", "to"];
  const BLOCK = 12; // bits of a number within a block

  /* Gives {passed, dates, facets}: passed, the places in docs of those that pass all
   * filters; dates, YYYYMMDD by place in docs, 0 where there is none (null unless
   * needed); facets, {kind: [{slug, name, count}]}, or null. A kind's counts heed all
   * filters but its own, since a second value of the same kind widens the search. */
  Backfile.narrow = async function (store, docs, { filters, facets, sort }) {
    const asked = FILTERS.map((kind) => [kind, [].concat(filters[kind] ?? []).map(String).filter(Boolean)]);
    const used = asked.filter(([, slugs]) => slugs.length);
    const kinds = new Set(used.map(([kind]) => kind));
    const dated = facets || sort !== "relevance" || ["year", "from", "to"].some((kind) => kinds.has(kind));
    const needed = LISTED.filter((kind) => facets || kinds.has(kind) || (kinds.has("tag") && kind !== "source"));
    const blocks = dated || needed.length ? blocksOf(docs) : [];
    const load = (kind) => Promise.all(blocks.map((block) => store.column(kind, block)));
    const [days, ...columns] = await Promise.all([dated ? load("date") : null, ...needed.map(load)]);
    const places = needed.length ? placesOf(docs, store.root.size) : null;
    const values = new Map(needed.map((kind, at) => [kind, valuesOf(columns[at], blocks, places)]));
    const dates = days && datesOf(days, blocks, docs);
    if (dates) values.set("year", yearsOf(dates));
    values.set("tag", TAGS.flatMap((kind) => values.get(kind) || []));
    const failed = new Uint16Array(docs.length); // one bit a filter
    for (const [kind, slugs] of used) fail(failed, bitOf(kind), passing(kind, slugs, values, dates));
    return { passed: passedOf(failed), dates, facets: facets ? counts(values, failed) : null };
  };

  function passedOf(failed) {
    const passed = new Int32Array(failed.length);
    let found = 0;
    for (let place = 0; place < failed.length; place += 1) if (!failed[place]) passed[found++] = place;
    return passed.subarray(0, found);
  }

  function bitOf(kind) {
    return 1 << FILTERS.indexOf(kind);
  }

  function blocksOf(docs) {
    const blocks = [];
    for (const doc of docs) blocks[doc >> BLOCK] = doc >> BLOCK;
    return blocks.filter((block) => block !== undefined);
  }

  /* By document number the place in docs, -1 where it is not among them. */
  function placesOf(docs, size) {
    const places = new Int32Array(size).fill(-1);
    for (let place = 0; place < docs.length; place += 1) places[docs[place]] = place;
    return places;
  }

  /* {slug, name, found} of each value of a kind, found being places in docs. */
  function valuesOf(columns, blocks, places) {
    const values = new Map();
    columns.forEach((column, at) => {
      const first = blocks[at] << BLOCK;
      for (const { slug, name, offsets } of column) {
        if (!values.has(slug)) values.set(slug, { slug, name, found: [] });
        const { found } = values.get(slug);
        for (const offset of offsets) if (places[first + offset] >= 0) found.push(places[first + offset]);
      }
    });
    return [...values.values()];
  }

  /* YYYYMMDD by place in docs; a month's day and a year's month are 00. */
  function datesOf(columns, blocks, docs) {
    const read = [];
    columns.forEach((column, at) => (read[blocks[at]] = column));
    return docs.map((doc) => read[doc >> BLOCK][doc & ((1 << BLOCK) - 1)] || 0);
  }

  function yearsOf(dates) {
    const years = [];
    dates.forEach((date, place) => {
      const year = Math.floor(date / 10000);
      if (date) (years[year] = years[year] || []).push(place);
    });
    return Object.entries(years).map(([year, found]) => {
      const slug = year.padStart(4, "0");
      return { slug, name: slug, found };
    });
  }

  /* Whether a place in docs meets a filter, as a function. What has no date meets no
   * limit in time; "2025-05" as a limit, or as a date, is all of that month. */
  function passing(kind, slugs, values, dates) {
    if (kind === "from") return (place) => dates[place] && lastDay(dates[place]) >= limit(slugs[0], "0");
    if (kind === "to") return (place) => dates[place] && dates[place] <= limit(slugs[0], "9");
    const met = [];
    const chosen = values.get(kind).filter(({ slug }) => slugs.includes(slug));
    for (const { found } of chosen) for (const place of found) met[place] = true;
    return (place) => met[place];
  }

  function lastDay(date) {
    return date % 10000 === 0 ? date + 9999 : date % 100 === 0 ? date + 99 : date;
  }

  function limit(day, filling) {
    return Number(day.replace(/[^0-9]/g, "").slice(0, 8).padEnd(8, filling));
  }

  function fail(failed, bit, passes) {
    for (let place = 0; place < failed.length; place += 1) if (!passes(place)) failed[place] |= bit;
  }

  function counts(values, failed) {
    const counted = {};
    for (const kind of FACETS) {
      const others = ~bitOf(kind);
      const all = values.get(kind).map(({ slug, name, found }) => {
        return { slug, name, count: found.reduce((sum, place) => sum + (failed[place] & others ? 0 : 1), 0) };
      });
      const some = all.filter(({ count }) => count);
      counted[kind] = some.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    }
    return counted;
  }

  Backfile.filters = FILTERS;
})();
