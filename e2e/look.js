// The checks of look and access that need no tool: answers a list of faults.
// Numbers in brackets are those of the list of forty assertions.
() => {
  const faults = [];
  const fault = (text, node) => faults.push(node ? `${text}: ${node.outerHTML.replace(/\s+/g, " ").slice(0, 160)}` : text);
  const one = (selector) => { const n = document.querySelectorAll(selector).length; if (n !== 1) fault(`[1] ${n} × ${selector}, want one`); };
  const shown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const squeeze = (text) => text.replace(/\s+/g, " ").trim();

  // [1] the frame of every page
  one("h1");
  one("main");
  const root = document.documentElement;
  if (!root.lang) fault("[1] the page has no lang");
  if (!["ltr", "rtl"].includes(root.dir)) fault("[1] the page has no dir");
  if (!/^.+ - Doorstep$/.test(document.title)) fault(`[1] the title is ${JSON.stringify(document.title)}`);
  const h1 = squeeze(document.querySelector("h1")?.textContent || "");
  const bare = document.title.replace(/^Error: /, "").replace(/ - Doorstep$/, "");
  for (const name of document.querySelectorAll("[dir=auto]:not(h1)")) { // names and people's own words, and what an agency calls its papers
    const text = squeeze(name.textContent);
    if (text.length > 3 && text !== "Contract" && document.title.includes(text)) fault(`[1] the title tells ${JSON.stringify(text)}`, name);
  }
  if (!h1 || !bare) fault("[1] the heading or the title is empty");
  const ids = new Map();
  for (const node of document.querySelectorAll("[id]")) ids.set(node.id, (ids.get(node.id) || 0) + 1);
  for (const [id, n] of ids) if (n > 1) fault(`[1] ${n} elements have the id ${id}`);

  // [4] no sideways scrolling
  if (root.scrollWidth > root.clientWidth) fault(`[4] the page is ${root.scrollWidth} wide in a view of ${root.clientWidth}`);

  // [10] the smallest text
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (own && shown(node) && !node.closest("svg") && parseFloat(getComputedStyle(node).fontSize) < 18) fault("[10] text under 18 px", node);
  }

  // [7] targets: 48 px or more, 12 px apart; links within a sentence 24 px
  const box = (node) => {
    const rects = [node, ...(node.matches("input[type=checkbox], input[type=radio]") ? node.labels : [])].map((n) => n.getBoundingClientRect());
    return { left: Math.min(...rects.map((r) => r.left)), top: Math.min(...rects.map((r) => r.top)), right: Math.max(...rects.map((r) => r.right)), bottom: Math.max(...rects.map((r) => r.bottom)) };
  };
  const inline = (node) => node.localName === "a" && getComputedStyle(node).display === "inline";
  const within = (a, b) => a.contains(b) || b.contains(a);
  const targets = [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button]")]
    .filter((node) => (shown(node) || (node.labels && [...node.labels].some(shown))) && !node.matches(".skip"))
    .map((node) => ({ node, box: box(node), inline: inline(node) }));
  for (const { node, box, inline } of targets) {
    const width = box.right - box.left, height = box.bottom - box.top;
    const floor = inline ? 24 : 48;
    if (height < floor - 0.5 || (!inline && width < floor - 0.5)) fault(`[7] a target of ${Math.round(width)} × ${Math.round(height)} px`, node);
  }
  for (let i = 0; i < targets.length; i++) {
    for (let j = i + 1; j < targets.length; j++) {
      const a = targets[i], b = targets[j];
      if (a.inline || b.inline || within(a.node, b.node)) continue;
      // a target larger than 48 px may lie closer: its core of 48 px counts
      const spare = (length) => Math.max(0, (length - 48) / 2);
      const x = Math.max(a.box.left, b.box.left) - Math.min(a.box.right, b.box.right) + spare(a.box.right - a.box.left) + spare(b.box.right - b.box.left);
      const y = Math.max(a.box.top, b.box.top) - Math.min(a.box.bottom, b.box.bottom) + spare(a.box.bottom - a.box.top) + spare(b.box.bottom - b.box.top);
      if (x < 11.5 && y < 11.5) fault(`[7] two targets ${Math.round(Math.max(x, y))} px apart, the other being ${b.node.outerHTML.slice(0, 100)}`, a.node);
    }
  }

  // [23] labels, not placeholders
  for (const node of document.querySelectorAll("[placeholder]")) fault("[23] a placeholder", node);
  for (const node of document.querySelectorAll("input:not([type=hidden]):not([type=submit]), textarea")) {
    if (node.getAttribute("autocomplete") !== "off" && !node.closest("form[autocomplete=off]") && !node.matches("[type=checkbox], [type=radio], [type=file]")) fault("a field that the browser may keep", node);
  }

  // [25] one live region, outside whatever is swapped, four words or fewer
  // (a form that talks to a passkey has one more, empty until it speaks)
  const live = [...document.querySelectorAll("[role=status], [role=alert], [aria-live]:not([aria-live=off]), output")]
    .filter((node) => !(node.matches("[data-passkey-says]") && !squeeze(node.textContent)));
  if (live.length !== 1) fault(`[25] ${live.length} live regions, want one: ${live.map((node) => node.id || node.className).join(", ")}`);
  const state = document.getElementById("state");
  if (!state || state.closest("main")) fault("[25] the state line is not outside the main part");
  if (state && squeeze(state.textContent).split(" ").length > 4) fault(`[25] the state line has more than four words: ${squeeze(state.textContent)}`);

  // the content policy would stop these anyway (signature_pad styles its canvas
  // through the object model, which it allows)
  for (const node of document.querySelectorAll("[style], [onclick], [onload], style, script:not([src])")) if (!node.matches("canvas")) fault("something inline", node);

  // [31] pages that a client reads
  if (document.querySelector(".client")) {
    if (parseFloat(getComputedStyle(root).fontSize) < 24) fault("[31] a client's page with small type");
    for (const node of document.querySelectorAll("main p, main li")) {
      const size = parseFloat(getComputedStyle(node).fontSize);
      if (shown(node) && node.getBoundingClientRect().width > 66 * size * 0.62) fault("[31] a line longer than 66 characters", node);
    }
  }
  return faults;
}
