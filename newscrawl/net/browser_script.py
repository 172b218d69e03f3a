"""What runs in every page and frame of the browser before any script of theirs: it takes away what opens channels and tabs."""

# Nothing that an article needs; each opens connections of its own, or a tab that nobody closes.
DISARM = """for (const name of ["WebSocket", "WebSocketStream", "EventSource", "WebTransport", "RTCPeerConnection",
  "webkitRTCPeerConnection", "RTCDataChannel", "SharedWorker"]) { delete globalThis[name]; }
globalThis.open = () => null;
// A tab that a link or form opens is a process that somebody must close: opened faster than that, they took all memory.
{
  const own = new Set(["", "_self", "_parent", "_top"]), base = document.getElementsByTagName("base");
  // A form's own name for a field would hide its method.
  const { getAttribute: read, removeAttribute: remove } = Element.prototype;
  const get = (one, name) => one ? read.call(one, name) : null;
  const target = (one, by) => get(by, "formtarget") ?? get(one, "target") ?? get(base[0], "target");
  const opens = (one, by) => !own.has((target(one, by) ?? "").trim().toLowerCase());
  const keep = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };
  const click = (event) => {
    const link = event.composedPath().find((one) => one.localName === "a" || one.localName === "area");
    if (!link || !(event.ctrlKey || event.metaKey || event.shiftKey || event.button || opens(link))) return;
    if (!event.cancelable) { remove.call(link, "href"); remove.call(link, "xlink:href"); }
    keep(event);
  };
  addEventListener("click", click, true);
  addEventListener("auxclick", click, true);
  addEventListener("submit", (event) => { if (opens(event.target, event.submitter)) keep(event); }, true);
  const forms = globalThis.HTMLFormElement.prototype, submit = forms.submit;
  forms.submit = function () { if (!opens(this)) submit.call(this); };
}"""
