/// A JSON parser that starts at once, for the commands that an agent or a shell waits for.
///
///     bytes ─▶ JsonReader ─▶ Map, List, String, Long, BigInteger, Double, Boolean, null
///
/// Leaf package. Any thread.
///
/// ## Decisions
///
/// - The first parser of Jackson initializes `BigDecimal`, which on JDK 25 computes powers of five up to
///   150,000 bits, in the interpreter: 13 ms on a machine where `java -version` takes 40, and a fifth of
///   the start of `brummer mcp`. Everything that is not on the way to a first answer uses Jackson.
@NullMarked
package dev.brummer.app.json;

import org.jspecify.annotations.NullMarked;
