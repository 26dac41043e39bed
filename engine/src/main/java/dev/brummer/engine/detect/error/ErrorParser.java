package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.ScannedLine;
import org.jspecify.annotations.Nullable;

/// How one language or tool prints its errors. One object serves one process, so it may remember
/// what stood above; it sees only lines with one of its words, and none that belong to a block.
interface ErrorParser {
  /// Bits of the words without which [#begin] cannot say anything.
  long keywords();

  /// The block that this line begins, or null.
  @Nullable ErrorBlock begin(ScannedLine line);
}
