/// The designs of the source document that brummer replaced, built as they were described so that
/// they can be measured beside the product. Nothing of the program uses them.
package dev.brummer.perf.baseline;
