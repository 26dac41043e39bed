package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.ScannedLine;
import org.jspecify.annotations.Nullable;

/// Recognises the errors of one language or tool. One instance per process, so a parser may keep
/// state between lines. Receives only lines that have one of its keywords and belong to no open
/// block.
interface ErrorParser {
  /// Bits of the keywords that [#begin] requires.
  long keywords();

  /// Opens a block at this line, or returns null.
  @Nullable ErrorBlock begin(ScannedLine line);
}
