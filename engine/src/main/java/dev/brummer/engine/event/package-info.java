/// The sealed vocabulary of facts and the bus that carries them. A leaf: depends on nothing of
/// ours.
///
/// # Decisions
///
/// **One mailbox a subscriber, drained by whichever worker is free.** A slow subscriber fills its
/// own mailbox and delays nobody; one worker at a time inside keeps each publisher's order without
/// a lock. A pool with a task for every event keeps no order and allocates; a ring that all
/// subscribers share stops at the slowest.
///
/// **Four stripes of bulk and one urgent lane in each mailbox.** Publishers on different cores
/// seldom meet at one index, and a flood of lines never stands before a `ProcessExited`.
///
/// **A batch ends after 512 events, not after a time.** With work of 10 µs an event (the seed's
/// four scenarios) the end is set by the work and the cores: 15, 125, 400 and 750 ms on two. Tried
/// there, against a pool with a task for every event, which keeps no order: batches of 512 events,
/// 18.8, 130.2, 412.8 and 785 ms; batches of 1 ms, 19.4, 131.5, 409.4 and 783.5 ms; batches of 0.2
/// ms with runs of 8 events, 20.1, 134.1, 408.6 and 787.8 ms; that pool, 18.1, 130.9, 411.1 and 770
/// ms, each ± 1 to 15 %. There is nothing to be gained from smaller batches, and nobody is ahead of
/// anybody who keeps all cores at work.
///
/// **A publisher before a full mailbox sleeps until a worker wakes it**, two at a time while there
/// is work left and sixteen when there is none. Publishers that looked for room by themselves every
/// millisecond took a part of every core from the handlers: with 500 of them 796 ms instead of 780.
package dev.brummer.engine.event;
