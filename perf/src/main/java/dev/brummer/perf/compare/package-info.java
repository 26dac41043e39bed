/// Whether two sets of samples differ, by how much, and what that means for a metric.
///
/// Decisions: with many rows somebody is always below five in a hundred, so a difference has to be
/// both unlikely (p below 1 %) and worth a word (more than 5 %, or what the interval leaves no
/// doubt about): a verdict that cries wolf is not read. Where each side has at least four forks,
/// forks are compared by their medians, since shots of one fork are not independent; with fewer,
/// all shots.
package dev.brummer.perf.compare;
