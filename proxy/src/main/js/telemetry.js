// Telemetry of a page for the developer's terminal. Sends no bodies, cookies, headers or field
// values, and never throws into the page.
(function () {
  "use strict";
  var tag = document.currentScript;
  if (!tag || window.__brummer) return;

  var MAX_TEXT = 1000, MAX_STACK = 4000, MAX_BEACON = 16000, MAX_EVENTS = 2000, FLUSH_MS = 300;
  var SLOW_MS = 500, SAMPLED = 0.1, MEMORY_MS = 30000, VITALS_MS = 3000, IDLE_MS = 1000;
  var address = "/__brummer/b?s=" + tag.dataset.s + "&r=" + tag.dataset.r;
  var realFetch = window.fetch;
  var queue = [], sent = {}, timer = 0, cls = 0, lcp = null, reported = {};
  var interactions = {}, interacted = 0;

  // Restores the document as written by its server before the page's own code runs.
  tag.remove();

  function guarded(work) {
    return function () {
      try { return work.apply(this, arguments); } catch (ignored) { return undefined; }
    };
  }

  function cut(value, max) {
    var text = String(value === undefined || value === null ? "" : value);
    return text.length > max ? text.slice(0, max) + "…" : text;
  }

  // Removes credentials and fragment from a URL, and the content of data: and blob: URLs.
  function clean(url) {
    try {
      var parsed = new URL(url, document.baseURI);
      if (!/^https?:|^wss?:/.test(parsed.protocol)) return cut(parsed.href, 40);
      parsed.username = parsed.password = parsed.hash = "";
      return cut(parsed.origin === location.origin ? parsed.pathname + parsed.search : parsed.href,
        MAX_TEXT);
    } catch (e) {
      return cut(url, MAX_TEXT);
    }
  }

  function tagOf(node) { return node.nodeName.toLowerCase(); }
  function ms(value) { return Math.round(value * 10) / 10; }
  // Request reference from the Server-Timing of a response.
  function requestReference(header) { return (/brummer;desc="([^"]+)"/.exec(header || "") || [])[1]; }
  // Short description of an element; never the content of a field.
  function describe(node) {
    if (!node || !node.nodeName) return "";
    var text = /^(a|button|label|summary)$/.test(tagOf(node)) ? cut(node.textContent, 40).trim() : "";
    var kind = typeof node.className === "string" ? node.className.trim().split(/\s+/)[0] : "";
    return tagOf(node) + (node.id ? "#" + node.id : kind ? "." + kind : "") + (text ? " \"" + text + "\"" : "");
  }

  // Formats a value when the queue is flushed, outside the page's call; getters are not invoked.
  function show(value, depth) {
    if (typeof value === "string") return depth ? JSON.stringify(cut(value, 200)) : cut(value, MAX_TEXT);
    if (typeof value === "function") return "function " + value.name;
    if (typeof value !== "object" || value === null) return String(value);
    if (value instanceof Error) return cut(value.stack || value, MAX_TEXT);
    if (window.Node && value instanceof Node) return "<" + tagOf(value) + ">";
    var list = Array.isArray(value);
    if (depth > 1) return list ? "[…]" : "{…}";
    var parts = [], keys = Object.keys(value);
    for (var i = 0; i < keys.length && i < 20; i++) {
      var own = Object.getOwnPropertyDescriptor(value, keys[i]);
      var text = own && "value" in own ? show(own.value, depth + 1) : "…";
      parts.push(list ? text : keys[i] + ": " + text);
    }
    if (keys.length > 20) parts.push("…");
    return (list ? "[" : "{") + parts.join(", ") + (list ? "]" : "}");
  }

  // --- servers behind the proxy: scripts name them by their own ports, but their permissions hold
  // only where the proxy translates the origin. Listener ports by scheme and port of the server.
  var ports = {}, ownServer = "@SERVER@";
  function readPorts(table) {
    table.replace(/(https?:\d+)=(\d+)/g, (all, server, port) => { ports[server] = port; });
  }
  readPorts("@PORTS@");
  function isListener(port) { return Object.keys(ports).some((server) => ports[server] === port); }
  var behindProxy = isListener(location.port);
  function isLocal(url) { return /^(.*\.)?localhost$|^127\.0\.0\.1$|^\[::1\]$/.test(url.hostname); }
  // The URL through the proxy; anything else unchanged.
  function route(input) {
    try {
      if (!behindProxy || (typeof input !== "string" && !(input instanceof URL))) return input;
      var url = new URL(input, document.baseURI), secure = /^(http|ws)s:/.test(url.protocol);
      var port = ports[(secure ? "https:" : "http:") + (url.port || (secure ? 443 : 80))];
      if (!port || !isLocal(url)) return input;
      if ((secure ? "https://" : "http://") + url.host === ownServer) url.hostname = location.hostname;
      url.protocol = /^ws/.test(url.protocol) ? "ws:" : "http:";
      url.port = port;
      return url.href;
    } catch (e) {
      return input;
    }
  }
  // Whether a failed request went around the proxy; then learns of servers that came later.
  var wentAround = guarded((address) => {
    var url = new URL(address, document.baseURI);
    if (!behindProxy || !isLocal(url) || isListener(url.port)) return;
    realFetch.call(window, "/__brummer/ports").then((r) => r.text()).then(readPorts, Boolean);
    return true;
  });
  function reportBlocked(address) {
    if (wentAround(address)) record("blocked_request", { url: clean(address) });
  }
  // A failed module does not tell which of its imports failed.
  function reportImports() {
    performance.getEntriesByType("resource").forEach((e) => {
      if (!e.responseStatus && /^(script|other)$/.test(e.initiatorType) && route(e.name) !== e.name) {
        reportBlocked(e.name);
      }
    });
  }
  ["Request", "WebSocket", "EventSource", "Worker", "SharedWorker"].forEach((name) => {
    var real = window[name];
    if (!behindProxy || typeof real !== "function") return;
    window[name] = new Proxy(real, { construct: function (target, args, self) {
      if (args.length) args[0] = route(args[0]);
      return Reflect.construct(target, args, self);
    } });
    real.prototype.constructor = window[name];
  });
  if (behindProxy && navigator.sendBeacon) {
    var realBeacon = navigator.sendBeacon;
    navigator.sendBeacon = function (url) {
      if (arguments.length) arguments[0] = route(url);
      return realBeacon.apply(navigator, arguments);
    };
  }

  // Limited for each type and interval. data is an object, or a function that creates it on flush.
  function record(type, data) {
    sent[type] = (sent[type] || 0) + 1;
    if (sent[type] > MAX_EVENTS) return;
    queue.push({ type: type, at: Date.now(), page: location.pathname + location.search, data: data || {} });
    if (!timer) timer = setTimeout(idly, FLUSH_MS, flush);
    // A page that has broken may never be idle. Flushing an empty queue does nothing.
    if (/^(javascript_error|unhandled_rejection)$/.test(type)) setTimeout(flush, 30);
  }

  var flush = guarded(() => {
    clearTimeout(timer);
    timer = 0;
    var events = queue, batch = [], size = 0;
    queue = [];
    for (var i = 0; i < events.length; i++) {
      var text = "";
      try {
        if (typeof events[i].data === "function") events[i].data = events[i].data();
        text = JSON.stringify(events[i]);
      } catch (e) { continue; }
      if (text.length > MAX_BEACON) continue;
      if (size + text.length > MAX_BEACON) { post(batch); batch = []; size = 0; }
      batch.push(text);
      size += text.length + 1;
    }
    if (batch.length) post(batch);
  });

  function post(batch) {
    var body = "[" + batch.join(",") + "]";
    if (navigator.sendBeacon && navigator.sendBeacon(address, body)) return;
    realFetch.call(window, address, { method: "POST", body: body, keepalive: document.hidden }).catch(Boolean);
  }

  // Runs work when the page is idle, after IDLE_MS at the latest.
  function idly(work) {
    if (window.requestIdleCallback) requestIdleCallback(guarded(work), { timeout: IDLE_MS });
    else setTimeout(guarded(work), 0);
  }

  function on(target, type, work, options) { target.addEventListener(type, guarded(work), options); }

  // --- errors
  on(window, "error", (e) => {
    var from = e.target;
    if (from && from.nodeName) {
      var source = from.src || from.href || "", shared = from.type === "module" || from.crossOrigin;
      var loaded = performance.getEntriesByName(source).pop();
      record("resource_error", { tag: tagOf(from), url: clean(source), status: loaded && loaded.responseStatus,
        around: shared && source && wentAround(source) });
      if (shared) reportImports();
      return;
    }
    record("javascript_error", {
      message: cut(e.message, MAX_TEXT), source: clean(e.filename || ""), line: e.lineno,
      column: e.colno, stack: cut(e.error && e.error.stack, MAX_STACK)
    });
  }, true);
  on(window, "unhandledrejection", (e) => {
    var reason = e.reason;
    var imported = /imported module: (\S+)/.exec(reason && reason.message);
    if (imported) reportBlocked(imported[1]);
    record("unhandled_rejection", () => {
      return { message: cut(reason instanceof Error ? reason.name + ": " + reason.message : show(reason, 0), MAX_TEXT),
        stack: cut(reason && reason.stack, MAX_STACK) };
    });
  });
  on(document, "securitypolicyviolation", (e) => {
    record("csp_violation", { message: e.effectiveDirective + " blocks " + cut(e.blockedURI, 300),
      directive: e.effectiveDirective, source: clean(e.sourceFile || ""), line: e.lineNumber,
      column: e.columnNumber, disposition: e.disposition });
  });

  // --- console
  ["log", "info", "warn", "error", "debug", "assert"].forEach((level) => {
    var real = console[level];
    if (typeof real !== "function") return;
    var capture = guarded((args) => {
      args = [].slice.call(args, 0, 20);
      if (level === "assert" && args.shift()) return;
      var error = /^[ea]/.test(level) && (args.filter((arg) => arg instanceof Error)[0] || new Error());
      record("console_output", () => {
        var text = typeof args[0] !== "string" ? [] : [cut(args.shift(), MAX_TEXT).replace(/%[sdifoOc]/g, (mark) => {
          var value = args.length ? show(args.shift(), 0) : mark;
          return mark === "%c" ? "" : value;
        })];
        text = text.concat(args.map((arg) => show(arg, 0))).join(" ");
        return { level: level, text: cut(text, MAX_TEXT * 2), stack: error ? cut(error.stack, MAX_STACK) : undefined };
      });
    });
    console[level] = function () {
      capture(arguments);
      return real.apply(console, arguments);
    };
  });

  // --- network
  function startCall(kind, method, url) {
    var direct = route(url) === url;
    var call = { kind: kind, method: cut(method || "GET", 20).toUpperCase(), url: clean(url) };
    record("network_request", call);
    return { call: call, start: performance.now(), direct: direct, trace: new Error() };
  }
  function endCall(started, status, header, message, aborted) {
    var data = Object.assign({ ms: ms(performance.now() - started.start), aborted: aborted }, started.call);
    if (status) data.status = status;
    else data.message = cut(message, 200);
    if (!status || status >= 400) data.stack = cut(started.trace.stack, MAX_STACK);
    if (!status && !aborted && started.direct) data.around = wentAround(data.url);
    if (header("content-length")) data.size = Number(header("content-length"));
    data.request = requestReference(header("server-timing"));
    record(status ? "network_response" : "network_error", data);
  }
  if (realFetch) {
    var beforeFetch = guarded((input, init) => {
      var request = window.Request && input instanceof Request ? input : null;
      return startCall("fetch", (init && init.method) || (request && request.method), request ? request.url : input);
    });
    var afterFetch = guarded((call, response) => {
      if (call) endCall(call, response.status || "opaque", (name) => response.headers.get(name));
    });
    var failedFetch = guarded((call, error) => {
      if (call) endCall(call, 0, Boolean, error, /^Abort/.test(error && error.name));
    });
    window.fetch = function fetch(input, init) {
      var call = beforeFetch(input, init);
      if (arguments.length) arguments[0] = route(input);
      return realFetch.apply(this === undefined ? window : this, arguments).then(
        (response) => { afterFetch(call, response); return response; },
        (error) => { failedFetch(call, error); throw error; });
    };
  }
  if (window.XMLHttpRequest) {
    var proto = XMLHttpRequest.prototype, open = proto.open, send = proto.send, opened = new WeakMap();
    proto.open = function (method, url) {
      rememberCall(this, method, url);
      if (arguments.length > 1) arguments[1] = route(url);
      return open.apply(this, arguments);
    };
    proto.send = function () {
      observeCall(this);
      return send.apply(this, arguments);
    };
    var rememberCall = guarded((xhr, method, url) => { opened.set(xhr, [method, url]); });
    var observeCall = guarded((xhr) => {
      var what = opened.get(xhr);
      if (!what) return;
      var call = startCall("xhr", what[0], what[1]), aborted;
      on(xhr, "abort", () => { aborted = true; });
      on(xhr, "loadend", function () {
        var own = xhr.status && new URL(xhr.responseURL, location.href).origin === location.origin;
        endCall(call, xhr.status, (name) => own && xhr.getResponseHeader(name), "no response", aborted);
      }, { once: true });
    });
  }

  // --- timings
  function observe(type, each, threshold) {
    try {
      new PerformanceObserver(guarded((list) => { list.getEntries().forEach(each); }))
        .observe(Object.assign({ type: type, buffered: true }, threshold));
    } catch (unknown) { return; }
  }
  // Whether no element reports the failure of a resource: a style's image, a frame, an import.
  function isLone(e) {
    return /^(css|other|iframe)$/.test(e.initiatorType) || e.initiatorType === "script" &&
      !Array.from(document.scripts).some((script) => script.src === e.name);
  }
  // Buffered entries are delivered when the observer registers.
  idly(() => {
    observe("paint", (e) => { record("paint", { name: e.name, ms: ms(e.startTime) }); });
    observe("largest-contentful-paint", (e) => { lcp = e; });
    observe("layout-shift", (e) => { if (!e.hadRecentInput) cls += e.value; });
    observe("longtask", (e) => { record("long_task", { ms: ms(e.duration), start: ms(e.startTime) }); });

    // Press and release are one interaction, measured by its slowest event.
    observe("event", (e) => {
      if (!e.interactionId) return;
      if (!interactions[e.interactionId] && ++interacted > 500) return;
      var known = interactions[e.interactionId];
      if (!known || known.ms < e.duration) {
        interactions[e.interactionId] = { ms: e.duration, kind: e.name, element: describe(e.target) };
      }
    }, { durationThreshold: 16 });
    // Failed and slow resources and a sample of the others; fetch and XHR are recorded above.
    observe("resource", (e) => {
      if (/^(fetch|xmlhttprequest|beacon)$/.test(e.initiatorType) || /\/__brummer\//.test(e.name)) return;
      if (!(e.responseStatus >= 400) && e.duration < SLOW_MS && Math.random() > SAMPLED) return;
      var own = (e.serverTiming || []).filter((t) => t.name === "brummer")[0];
      record("resource_timing", { url: clean(e.name), kind: e.initiatorType, ms: ms(e.duration),
        ttfb: ms(e.responseStart && e.responseStart - e.startTime), status: e.responseStatus || undefined,
        size: e.transferSize, request: own && own.description, lone: isLone(e) });
    });
  });
  on(document, "readystatechange", () => {
    record("dom_state", { state: document.readyState, ms: ms(performance.now()) });
  });
  function memory() {
    var used = performance.memory;
    if (used && !document.hidden) {
      record("memory_usage", { used: used.usedJSHeapSize, total: used.totalJSHeapSize, limit: used.jsHeapSizeLimit });
    }
  }
  on(window, "load", () => {
    idly(() => {
      var n = performance.getEntriesByType("navigation")[0];
      record("page_load", { url: clean(location.href), title: cut(document.title, 200),
        referrer: document.referrer && clean(document.referrer), ms: n ? ms(n.duration) : undefined });
      if (n) {
        record("navigation_timing", { status: n.responseStatus, kind: n.type, ttfb: ms(n.responseStart), received: ms(n.responseEnd),
          interactive: ms(n.domInteractive), ready: ms(n.domContentLoadedEventEnd), load: ms(n.loadEventEnd),
          bytes: n.encodedBodySize });
      }
      memory();
      setTimeout(vitals, VITALS_MS);
      setInterval(guarded(() => { sent = {}; memory(); vitals(); }), MEMORY_MS);
    });
  });

  // --- user interactions
  on(document, "click", (e) => {
    record("user_interaction", { kind: "click", element: describe(e.target) });
  }, { capture: true, passive: true });
  on(document, "submit", (e) => {
    record("user_interaction", { kind: "submit", element: describe(e.target), url: clean(e.target.action) });
  }, { capture: true, passive: true });

  // --- page lifecycle
  // Recorded some time after the load, and again after each change.
  function vital(name, value, data) {
    if (reported[name] === value) return;
    reported[name] = value;
    record(name, data);
  }
  var vitals = guarded(() => {
    // The slowest interaction; one outlier is skipped for every fifty.
    var slowest = Object.keys(interactions).map((id) => interactions[id])
      .sort((a, b) => b.ms - a.ms);
    var inp = slowest[Math.min(slowest.length - 1, Math.floor(slowest.length / 50))];
    var shift = Math.round(cls * 10000) / 10000;
    if (lcp) vital("lcp", lcp.startTime, { ms: ms(lcp.startTime), size: lcp.size, element: describe(lcp.element) });
    if (inp) vital("inp", inp.ms, inp);
    vital("cls", shift, { value: shift });
  });
  function flushVitals() {
    vitals();
    flush();
  }
  on(document, "visibilitychange", () => {
    record("visibility_change", { state: document.visibilityState });
    if (document.visibilityState === "hidden") flushVitals();
  });
  on(window, "pagehide", flushVitals);

  var lastUrl = location.href;
  var recordRouteChange = guarded(() => {
    if (location.href === lastUrl) return;
    var from = lastUrl;
    lastUrl = location.href;
    record("route_change", { from: clean(from), url: clean(lastUrl) });
  });
  if (window.navigation && window.navigation.addEventListener) {
    on(window.navigation, "currententrychange", recordRouteChange);
  } else {
    ["pushState", "replaceState"].forEach((name) => {
      var real = history[name];
      history[name] = function () {
        var result = real.apply(this, arguments);
        recordRouteChange();
        return result;
      };
    });
    on(window, "popstate", recordRouteChange);
  }

  Object.defineProperty(window, "__brummer", {
    value: Object.freeze({
      track: guarded(function (name, data) {
        record("custom", () => { return { name: cut(name, 100), text: show(data, 0) }; });
      })
    })
  });
})();
