/// `eventbus.*`: cost and latency of an event on the product's bus, on the reference design and on
/// alternative buses.
///
///     EventBus…Suite ──▶ EventBus…Benchmark ──▶ BusDesign.open(handlers) ──▶ BusAdapter
///                              └── WorkerGang: the publishers
///
/// ## Decisions
///
/// - Every bounded design gets the same mailbox capacity, every pool a thread per core.
/// - A measurement ends when the last handler has returned, not when `publish` returns.
/// - Publishers send preallocated events, so allocation figures belong to the bus.
package dev.brummer.perf.bench.eventbus;
