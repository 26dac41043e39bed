/// JMH measurements over public API. Each suite asks one question, and measures the product and the
/// designs beside it in turns.
package dev.brummer.perf.bench;
