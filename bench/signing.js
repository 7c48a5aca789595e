async (path) => {
  // Walks the pages as a browser without scripts does, through the worker.
  const read = async (answer) => ({ doc: new DOMParser().parseFromString(await answer.text(), "text/html"), url: answer.url, status: answer.status });
  const open = async (address) => read(await fetch(address, { headers: { Accept: "text/html" } }));
  const need = (page, what) => {
    const found = page.doc.querySelector(what);
    if (!found) throw new Error(`${page.url} (${page.status}) has no ${what}: ${page.doc.querySelector("main")?.innerText.replace(/\s+/g, " ").slice(0, 600)}`);
    return found;
  };
  const follow = (page, id) => open(need(page, `#${id}`).getAttribute("href"));
  const send = async (page, id, changes = {}) => {
    const form = need(page, `form#${id}`);
    const body = new URLSearchParams(new FormData(form));
    for (const [name, value] of Object.entries(changes)) body.set(name, value);
    return read(await fetch(form.getAttribute("action"), { method: "POST", body }));
  };
  const timed = async (act, holds) => {
    const began = performance.now();
    const page = await act();
    need(page, holds);
    return [page, performance.now() - began];
  };
  const ink = JSON.stringify({ w: 60000, h: 24000, strokes: [[...Array(180).keys()].map((i) => [1000 + i * 300, 9000 + Math.round(4000 * Math.sin(i / 9)), i * 9])] });

  let page = await open(`${path}/contracts`);
  const client = need(page, "form#make-form input[name='client']").value;
  page = await send(page, "make-form", { client });
  page = await send(await follow(page, "change-ends_when"), "form", { ends_when: "Maria has a lease." });
  page = await follow(page, "read");
  let ready, save, worker;
  [page, ready] = await timed(() => send(page, "start-form"), "#party-client-sign");
  page = await follow(page, "party-client-sign");
  if (page.doc.querySelector("input[name='capacity']")) page = await send(page, "sign", { capacity: "self", identified: "known" });
  if (page.doc.querySelector("#hand-form")) page = await follow(page, "stay");
  page = await send(page, "sign", { agree: "screen" });
  page = await send(page, "sign", { read_how: "self" });
  page = await send(page, "sign", { skip: "yes" });
  page = await send(await follow(page, "way-draw"), "sign", { strokes: ink });
  [page, save] = await timed(() => send(page, "finish-form"), "#party-client .signature");
  page = await send(await follow(page, "party-worker-sign"), "sign");
  page = await send(await follow(page, "way-draw"), "sign", { strokes: ink });
  [page, worker] = await timed(() => send(page, "finish-form", { without: "yes" }), "#party-worker .signature");
  return { Ready: ready, Client: save, Worker: worker };
}
