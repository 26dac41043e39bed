/// Event types and the bus that delivers them. A leaf: depends only on the words for failures in
/// [dev.brummer.engine.file].
///
/// ```
///   any thread   EventBus.publish ▸ routes[kind] ▸ Mailbox (StripedQueues) ▸ WorkerPool.schedule
///   bus-1..n     WorkerPool ▸ Mailbox.drain ▸ Subscriber.on … idle
///   bus-watch    adds a worker while all of them are stuck
/// ```
///
/// A mailbox belongs to one worker while it is drained; publishers only add to its queues.
///
/// ## Decisions
///
/// **One mailbox per subscriber, drained by any free worker.** A slow subscriber fills its own
/// mailbox and delays no other. A single worker at a time keeps each publisher's order without a
/// lock. A thread pool with one task per event keeps no order and allocates; a ring buffer shared
/// by all subscribers stops at the slowest.
///
/// **Four bulk stripes and one urgent lane per mailbox.** Publishers on different cores rarely
/// contend for one index, and a flood of lines never delays a `ProcessExited`.
///
/// **A batch ends after 512 events, not after a time.** With 10 µs of work per event (the four
/// scenarios of the reference design) the total is determined by the work and the cores: 15, 125,
/// 400 and 750 ms on two. Measured there, against a pool with one task per event, which keeps no
/// order: batches of 512 events, 18.8, 130.2, 412.8 and 785 ms; batches of 1 ms, 19.4, 131.5, 409.4
/// and 783.5 ms; batches of 0.2 ms with runs of 8 events, 20.1, 134.1, 408.6 and 787.8 ms; that
/// pool, 18.1, 130.9, 411.1 and 770 ms, each ± 1 to 15 %. Smaller batches gain nothing: every
/// design that keeps all cores busy takes about the same time.
///
/// **A publisher blocked by a full mailbox sleeps until a worker wakes it**, two at a time while
/// work remains and sixteen when there is none. Publishers that polled for room every millisecond
/// took CPU from the handlers: 796 ms instead of 780 with 500 of them.
package dev.brummer.engine.event;
