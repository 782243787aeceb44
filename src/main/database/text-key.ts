/**
 * A number of 52 bits that stands for a brand's or category's text in an index, where the text itself would be long. Equal
 * texts give equal numbers; that two of a merchant's thousands give the same is less likely than a damaged disk.
 */
export function textKey(text: string | null): number | null {
  if (text === null) return null;
  let low = 0x811c9dc5;
  let high = 0x5bd1e995;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ (low >>> 16), 0x85ebca6b);
  }
  return ((high ^ (high >>> 13)) & 0xfffff) * 2 ** 32 + (low >>> 0);
}
