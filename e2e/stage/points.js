// Named points around every write of the tablet's store, put before the service
// worker's own script by the stories that kill it there. A point that is armed
// stands still for ever, or lets the write abort.
"use strict";
(() => {
  let armed = "";
  const channel = new BroadcastChannel("points");
  channel.onmessage = ({ data }) => {
    if (!data.arm) return;
    armed = data.arm;
    channel.postMessage({ armed });
  };
  const reaches = (name) => {
    if (armed !== name) return false;
    armed = "";
    fetch("/__point/" + name);
    return true;
  };
  const never = new Promise(() => {});

  const encrypt = SubtleCrypto.prototype.encrypt;
  SubtleCrypto.prototype.encrypt = function (...given) {
    return reaches("before the seal") ? never : encrypt.apply(this, given);
  };

  // What a write is, by the stores that it touches.
  const kinds = [["bodies", "page"], ["outbox", "save"], ["files", "file"], ["drafts", "draft"], ["papers", "position"]];
  const kindOf = (stores) => (kinds.find(([store]) => stores.contains(store)) ?? ["", "other"])[1];

  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, ...rest) {
    const tx = transaction.call(this, stores, mode, ...rest);
    if (mode !== "readwrite") return tx;
    const kind = kindOf(tx.objectStoreNames), [some] = tx.objectStoreNames;
    if (reaches("in the transaction: " + kind)) { // it stays open as long as something is asked
      const spin = () => { tx.objectStore(some).count().onsuccess = spin; };
      tx.commit = () => {};
      spin();
    }
    if (reaches("aborts: " + kind)) tx.objectStore(some).count().onsuccess = () => tx.abort();
    Object.defineProperty(tx, "oncomplete", {
      set(heard) { tx.addEventListener("complete", (event) => { if (!reaches("committed, not heard: " + kind)) heard.call(tx, event); }); },
    });
    return tx;
  };

  const respondWith = FetchEvent.prototype.respondWith;
  FetchEvent.prototype.respondWith = function (answer) {
    const post = this.request.method === "POST";
    respondWith.call(this, Promise.resolve(answer).then((given) => (post && reaches("answered, not sent") ? never : given)));
  };
})();
