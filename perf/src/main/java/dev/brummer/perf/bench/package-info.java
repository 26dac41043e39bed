/// Registry of the benchmark suites; each subpackage holds the suites of one component.
///
///     Suites ──▶ eventbus   process   log   proxy   detect   memory   ui   terminal   program
///
/// A subpackage contains its suites, JMH benchmarks and, where several designs are compared, an
/// interface with an adapter per design. The benchmarks use public API only.
package dev.brummer.perf.bench;
