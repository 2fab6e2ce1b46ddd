/* Payloads of the index's files in, what they say out: Backfile.decoding.
 *
 * A term is {key, first, field, place, shard, at, postings}: where it first occurs
 * (document, field, place in it), where it stands in its shard, and for each field
 * a posting {docs, tfs, weights} of typed arrays in order of document number.
 */
(function () {
  "use strict";
  const Backfile = (window.Backfile = window.Backfile || {});

  const [K1, B] = [1.2, 0.75]; // lunr's own: how much repetition and length count

  function* pairs(flat, step = 2) {
    for (let i = 0; i < flat.length; i += step) yield flat.slice(i, i + step);
  }

  /* [shared, rest, ...] as whole words; with step 3 each is followed by a number. */
  function unfold(flat, step) {
    let word = "";
    return Array.from(pairs(flat, step), ([shared, rest, weight]) => {
      word = word.slice(0, shared) + rest;
      return step === 3 ? { word, weight } : word;
    });
  }

  /* Dates as YYYYMMDD by place in their block, 0 where there is none. */
  function daysOf(column) {
    let last = 0;
    return column.map((delta) => (delta === null ? 0 : (last += delta)));
  }

  /* {slug, name, offsets} of each value, offsets being places in the block. */
  function valuesOf(column) {
    return Array.from(pairs(column, 3), ([slug, name, deltas]) => {
      let last = -1;
      return { slug, name, offsets: Int32Array.from(deltas, (delta) => (last += delta)) };
    });
  }

  function posting(list, found, weigh) {
    const [docs, tfs, weights] = [new Int32Array(found), new Int32Array(found), new Float64Array(found)];
    let doc = -1;
    for (let i = 0, n = 0; n < found; n += 1) {
      const delta = list[i++];
      const tf = delta < 0 ? list[i++] : 1;
      docs[n] = doc += Math.abs(delta);
      tfs[n] = tf;
      weights[n] = weigh(tf, list[i++]);
    }
    return { docs, tfs, weights };
  }

  /* Two numbers a document, three where the first is negative. */
  function documentsIn(list) {
    let found = 0;
    for (let i = 0; i < list.length; i += list[i] < 0 ? 3 : 2) found += 1;
    return found;
  }

  /* lunr's inverse document frequency and BM25, each step in its order and with its rounding. */
  function termOf(root, shard, at) {
    const [key, place] = shard.entries[at];
    const lists = root.fields.map((_, field) => shard.entries[at][field + 2] || []);
    const found = lists.map(documentsIn);
    const all = found.reduce((sum, one) => sum + one, 0);
    const idf = Math.log(1 + Math.abs((root.documents - all + 0.5) / (all + 0.5)));
    const postings = lists.map((list, field) =>
      posting(list, found[field], (tf, length) => {
        const score = (idf * ((K1 + 1) * tf)) / (K1 * (1 - B + B * (length / root.averages[field])) + tf);
        return Math.round(score * root.boosts[field] * 1000) / 1000;
      }),
    );
    const firsts = postings.map(({ docs }) => (docs.length ? docs[0] : Infinity));
    const first = Math.min(...firsts);
    return { key, first, field: firsts.indexOf(first), place, shard, at, postings };
  }

  Backfile.decoding = { pairs, unfold, daysOf, valuesOf, termOf };
})();
