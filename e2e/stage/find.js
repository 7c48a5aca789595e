// Finds what a person would mean by a name, brings it into view and says where
// it is, or why a person could not use it. Called as find(kind, name, near).
(kind, name, near) => {
  const squeeze = (text) => (text || "").replace(/\s+/g, " ").trim();
  const kinds = {
    press: "a[href], button, summary, input[type=submit], input[type=button], input[type=checkbox], input[type=radio], [role=button]",
    field: "input:not([type=hidden]):not([type=submit]):not([type=button]), textarea, select",
    any: "h1, h2, h3, h4, p, li, dt, dd, td, th, legend, label, a, button, span, strong",
  };
  const shown = (node) => node.checkVisibility({ visibilityProperty: true });
  const labelled = (node) => {
    const by = node.getAttribute("aria-labelledby");
    if (by) return by.split(/\s+/).map((id) => squeeze(document.getElementById(id)?.textContent)).join(" ");
    if (node.hasAttribute("aria-label")) return squeeze(node.getAttribute("aria-label"));
    if (node.labels && node.labels.length) return squeeze([...node.labels].map((label) => label.textContent).join(" "));
    if (node.matches("input[type=submit], input[type=button]")) return squeeze(node.value);
    return squeeze(node.textContent);
  };
  const words = (node) => squeeze(node.textContent) + " " + [...node.querySelectorAll("input, textarea")].map((field) => field.value).join(" ");
  const all = [...document.querySelectorAll(kinds[kind])].filter((node) => shown(node) || (node.labels && [...node.labels].some(shown)));
  const named = all.map((node) => [node, labelled(node)]);
  let found = named.filter(([, text]) => text === name);
  if (!found.length) found = named.filter(([, text]) => text.startsWith(name));
  if (!found.length) found = named.filter(([, text]) => text.includes(name));
  if (!found.length) found = named.filter(([, text]) => text.toLowerCase().startsWith(name.toLowerCase()));
  if (!found.length) return { why: `nothing to ${kind} is named ${JSON.stringify(name)}; there is: ${[...new Set(named.map(([, text]) => text))].join(" | ").slice(0, 800)}` };
  if (near) {
    const climb = ([node]) => {
      for (let steps = 0, up = node; up; up = up.parentElement, steps++) if (words(up).includes(near)) return steps;
      return Infinity;
    };
    const steps = found.map(climb);
    const best = Math.min(...steps);
    if (best === Infinity) return { why: `${JSON.stringify(name)} is here, but nothing says ${JSON.stringify(near)}` };
    found = found.filter((_, i) => steps[i] === best);
  }
  const places = new Set(found.map(([node]) => node.href || node));
  if (places.size > 1) return { why: `${places.size} things to ${kind} are named ${JSON.stringify(name)}; say near what` };
  let node = found[0][0];
  const control = node;
  if (!shown(node) || node.getBoundingClientRect().width < 2) node = [...node.labels].find(shown) || node;
  if (control.disabled) return { why: `${JSON.stringify(name)} is disabled` };
  node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const rects = [...node.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
  if (!rects.length) return { why: `${JSON.stringify(name)} has no size` };
  const x = rects[0].left + rects[0].width / 2, y = rects[0].top + rects[0].height / 2;
  const top = document.elementFromPoint(x, y);
  const mine = top && (node.contains(top) || control.contains(top) || top.contains(node) || [...(control.labels || [])].some((label) => label.contains(top)));
  if (kind !== "any" && !mine) return { why: `${JSON.stringify(name)} is covered by ${top ? top.outerHTML.slice(0, 120) : "nothing: it is outside the view"}` };
  globalThis.__found = control;
  return { x, y, tag: control.localName, type: control.type || "", checked: Boolean(control.checked), value: control.value || "", text: labelled(control) };
}
