"""What runs in every page and frame of the browser before any script of theirs: it takes away what opens channels."""

# Nothing that an article needs; each opens connections of its own, or a tab that nobody closes.
DISARM = """for (const name of ["WebSocket", "WebSocketStream", "EventSource", "WebTransport", "RTCPeerConnection",
  "webkitRTCPeerConnection", "RTCDataChannel", "SharedWorker"]) { delete globalThis[name]; }
globalThis.open = () => null;"""
