/// Common wake-ups of the threads of an idle program: [CoalescedTimer]. A leaf.
///
/// ```
///   process-monitor ─┐
///   processes ───────┤
///   memory ──────────┼─▶ CoalescedTimer: every 15 s, all at once
///   tui ─────────────┘
/// ```
package dev.brummer.engine.timer;
