/// Reference designs from the source document that brummer replaced, built as described there so
/// that they can be measured next to the product. Only benchmarks use them.
package dev.brummer.perf.baseline;
