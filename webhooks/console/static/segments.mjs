// What a text costs on the wire: the browser's twin of bot/words/segments.py, so that a draft is counted without leaving the
// page. tests/console holds both against one table. Source: 3GPP TS 23.038 §6.2.1, TS 23.040 §9.2.3.24.1.

const GSM7 = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿" +
    "abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENSION = new Set("^{}\\[~]|€\f");
const FOLDED = new Map([
  ["\u2018", "'"],
  ["\u2019", "'"],
  ["\u201c", '"'],
  ["\u201d", '"'],
  ["\u2013", "-"],
  ["\u2014", "-"],
  ["\u2026", "..."],
  ["\u00a0", " "],
  ["\u202f", " "],
  ["\u200b", ""],
  ["\ufeff", ""],
]);
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export function foldTypography(text) {
  return Array.from(text, (char) => FOLDED.get(char) ?? char).join("");
}

export function countSegments(text) {
  if (!text) return 0;
  const gsm = Array.from(text).every((char) => GSM7.has(char) || EXTENSION.has(char));
  const [single, part] = gsm ? [160, 153] : [70, 67];
  const cost = (grapheme) =>
    gsm ? Array.from(grapheme, (char) => (EXTENSION.has(char) ? 2 : 1)).reduce((sum, each) => sum + each, 0) : grapheme.length;
  const costs = Array.from(graphemes.segment(text), ({ segment }) => cost(segment));
  if (costs.reduce((sum, each) => sum + each, 0) <= single) return 1;
  let parts = 1;
  let room = part;
  for (let each of costs) {
    if (each > room) {
      parts += 1;
      room = part;
    }
    while (each > part) {
      each -= part;
      parts += 1;
    }
    room -= each;
  }
  return parts;
}
