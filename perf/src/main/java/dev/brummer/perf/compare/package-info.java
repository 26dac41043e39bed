/// Decides whether two sets of samples differ, by how much, and in which direction. Pure; depends
/// on `result` and `stat`.
///
/// ## Decisions
///
/// - Among many metrics some differ by chance with p below 5 %. A difference must therefore be both
///   unlikely (p below 1 %) and relevant (more than 5 %, with an interval that excludes 1): a
///   verdict with false alarms is ignored.
/// - A test that finds nothing proves nothing: "no difference" needs an interval within 10 %.
///   Otherwise the verdict is "uncertain", and with fewer than four samples, which no test can call
///   significant, it is the direction alone, marked "not tested".
/// - With at least four forks on each side the medians of the forks are compared, because
///   iterations of one fork are not independent; with fewer, all iterations.
package dev.brummer.perf.compare;
