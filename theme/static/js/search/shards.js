/* A site's address in, the parts of its search index out: Backfile.shards(base).
 *
 * Every part is a classic script that calls Backfile.search.load(name, payload),
 * because fetch does not work on file://. A part is loaded when it is first asked
 * for and once at most; one that failed is forgotten, so that it can be tried
 * again. docs/search.md explains the format, decoding.js reads it.
 */
(function () {
  "use strict";
  const Backfile = window.Backfile;

  const { pairs, unfold, daysOf, valuesOf, termOf } = Backfile.decoding;
  const LAST = "\uffff"; // sorts behind every letter
  const LONGEST = 16; // the shard of a vocabulary that holds all longer words too

  const received = new Map(); // by name, what the scripts hand over as they run
  const roots = new Map(); // by address, those that a page itself named

  function inject(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve(script.remove());
      script.onerror = () => {
        script.remove();
        reject(new Error(`The search could not load ${address}`));
      };
      document.head.appendChild(script);
    });
  }

  async function data(address, name) {
    await inject(address);
    if (!received.has(name)) throw new Error(`The search could not read ${address}`);
    const payload = received.get(name);
    received.delete(name);
    return payload;
  }

  /* The same function, but the answers are kept by their keys, unless they fail. */
  function remembering(work) {
    const kept = new Map();
    return (key, ...rest) => {
      if (!kept.has(key)) {
        const working = work(key, ...rest);
        working.catch(() => kept.delete(key));
        kept.set(key, working);
      }
      return kept.get(key);
    };
  }

  /* The place of the last key that does not sort behind this one; -1 where all do. */
  function placeOf(keys, key, of = (one) => one) {
    let [from, to] = [0, keys.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (of(keys[middle]) <= key) from = middle + 1;
      else to = middle;
    }
    return from - 1;
  }

  /* What the page named itself is there already; else search/index.js tells the root's name. */
  async function rootOf(base) {
    const named = document.baseURI && roots.get(new URL(`${base}search/`, document.baseURI).href);
    if (named) return named;
    const name = await data(`${base}search/index.js`, "entry");
    return data(`${base}search/${name}.js`, name);
  }

  Backfile.shards = async function (base) {
    const root = await rootOf(base);
    const part = remembering((name) => data(`${base}search/${name}.js`, name));
    const store = { root, prefixed, positions, redirect };
    const words = remembering(async (name, step) => unfold(await part(name), step));
    const columns = remembering(async (name, kind) => (kind === "date" ? daysOf : valuesOf)(await part(name)));

    /* A listing's page; a short listing is its own only page. */
    const pageOf = (listing, page) => (listing.depth ? part(`l/${listing.names[page]}`) : Promise.resolve(listing));

    const shardOf = remembering(async (name, page, place) => {
      const [entries, redirects = [], forms = []] = await part(`t/${name}`);
      return { entries, redirects: new Map(pairs(redirects)), forms: new Map(pairs(forms)), page, place, terms: [] };
    });

    function termAt(shard, at) {
      return (shard.terms[at] = shard.terms[at] || termOf(root, shard, at));
    }

    /* The pages of the term listing on which words between two may stand. */
    function pagesOf(from, to) {
      const { depth, keys } = root.terms;
      return depth ? [Math.max(placeOf(keys, from), 0), placeOf(keys, to)] : [0, 0];
    }

    /* [name, page, place] of each shard that may hold words between two. */
    async function shardsOf(from, to) {
      const [first, last] = pagesOf(from, to);
      const pages = Array.from({ length: last - first + 1 }, (_, i) => pageOf(root.terms, first + i));
      return (await Promise.all(pages)).flatMap(({ keys, names }, i) => {
        const start = Math.max(placeOf(keys, from), 0);
        const end = placeOf(keys, to) + 1;
        return names.slice(start, end).map((name, place) => [name, first + i, start + place]);
      });
    }

    async function shardWith(key) {
      const [at] = await shardsOf(key, key);
      return at && shardOf(...at);
    }

    async function redirect(form) {
      const shard = await shardWith(form);
      return shard && shard.redirects.get(form);
    }

    store.term = async (key) => {
      const shard = await shardWith(key);
      const at = shard ? placeOf(shard.entries, key, ([one]) => one) : -1;
      return at >= 0 && shard.entries[at][0] === key ? termAt(shard, at) : undefined;
    };

    /* All terms that begin so, sorted. */
    async function prefixed(start) {
      const shards = await Promise.all((await shardsOf(start, start + LAST)).map((at) => shardOf(...at)));
      return shards.flatMap((shard) => {
        const found = [];
        let at = Math.max(placeOf(shard.entries, start, ([key]) => key), 0);
        if (shard.entries[at] && shard.entries[at][0] < start) at += 1;
        for (; at < shard.entries.length && shard.entries[at][0].startsWith(start); at += 1) {
          found.push(termAt(shard, at));
        }
        return found;
      });
    }

    /* How many shards that would load; where the listing has many pages, how many at most. */
    store.spread = async (start) => {
      const [first, last] = pagesOf(start, start + LAST);
      return last > first + 2 ? (last - first + 1) * 128 : (await shardsOf(start, start + LAST)).length;
    };

    /* For each field the flat list of a term's positions. */
    async function positions({ shard, at }) {
      const { names } = await pageOf(root.positions, shard.page);
      const entry = (await part(`p/${names[shard.place >> 2]}`))[shard.place & 3][at]; // four stand together
      return root.fields.map((_, field) => entry[field] || []);
    }

    /* What a listing by number holds for a document; undefined where there is none. */
    async function numbered(kind, listing, number) {
      const shard = number >> 3;
      const names = !listing.depth || listing.names[shard >> 7] ? (await pageOf(listing, shard >> 7)).names : [];
      const name = names[listing.depth ? shard & 127 : shard];
      return name ? (await part(`${kind}/${shard}-${name}`))[number & 7] || undefined : undefined;
    }

    /* The words of some lengths, from the shards of a kind. */
    async function lengths(kind, names, from, to, step) {
      const wanted = [];
      for (let length = Math.min(from, LONGEST); length <= Math.min(to, LONGEST); length += 1) {
        if (names[length]) wanted.push(words(`${kind}/${names[length]}`, step));
      }
      return (await Promise.all(wanted)).flat();
    }

    store.record = (number) => numbered("r", root.records, number);
    store.text = async (number) => (await numbered("x", root.texts, number)) || "";
    store.vocabulary = (from, to) => lengths("v", root.vocabulary, from, to, 2);
    store.spellings = (from, to) => lengths("s", root.spelling, from, to, 3);
    store.column = async (kind, block) => {
      const name = root.facets[kind][block];
      return name ? columns(`f/${name}`, kind) : [];
    };
    return store;
  };

  const libraries = remembering(inject);
  Backfile.library = (address, present) => (present ? Promise.resolve() : libraries(address));
  Backfile.remembering = remembering;
  Backfile.placeOf = placeOf;
  Backfile.receive = (name, payload) => {
    const { src } = document.currentScript || {};
    if (src && /^index[.]/.test(name)) roots.set(new URL(".", src).href, payload);
    received.set(name, payload);
  };
})();
