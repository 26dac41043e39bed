/// Third-party event buses that compete with the product's, behind one interface. A leaf.
///
/// ## Decisions
///
/// - Each bus is configured as its documentation advises for many publishers, with a thread per
///   core.
package dev.brummer.perf.alternatives;
