/// What a run is held to: metric, baseline, threshold, and a verdict by name.
///
/// Decisions: the seed's four gates compare with its figures (S25 to S28); ours compare with
/// something measured in turns in the same run, because a time alone says as much of the machine as
/// of the program. A threshold leaves room for about twice the usual ratio: less cries wolf on a
/// busy machine. Where the product is thousands of times better than the design before, its gate is
/// against plain calls, or a slowdown of ten would pass. A metric that was not measured is an
/// error: the seed skips it, and would have passed a bus that was never looked at.
package dev.brummer.perf.gate;
