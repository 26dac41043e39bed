/// `proxy.*`: bookkeeping of a request, script injection, registration of a URL and round trips, on
/// the product's proxy and on the reference design.
///
/// Servers and clients are plain sockets on loopback, so that the proxy dominates the measurement.
package dev.brummer.perf.bench.proxy;
