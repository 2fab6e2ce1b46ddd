/* A query's clauses in, the documents that match out, with lunr's own scores:
 * Backfile.scorer(size, fields) gives a function of {clauses, phrases, all} that
 * gives {docs, scores}, in the order in which lunr meets the documents.
 *
 * lunr.Index.query makes objects for each posting, which takes it a quarter of a
 * second for a word that a third of 100,000 articles hold. This is the same sum on
 * typed arrays, and each step in lunr's order, since the last digits of a sum hang
 * on it, and on these the order of results that are equally good:
 * - a document's score in a field is the sum, over the query's terms in order of
 *   their first occurrence, of the term's weight and its boost in the query,
 *   divided by the length of the vector of these boosts;
 * - its score is the sum of these over the fields, in the order in which the
 *   clauses, their terms and their fields first meet it there.
 */
(function () {
  "use strict";
  const Backfile = (window.Backfile = window.Backfile || {});

  Backfile.scorer = function (size, fields) {
    // Made once and left empty after each query: at 100,000 documents they take 5 MB.
    const sums = Array.from({ length: fields }, () => new Float64Array(size));
    const scores = new Float64Array(size);
    const met = new Uint8Array(size); // one bit a field
    const passed = new Int16Array(size); // how many required clauses; -1 where prohibited

    function require(lists, rank) {
      for (const docs of lists) {
        for (const doc of docs) if (passed[doc] === rank) passed[doc] = rank + 1;
      }
    }

    function prohibit(lists) {
      for (const docs of lists) for (const doc of docs) passed[doc] = -1;
    }

    /* Sets what passes, and gives how many requirements there are. */
    function sift(parts) {
      const required = parts.filter((part) => part.required).map(listsOf);
      const prohibited = parts.filter((part) => part.prohibited).map(listsOf);
      passed.fill(0);
      required.forEach(require);
      prohibited.forEach(prohibit);
      return required.length;
    }

    function sumField(field, asked, wanted) {
      const length = Math.sqrt(asked.reduce((sum, { boosts }) => sum + (boosts[field] || 0) ** 2, 0));
      const sum = sums[field];
      for (const { term, boosts } of asked) {
        const { docs, weights } = term.postings[field];
        const boost = boosts[field];
        if (boost === undefined) continue;
        for (let i = 0; i < docs.length; i += 1) {
          if (passed[docs[i]] === wanted) sum[docs[i]] += boost * weights[i];
        }
      }
      return length;
    }

    /* Adds the sums of the fields up, and empties them; found gets each document once. */
    function collect([{ docs }, field], length, wanted, found) {
      const [sum, bit] = [sums[field], 1 << field];
      for (const doc of docs) {
        if (passed[doc] !== wanted || met[doc] & bit) continue;
        if (!met[doc]) found.push(doc);
        met[doc] |= bit;
        scores[doc] += sum[doc] / length || 0;
        sum[doc] = 0;
      }
    }

    function finish(found) {
      const docs = new Int32Array(found);
      const taken = new Float64Array(docs.length);
      for (let at = 0; at < docs.length; at += 1) {
        taken[at] = scores[docs[at]];
        scores[docs[at]] = met[docs[at]] = 0;
      }
      return { docs, scores: taken };
    }

    return function ({ clauses, phrases, all }) {
      const { order, asked } = gathered(clauses);
      const wanted = sift([...clauses, ...phrases]);
      const lengths = sums.map((_, field) => sumField(field, asked, wanted));
      const found = [];
      for (const one of order) collect(one, lengths[one[1]], wanted, found);
      for (let doc = 0; all && doc < size; doc += 1) if (passed[doc] === wanted && !met[doc]) found.push(doc);
      return finish(found);
    };
  };

  function listsOf(part) {
    return part.lists || part.terms.flatMap((term) => part.fields.map((at) => term.postings[at].docs));
  }

  /* order: [posting, field] as lunr first meets them; asked: each term once with its
   * boosts by field, those of several clauses added up, in order of first occurrence. */
  function gathered(clauses) {
    const order = [];
    const boosts = new Map();
    for (const clause of clauses.filter((one) => !one.prohibited)) {
      for (const term of clause.terms) {
        if (!boosts.has(term)) boosts.set(term, []);
        const own = boosts.get(term);
        for (const field of clause.fields) {
          if (own[field] === undefined) order.push([term.postings[field], field]);
          own[field] = (own[field] || 0) + clause.boost;
        }
      }
    }
    const asked = Array.from(boosts, ([term, own]) => ({ term, boosts: own })).sort(byFirstOccurrence);
    return { order, asked };
  }

  function byFirstOccurrence({ term: a }, { term: b }) {
    return a.first - b.first || a.field - b.field || a.place - b.place;
  }

  /* The places of the best of so many, in order, without sorting all of them. */
  Backfile.best = function (count, most, compare) {
    const places = Int32Array.from({ length: Math.min(count, most) }, (_, at) => at).sort(compare);
    for (let at = places.length; at < count && most; at += 1) {
      if (compare(at, places[most - 1]) >= 0) continue;
      let [from, to] = [0, most - 1];
      while (from < to) {
        const middle = (from + to) >> 1;
        if (compare(places[middle], at) <= 0) from = middle + 1;
        else to = middle;
      }
      places.copyWithin(from + 1, from, most - 1);
      places[from] = at;
    }
    return Array.from(places);
  };
})();
