/* A search that finds nothing in, the same with its unknown words spelt as the
 * archive spells them out: Backfile.suggestion(text, store), null where there is none.
 * Backfile.distance tells how many letters two words differ by, and Backfile.alike at
 * once of most words that they differ by more.
 */
(function () {
  "use strict";
  const Backfile = (window.Backfile = window.Backfile || {});

  const WORD = /(-?)([\p{L}\p{N}\p{M}'’]+)([*:]?)/gu;
  const SHORTEST = 3; // letters of a word that can be misspelt
  const ANY = 42; // the code of *
  const LONG = 5; // letters of a word in which two may be wrong

  Backfile.suggestion = async function (text, store) {
    const better = await Promise.all(Array.from(text.matchAll(WORD), (match) => replacement(match, store)));
    let at = 0;
    const whole = text.replace(WORD, (written) => better[at++] ?? written);
    return whole === text ? null : whole;
  };

  async function replacement([, minus, word, sign], store) {
    const forms = minus || sign ? [] : Backfile.forms(word);
    if (forms.length !== 1 || (await Backfile.lookUp(forms[0], store)).length) return null;
    return (await nearest(forms[0], 1, store)) || (forms[0].length < LONG ? null : nearest(forms[0], 2, store));
  }

  /* Of the words that differ by so many letters, or fewer: one that differs least, has
   * the same first letter, and occurs most. */
  async function nearest(word, most, store) {
    if (word.length < SHORTEST) return null;
    let [chosen, least] = [null, [most + 1]];
    for (const { word: candidate, weight } of await store.spellings(word.length - most, word.length + most)) {
      const far = alike(word, candidate, most) ? distance(word, candidate, most) : Infinity;
      const rank = [far, candidate[0] === word[0] ? 0 : 1, -weight];
      if (far <= most && before(rank, least)) [chosen, least] = [candidate, rank];
    }
    return chosen;
  }

  function before(a, b) {
    const at = a.findIndex((one, i) => one !== b[i]);
    return at !== -1 && a[at] < (b[at] ?? Infinity);
  }

  /* Letters put in, left out, changed or swapped; a * in the first is any letter. More
   * than most is given as most + 1: only places that far apart are compared, and three
   * rows of counts serve for all words. */
  function distance(a, b, most) {
    const far = most + 1;
    if (Math.abs(a.length - b.length) > most) return far;
    if (b.length >= rows[0].length) rows = rowsOf(2 * b.length);
    let [before, last, row] = rows;
    for (let j = 0; j <= b.length; j += 1) last[j] = j;
    for (let i = 1; i <= a.length; i += 1) {
      const from = Math.max(1, i - most);
      const to = Math.min(b.length, i + most);
      const [former, letter] = [a.charCodeAt(i - 2), a.charCodeAt(i - 1)];
      let best = (row[from - 1] = from === 1 ? i : far);
      for (let j = from; j <= to; j += 1) {
        const other = b.charCodeAt(j - 1);
        let least = last[j - 1] + (letter === other || letter === ANY ? 0 : 1);
        if (row[j - 1] < least) least = row[j - 1] + 1;
        if (j < i + most && last[j] < least) least = last[j] + 1;
        const swapped = j > 1 && former === other && letter === b.charCodeAt(j - 2);
        if (swapped && before[j - 2] < least) least = before[j - 2] + 1;
        row[j] = least;
        if (least < best) best = least;
      }
      if (best > most) return far;
      [before, last, row] = [last, row, before];
    }
    return Math.min(last[b.length], far);
  }

  function rowsOf(length) {
    return Array.from({ length: 3 }, () => new Int32Array(length));
  }
  let rows = rowsOf(64);

  /* Whether two words may be so near: an edit changes two kinds of letters at most. */
  function alike(a, b, edits) {
    let apart = a.includes("*") ? 0 : letters(a) ^ letters(b);
    for (let changed = 0; apart; changed += 1, apart &= apart - 1) if (changed === 2 * edits) return false;
    return true;
  }

  function letters(word) {
    let bits = 0;
    for (let i = 0; i < word.length; i += 1) bits |= 1 << (word.charCodeAt(i) & 31);
    return bits;
  }

  Object.assign(Backfile, { alike, distance });
})();
