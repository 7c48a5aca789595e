// Looks at the element that has the focus: which it is, whether the ring shows
// and whether something lies over it. Called after each press of Tab.
() => {
  const node = document.activeElement;
  if (!node || node === document.body || node === document.documentElement) return { end: true };
  globalThis.__stops ??= [];
  const seen = __stops.includes(node);
  const before = __stops[__stops.length - 1];
  if (!seen) __stops.push(node);
  const faults = [];
  const sketch = node.outerHTML.replace(/\s+/g, " ").slice(0, 140);
  if (!seen && before && !(before.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push("[9] the Tab key goes back here");
  const style = getComputedStyle(node);
  const ringOn = [node, ...(node.labels || []), node.parentElement].filter(Boolean).some((n) => {
    const s = getComputedStyle(n);
    return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 3 && s.boxShadow !== "none";
  });
  if (!ringOn) faults.push(`[8] no two-tone ring (outline ${style.outlineStyle} ${style.outlineWidth}, shadow ${style.boxShadow.slice(0, 30)})`);
  const rect = node.getBoundingClientRect();
  const inset = 3;
  const points = [[rect.left + rect.width / 2, rect.top + rect.height / 2], [rect.left + inset, rect.top + inset], [rect.right - inset, rect.top + inset], [rect.left + inset, rect.bottom - inset], [rect.right - inset, rect.bottom - inset]];
  const tall = rect.height > innerHeight;
  for (const [i, [x, y]] of points.entries()) {
    const top = document.elementFromPoint(x, y);
    const inside = x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight;
    const mine = top && (node.contains(top) || top.contains(node) || [...(node.labels || [])].some((label) => label.contains(top)));
    if ((!inside && !tall && i === 0) || (inside && !mine)) { faults.push(`[8] covered or out of view at point ${i} by ${top ? top.outerHTML.slice(0, 80) : "the edge"}`); break; }
  }
  return { end: false, seen, skip: node.matches(".skip"), faults: faults.map((text) => `${text}: ${sketch}`) };
}
